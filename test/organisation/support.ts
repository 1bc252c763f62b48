import { readFileSync } from 'node:fs';
import type { Fault } from '../../src/organisation/index.ts';
import { type Loaded, parseOrganisation } from '../../src/organisation/load.ts';
import type { Written } from '../../src/organisation/playbooks.ts';

export const YEAR = 2026;
export const example = readFileSync('env/organisation.example.yaml', 'utf8');

/** The example with pieces replaced. Each piece must stand there, else the test would test nothing. */
export function broken(...changes: readonly (readonly [piece: string, by: string])[]): string {
  return changes.reduce((text, [piece, by]) => {
    if (!text.includes(piece)) throw new Error(`the example has no ${piece}`);
    return text.replace(piece, () => by);
  }, example);
}

export function faultsOf(text: string, playbooks: readonly Written[] = []): readonly Fault[] {
  const read = parseOrganisation({ organisation: { file: 'organisation.yaml', text }, playbooks }, YEAR);
  return 'faults' in read ? read.faults : [];
}

export function loaded(text: string, playbooks: readonly Written[] = []): Loaded {
  const read = parseOrganisation({ organisation: { file: 'organisation.yaml', text }, playbooks }, YEAR);
  if ('faults' in read) throw new Error(read.faults.map(({ sentence }) => sentence).join('\n'));
  return read;
}
