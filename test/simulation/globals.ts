/** What the bot takes from its surroundings without being handed it: dice, hashes, the date. While a simulation runs they are its own. */
import { createHash } from 'node:crypto';
import type { Random } from './random.ts';

export async function withOwnGlobals<T>(random: Random, now: () => number, run: () => Promise<T>): Promise<T> {
  const dateNow = Date.now;
  const own = {
    getRandomValues<A extends ArrayBufferView | null>(array: A): A {
      if (array !== null) {
        const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
        for (let i = 0; i < bytes.length; i += 1) bytes[i] = random.int(256);
      }
      return array;
    },
    randomUUID: () => Array.from({ length: 8 }, () => random.int(65_536).toString(16).padStart(4, '0')).join('-'),
  };
  const digest = crypto.subtle.digest;
  Object.assign(crypto, own);
  // The real one answers from another thread, at a moment that nobody owns.
  Object.assign(crypto.subtle, {
    digest: async (_: string, data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest()).buffer,
  });
  Date.now = now;
  try {
    return await run();
  } finally {
    Date.now = dateNow;
    for (const name of Object.keys(own)) Reflect.deleteProperty(crypto, name);
    Object.assign(crypto.subtle, { digest });
    Reflect.deleteProperty(crypto.subtle, 'digest');
  }
}
