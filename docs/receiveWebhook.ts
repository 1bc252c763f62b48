// A receiver of Baton's webhook: checks the signature and the time, takes each message once, and prints it.
// `WEBHOOK_SECRET=… node docs/receiveWebhook.ts` listens on port 8080. See carriers.md.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

/** Seconds that a message may be old, or ahead of this clock: what was recorded is worth nothing afterwards. */
export const REPLAY_WINDOW = 300;

/** Null: it is from Baton, and fresh. Else why not. `body`: byte for byte as it came; `now`: seconds since 1970. */
export function wrongWith(
  secret: string,
  { timestamp, signature, body }: { timestamp: string; signature: string; body: Buffer },
  now: number,
): string | null {
  if (!/^\d{1,12}$/.test(timestamp)) return 'there is no timestamp';
  if (Math.abs(now - Number(timestamp)) > REPLAY_WINDOW) return 'it is too old, or a clock is wrong';
  const right = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
  const given = Buffer.from(/^sha256=([0-9a-f]{64})$/.exec(signature)?.[1] ?? '', 'hex');
  return given.length === right.length && timingSafeEqual(given, right) ? null : 'the signature does not hold';
}

/** Remembers ids for as long as the timestamp alone would let a message in again. */
export function takenOnce(): (id: string, now: number) => boolean {
  const seen = new Map<string, number>();
  return (id, now) => {
    for (const [old, at] of seen) if (now - at > 2 * REPLAY_WINDOW) seen.delete(old);
    if (seen.has(id)) return false;
    seen.set(id, now);
    return true;
  };
}

export interface Letter {
  id: string;
  to: string;
  case: string;
  subject: string;
  text: string;
  short: string;
}

export function receiver(secret: string, deliver: (letter: Letter) => void) {
  const isNew = takenOnce();
  return createServer((req, res) => {
    const pieces: Buffer[] = [];
    req.on('data', (piece: Buffer) => pieces.push(piece));
    req.on('end', () => {
      const body = Buffer.concat(pieces);
      const header = (name: string) => String(req.headers[name] ?? '');
      const now = Math.floor(Date.now() / 1000);
      const signed = { timestamp: header('baton-timestamp'), signature: header('baton-signature'), body };
      const wrong = wrongWith(secret, signed, now);
      if (wrong !== null) {
        res.statusCode = 401;
        res.end(`${wrong}\n`);
        return;
      }
      const letter = JSON.parse(body.toString('utf8')) as Letter;
      // First taken, then answered: without an answer Baton sends it again.
      if (isNew(letter.id, now)) deliver(letter);
      res.end();
    });
  });
}

if (import.meta.main) {
  const secret = process.env['WEBHOOK_SECRET'];
  if (!secret) throw new Error('Set WEBHOOK_SECRET to what Baton has.');
  receiver(secret, ({ to, text }) => console.log(`${to}\n${text}`)).listen(8080);
}
