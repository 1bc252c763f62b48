/** A name for this installation, drawn once: two of them, or one with a new database, must not look like one to a gateway that both use. */
import type { Store } from '../store/index.ts';

const key = 'installation';

/** Reads it when it is asked for first. */
export function installationOf(store: Pick<Store, 'getMeta' | 'swapMeta'>): () => Promise<string> {
  let known: Promise<string> | null = null;
  return () => {
    known ??= readOrDraw(store).catch((error) => {
      known = null;
      throw error;
    });
    return known;
  };
}

async function readOrDraw(store: Pick<Store, 'getMeta' | 'swapMeta'>): Promise<string> {
  const found = await store.getMeta(key);
  if (found !== null) return found;
  const drawn = crypto.getRandomValues(new Uint8Array(6)).toHex();
  return (await store.swapMeta(key, null, drawn)) ? drawn : readOrDraw(store);
}
