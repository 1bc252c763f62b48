/** The JSON of a request, within limits. */
import type { IncomingMessage } from 'node:http';

/** Teams keeps an activity below 100 KB or so; somebody's pasted log may be bigger, an attack much bigger. */
export const LARGEST_BODY = 1_048_576;
/** A sender that stalls must not hold a request open. */
const SLOWEST_MS = 10_000;

export type Read<T = unknown> = { ok: true; value: T } | { ok: false; status: 400 | 408 | 413; error: string };

/** Reads and parses the body. Never rejects. */
export async function readJson(req: IncomingMessage): Promise<Read> {
  const read = await readText(req);
  if (!read.ok) return read;
  try {
    return { ok: true, value: JSON.parse(read.value) };
  } catch {
    return { ok: false, status: 400, error: 'The body is not JSON.' };
  }
}

/** Reads the body as text. Never rejects. */
export async function readText(req: IncomingMessage): Promise<Read<string>> {
  const declared = Number(req.headers['content-length'] ?? 0);
  if (declared > LARGEST_BODY) return tooLarge(req);
  const late = setTimeout(() => req.destroy(new Error('slow')), SLOWEST_MS);
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
