import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { type ContactChange, contactPatch, type Entry } from '../../src/organisation/contactPatch.ts';
import { read } from '../support/sources.ts';

const example = read('env/organisation.example.yaml');

/** What an operator does with the patch: `git apply`. */
function applied(text: string, patch: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-patch-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'organisation.yaml'), text);
  writeFileSync(join(folder, 'it.patch'), patch);
  const { status, stderr } = spawnSync('git', ['apply', 'it.patch'], { cwd: folder, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return readFileSync(join(folder, 'organisation.yaml'), 'utf8');
}

function patched(entry: Entry, change: ContactChange, text = example) {
  const made = contactPatch(text, 'organisation.yaml', entry, change);
  if ('fault' in made) return made.fault;
  return { patch: made.patch, text: applied(text, made.patch) };
}

const lynne = { person: 'lynne' };
const today = { verified: '2026-11-25' };

describe('a patch for the organisation file', () => {
  it('moves the date and leaves every other character as it was', () => {
    const made = patched(lynne, today);
    if (typeof made === 'string') throw new Error(made);
    expect(made.text).toBe(example.replace('verified: 2026-09-01', 'verified: 2026-11-25'));
    expect(made.patch).toContain('-    verified: 2026-09-01 ');
  });

  it('writes a new number wherever the old one stood', () => {
    const made = patched(lynne, { ...today, phone: '+46 70 999 99 99' });
    if (typeof made === 'string') throw new Error(made);
    const after = parse(made.text, { merge: true }).people.lynne;
    expect(after.phone).toBe('+46 70 999 99 99');
    expect(after.routes.find(({ id }: { id: string }) => id === 'mobile').address).toBe('+46 70 999 99 99');
    expect(made.text).not.toContain('+46 70 000 00 06');
  });

  it('adds what was not there, to an entry on one line and to one on several', () => {
    const one = patched({ person: 'megan' }, today);
    if (typeof one === 'string') throw new Error(one);
    expect(parse(one.text, { merge: true }).people.megan.verified).toBe('2026-11-25');
    const without = example.replace(/ {4}verified: 2026-09-01.*\n/, '');
    const several = patched(lynne, today, without);
    if (typeof several === 'string') throw new Error(several);
    expect(parse(several.text, { merge: true }).people.lynne.verified).toBe('2026-11-25');
  });

  it("corrects the only number of a vendor's support", () => {
    const made = patched({ support: 'microsoft' }, { ...today, phone: '+46 8 111 11 11' });
    if (typeof made === 'string') throw new Error(made);
    const dated = example.replace(/verified: 2026-09-01( +# \(optional\))/, 'verified: 2026-11-25$1');
    expect(made.text).toBe(dated.replace('+46 8 000 00 00', '+46 8 111 11 11'));
    const right = patched({ support: 'microsoft' }, today);
    if (typeof right === 'string') throw new Error(right);
    expect(right.text).toBe(dated);
    const undated = example.replace(/ {4}verified: 2026-09-01 +# \(optional\).*\n/, '');
    const first = patched({ support: 'microsoft' }, today, undated);
    if (typeof first === 'string') throw new Error(first);
    expect(parse(first.text, { merge: true }).vendors.microsoft.verified).toBe('2026-11-25');
  });

  it('says so where there is nothing to change, nobody to find, or nothing that can be changed safely', () => {
    expect(patched(lynne, { verified: '2026-09-01' })).toBe('nothing');
    expect(patched({ person: 'nobody' }, today)).toBe('unknown');
    expect(patched(lynne, today, 'people: { lynne: *other }')).toBe('by-hand');
    const shared = 'base: &b { name: L }\npeople:\n  lynne: *b\n';
    expect(patched(lynne, today, shared)).toBe('by-hand');
    const two = example.replace(
      '- { id: portal, kind: portal,',
      '- { id: night, kind: phone, address: "+46 8 222 22 22" }\n      - { id: portal, kind: portal,',
    );
    expect(patched({ support: 'microsoft' }, { ...today, phone: '1' }, two)).toBe('by-hand');
  });

  it('keeps what a person typed inside its quotation marks', () => {
    const made = patched(lynne, { ...today, phone: '"}, evil: true\n# x' });
    if (typeof made === 'string') throw new Error(made);
    expect(parse(made.text, { merge: true }).people.lynne.phone).toBe('"}, evil: true\n# x');
    expect(parse(made.text, { merge: true }).people.lynne.evil).toBeUndefined();
  });
});
