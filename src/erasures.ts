/**
 * The list of erasures, `DATA_DIR/erasures.json`, and what carries it out: at every start and after every restore, so that a
 * backup from before brings nobody back. It holds hashes under a key of its own and no name.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { type Marks, marksOf, rewriterOf, type Traits } from './rewriter.ts';
import { grabBagFolder, reportFolder } from './shelf.ts';
import { type Erased, type Store, StoreError } from './store/index.ts';

const listShape = z.strictObject({
  version: z.literal(1),
  key: z.string().min(1),
  erasures: z.array(
    z.strictObject({
      name: z.string().min(1),
      at: z.string(),
      marks: z.strictObject({
        ids: z.array(z.string()),
        phrases: z.array(z.string()),
        longest: z.number(),
        names: z.array(z.string()),
        phones: z.array(z.string()),
      }),
    }),
  ),
});

interface ErasureList {
  version: 1;
  key: string;
  erasures: { name: string; at: string; marks: Marks }[];
}

export function erasuresFile(dataDir: string): string {
  return join(dataDir, 'erasures.json');
}

/** Adds a person to the list and hands back what stands in her place from now on. `at`: an instant. */
export function addErasure(dataDir: string, traits: Traits, at: string): string {
  const { key, erasures } = readList(dataDir) ?? { key: randomBytes(32).toString('hex'), erasures: [] };
  const name = `erased-person-${erasures.length + 1}`;
  const list: ErasureList = { version: 1, key, erasures: [...erasures, { name, at, marks: marksOf(traits, key) }] };
  const path = erasuresFile(dataDir);
  // Only the owner reads it: with the key beside them, hashes of known addresses could be tried.
  const file = openSync(`${path}.part`, 'w', 0o600);
  writeFileSync(file, `${JSON.stringify(list, null, 2)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(`${path}.part`, path);
  return name;
}

/** Carries out every erasure of the list that this database has not seen, and says which. Rejects with a StoreError. */
export async function applyErasures(
  store: Pick<Store, 'erase'>,
  dataDir: string,
  at: string,
): Promise<({ name: string } & Erased)[]> {
  const done: ({ name: string } & Erased)[] = [];
  const list = readList(dataDir);
  for (const { name, marks } of list?.erasures ?? []) {
    const rewrite = rewriterOf(marks, list?.key ?? '', name);
    const erased = await store.erase({ name, at, rewrite });
    if (erased === null) continue;
    cleanPapers(dataDir, rewrite);
    done.push({ name, ...erased });
  }
  return done;
}

/** Who of these addresses belongs to somebody that was erased: named in the organisation file again, she would come back into the record. */
export function erasedAmong(dataDir: string, emails: readonly string[]): string[] {
  const list = readList(dataDir);
  const rewriters = (list?.erasures ?? []).map(({ name, marks }) => rewriterOf(marks, list?.key ?? '', name));
  return emails.filter((email) => rewriters.some((rewrite) => rewrite(email) !== email));
}

/** Grab bags and reports are rewritten. A patch that names her is dropped: it would put her back into the file. */
function cleanPapers(dataDir: string, rewrite: (text: string) => string): void {
  const patches = join(dataDir, 'patches');
  for (const folder of [grabBagFolder(dataDir), reportFolder(dataDir), patches]) {
    if (!existsSync(folder)) continue;
    for (const file of readdirSync(folder, { withFileTypes: true })) {
      if (!file.isFile()) continue;
      const path = join(folder, file.name);
      const text = readFileSync(path, 'utf8');
      const after = rewrite(text);
      if (folder === patches) {
        const words = `${file.name} ${text}`.match(/[\w-]+/g) ?? [];
        if (after !== text || words.some((word) => rewrite(word) !== word)) rmSync(path);
      } else if (after !== text) writeFileSync(path, after);
    }
  }
}

function readList(dataDir: string): ErasureList | null {
  const path = erasuresFile(dataDir);
  if (!existsSync(path)) return null;
  try {
    return listShape.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new StoreError(
      'failed',
      `The list of erasures ${path} cannot be read: put its copy back. Without it a restored backup would bring erased people back.`,
      { cause },
    );
  }
}
