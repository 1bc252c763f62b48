/** The JSON of a request, within limits. */
import type { IncomingMessage } from 'node:http';

/** Teams keeps an activity below 100 KB or so; somebody's pasted log may be bigger, an attack much bigger. */
export const LARGEST_BODY = 1_048_576;
/** A sender that stalls must not hold a request open. */
export const SLOWEST_BODY_MS = 10_000;
/** Activities with cards in them are some twenty deep; whatever walks through a value is spared the stack of ten thousands. */
const DEEPEST = 100;

export type Read<T = unknown> = { ok: true; value: T } | { ok: false; status: 400 | 408 | 413; error: string };

/** Reads and parses the body. Never rejects. */
export async function readJson(req: IncomingMessage, slowestMs?: number): Promise<Read> {
  const read = await readText(req, slowestMs);
  if (!read.ok) return read;
  if (isTooDeep(read.value)) return { ok: false, status: 400, error: `The body is nested more than ${DEEPEST} deep.` };
  try {
    return { ok: true, value: JSON.parse(read.value) };
  } catch {
    return { ok: false, status: 400, error: 'The body is not JSON.' };
  }
}

/** Counted on the text, in one pass, before anything is built of it. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text.charCodeAt(i);
    if (quoted) {
      if (sign === 92) i += 1;
      else if (sign === 34) quoted = false;
    } else if (sign === 34) quoted = true;
    else if (sign === 91 || sign === 123) {
      depth += 1;
      if (depth > DEEPEST) return true;
    } else if (sign === 93 || sign === 125) depth -= 1;
  }
  return false;
}

/** Reads the body as text. Never rejects. */
export async function readText(req: IncomingMessage, slowestMs = SLOWEST_BODY_MS): Promise<Read<string>> {
  const declared = Number(req.headers['content-length'] ?? 0);
  if (declared > LARGEST_BODY) return tooLarge(req);
  const late = setTimeout(() => req.destroy(new Error('slow')), slowestMs);
  try {
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += piece.length;
      if (size > LARGEST_BODY) return tooLarge(req);
      pieces.push(piece);
    }
    return { ok: true, value: Buffer.concat(pieces).toString('utf8') };
  } catch {
    return { ok: false, status: 408, error: 'The body did not arrive.' };
  } finally {
    clearTimeout(late);
  }
}

function tooLarge(req: IncomingMessage): Read<never> {
  // What is still coming is thrown away, so that the answer can be read.
  req.resume();
  return { ok: false, status: 413, error: `The body is larger than ${LARGEST_BODY} bytes.` };
}
