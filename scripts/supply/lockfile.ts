import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One package as `package-lock.json` names it. */
export interface Locked {
  /** Where it lies: `node_modules/pg`, or deeper when two versions are needed. */
  path: string;
  name: string;
  version: string;
  /** As its maker wrote it: an SPDX expression mostly. Absent: the maker did not say it there. */
  license?: string;
  /** SHA-512 of what npm may unpack. */
  integrity?: string;
  /** Set when it comes from somewhere else than the registry that npm is set to. */
  resolved?: string;
  /** Not part of what runs in production. */
  dev?: boolean;
  hasInstallScript?: boolean;
}

/** All packages of the lockfile in this folder, ours left out. */
export function lockedIn(folder: string): Locked[] {
  const file = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Omit<Locked, 'path' | 'name'>>;
  };
  return Object.entries(file.packages)
    .filter(([path]) => path !== '')
    .map(([path, rest]) => ({ ...rest, path, name: path.slice(path.lastIndexOf('node_modules/') + 13) }));
}
