import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOrganisation } from '../../src/organisation/index.ts';
import { broken, example } from './support.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'organisation-'));
  file = join(folder, 'organisation.yaml');
  writeFileSync(file, example);
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(year: () => number = () => 2026) {
  const opened = openOrganisation(file, year);
  if ('faults' in opened) throw new Error(opened.faults[0]?.sentence);
  return opened.source;
}

const renamed = broken(['name: Contoso University', 'name: Fabrikam University']);
const faulty = broken(['version: 1', 'version: 2']);

describe('an organisation in force', () => {
  it('stays the same object while its files do', async () => {
    const source = open();
    const before = source.current();
    expect(await source.check()).toBe('unchanged');
    writeFileSync(file, example);
    expect(await source.check()).toBe('unchanged');
    expect(source.current()).toBe(before);
  });

  it('changes with its file', async () => {
    const source = open();
    writeFileSync(file, renamed);
    expect(await source.check()).toMatchObject({ changed: { name: 'Fabrikam University' } });
    expect(source.current().name).toBe('Fabrikam University');
    expect(await source.check()).toBe('unchanged');
  });

  it('stays in force when the new one is faulty, and the faults are told once', async () => {
    const source = open();
    writeFileSync(file, faulty);
    expect(await source.check()).toMatchObject({ faults: [{ line: 5, path: 'version' }] });
    expect(source.current().name).toBe('Contoso University');
    expect(await source.check()).toBe('unchanged');
    writeFileSync(file, `${faulty}\ncolour: blue\n`);
    expect(await source.check()).toMatchObject({ faults: [{ path: 'version' }, { path: 'colour' }] });
    writeFileSync(file, renamed);
    expect(await source.check()).toMatchObject({ changed: { name: 'Fabrikam University' } });
  });

  it('says so when faults are taken back, and tells them again when they return', async () => {
    const source = open();
    writeFileSync(file, faulty);
    await source.check();
    writeFileSync(file, example);
    expect(await source.check()).toBe('mended');
    expect(await source.check()).toBe('unchanged');
    writeFileSync(file, faulty);
    expect(await source.check()).toHaveProperty('faults');
  });

  it('stays in force when its file is gone', async () => {
    const source = open();
    rmSync(file);
    expect(await source.check()).toMatchObject({
      faults: [{ line: 0, sentence: expect.stringContaining('env/organisation.example.yaml') }],
    });
    expect(source.current().name).toBe('Contoso University');
  });

  it('takes playbooks from the folder beside it, and changes with them', async () => {
    const source = open();
    expect(source.playbooks()['flood']).toBeUndefined();
    mkdirSync(join(folder, 'playbooks'));
    writeFileSync(join(folder, 'playbooks', 'notes.txt'), 'no playbook');
    expect(await source.check()).toBe('unchanged');
    writeFileSync(join(folder, 'playbooks', 'flood.yaml'), 'id: flood\nname: { en: Flood }\nsteps: []\n');
    expect(await source.check()).toHaveProperty('changed');
    expect(source.playbooks()['flood']?.steps).toHaveLength(8);
    writeFileSync(join(folder, 'playbooks', 'flood.yaml'), 'id: flood\nnames: { en: Flood }\nsteps: []\n');
    expect(await source.check()).toMatchObject({ faults: [{ line: 2, path: 'names' }] });
    expect(source.playbooks()['flood']?.name).toEqual({ en: 'Flood' });
  });

  it('gets the holidays of later years when the year turns', async () => {
    let year = 2026;
    const source = open(() => year);
    expect(source.current().calendar.holidays).not.toContain('2030-01-01');
    year = 2027;
    expect(await source.check()).toHaveProperty('changed');
    expect(source.current().calendar.holidays).toContain('2030-01-01');
  });

  it('does not begin with faults', () => {
    writeFileSync(file, faulty);
    expect(openOrganisation(file)).toMatchObject({ faults: [{ path: 'version' }] });
    expect(openOrganisation(join(folder, 'none.yaml'))).toMatchObject({ faults: [{ line: 0 }] });
  });
});
