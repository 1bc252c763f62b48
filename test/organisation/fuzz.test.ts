// Files that nobody would write: each is read or refused in sentences, and never throws. How long that takes is measured by `npm run fuzz`.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseShipped } from '../../src/organisation/authorities.ts';
import { mangled } from '../support/mangledFiles.ts';
import { bombs } from '../support/yamlBombs.ts';
import { example, faultsOf } from './support.ts';

const playbook = readFileSync('src/organisation/playbooks/mail-block.yaml', 'utf8');
const authorities = readFileSync('src/organisation/authorities.yaml', 'utf8');

describe('a file that is more than it looks', () => {
  const small = bombs().filter(({ large }) => !large);
  it.each(small.map(({ name, text }) => [name, text] as const))('%s: refused, with what to mend', (_, text) => {
    const faults = faultsOf(text);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(101);
    for (const { sentence } of faults) expect(sentence).toMatch(/^line \d+: .{10,}/u);
  });

  it('a hundred faults are told and the rest is counted as more: each costs a look through the file', () => {
    const text = Array.from({ length: 500 }, (_, n) => `k${n}: 1`).join('\n');
    expect(faultsOf(text).at(-1)?.sentence).toBe('line 100: the file has more faults than these 100; mend these first');
    expect(faultsOf(`${'['.repeat(30_000)}`).map(({ sentence }) => sentence)).toEqual([
      'line 1: the file is nested more than 100 deep here',
    ]);
  });
});

describe('a file that was mangled', () => {
  const clean = (faults: readonly { sentence: string }[]) => {
    for (const { sentence } of faults) expect(sentence).not.toMatch(/undefined|\[object|at .*\.ts:/u);
  };

  it('as organisation file', () => {
    fc.assert(
      fc.property(mangled(example), (text) => clean(faultsOf(text))),
      { numRuns: 12, seed: 8 },
    );
  });

  it('as playbook', () => {
    const read = (text: string) => faultsOf(example, [{ file: 'playbooks/own.yaml', text }]);
    fc.assert(
      fc.property(mangled(playbook), (text) => clean(read(text))),
      { numRuns: 12, seed: 8 },
    );
  });

  it('as the file of the authorities, which operators may have changed', () => {
    fc.assert(
      fc.property(mangled(authorities), (text) => {
        try {
          parseShipped(text, 'authorities.yaml');
        } catch (error) {
          expect((error as Error).message).toMatch(/^authorities\.yaml, line \d+: /u);
        }
      }),
      { numRuns: 10, seed: 8 },
    );
  });
});
