// SECURITY.md names who may attack what and which test shows what stops them; it must not name what is not there.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| who '))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| ?|\s*\|$/g, '').trim()));

describe('SECURITY.md', () => {
  it('names only files that are there', () => {
    const named = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('shows each attack by a test that runs with npm test', () => {
    expect(rows.length).toBeGreaterThan(18);
    for (const [who, what, stopped, shown] of rows) {
      expect(
        [who, what, stopped].every((cell) => cell !== undefined),
        what,
      ).toBe(true);
      expect([what, shown]).toEqual([what, expect.stringMatching(/\]\(test\/(?!browser\/)[\w/]+\.test\.ts\)/)]);
    }
  });

  it('thinks of everybody', () => {
    const all = rows.map(([who]) => who).join('\n');
    for (const who of ['internet', 'another tenant', 'guest', 'outsider', 'with a link', 'staff', 'mail', 'operator'])
      expect(all).toContain(who);
  });
});
