// Defects on purpose: a copy of the project, one exact text of it replaced by another, and what becomes of that.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './sources.ts';

/** One place of the source, as it stands there, and what takes its place. */
export interface Defect {
  name: string;
  file: string;
  find: string;
  replace: string;
}

/** The text with the defect in it. Throws with a sentence when the place is not there any more, or is not one place. */
export function withDefect(text: string, { name, file, find, replace }: Defect): string {
  const places = text.split(find).length - 1;
  if (places === 0)
    throw new Error(
      `${name}: ${file} does not say "${find}" any more. Take what stands there now, and see it noticed.`,
    );
  if (places > 1)
    throw new Error(`${name}: ${file} says "${find}" ${places} times. Take more of the text around the one.`);
  return text.replace(find, () => replace);
}

/** A copy of these parts of the project, beside the same packages; it is gone when `use` is over. */
export async function inCopy<T>(parts: readonly string[], use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-planted-'));
  try {
    for (const part of parts)
      cpSync(join(ROOT, part), join(folder, part), { recursive: true, filter: (path) => !path.includes('golden') });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `see` finds while the defect is in the copy; afterwards the copy is as it was. */
export function planted<T>(folder: string, defect: Defect, see: () => T): T {
  const path = join(folder, defect.file);
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, withDefect(text, defect));
  try {
    return see();
  } finally {
    writeFileSync(path, text);
  }
}

/** Those of a list that are named on the command line, all when none is; a name that nobody has ends the process. */
export function named<T extends { name: string }>(all: readonly T[], names: readonly string[]): readonly T[] {
  const unknown = names.filter((name) => !all.some((one) => one.name === name));
  if (unknown.length === 0) return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
  console.error(`There is no ${unknown.join(', no ')}. There are ${all.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}
