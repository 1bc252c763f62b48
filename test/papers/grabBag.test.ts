import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { grabBag } from '../../src/papers/grabBag.ts';
import { htmlOf, textOf } from '../../src/papers/index.ts';
import { openStore } from '../../src/store/index.ts';
import { hugeCase, replayAt } from '../support/exampleCases.ts';
import { ROOT } from '../support/sources.ts';
import { example } from '../support/story.ts';

it('holds what is needed when Teams is down: cases, people, numbers, ladders, authorities', () => {
  const noon = replayAt('2023-07-31 11:47');
  const text = textOf(grabBag({ organisation: example.organisation, cases: [noon.state], now: noon.now }));
  for (const part of [
    'INC-1 Outgoing e-mail blocked',
    '2307310050000123',
    'Megan Bowen +46 70 000 00 02',
    'EA-4711',
    '+46 8 000 00 00',
    'Lynne Robbins, +46 70 000 00 06',
    "After 4 h: the vendor's account manager and the vendor liaison",
    'Whatever has been said: after 6 h, and every 6 h from then on',
    '+46 10 240 40 40',
  ])
    expect(text.replace(/\s+/g, ' ')).toContain(part);
});

it('makes nothing of what people wrote', () => {
  const huge = hugeCase();
  const html = htmlOf(grabBag({ organisation: example.organisation, cases: [huge.state], now: huge.now }));
  expect(html).not.toMatch(/<(script|img|a|at)\b/i);
});

function script(dataDir: string) {
  const env = { ...process.env, DATA_DIR: dataDir, ORGANISATION_FILE: 'env/organisation.example.yaml' };
  return spawnSync(process.execPath, ['scripts/grab-bag.ts'], { cwd: ROOT, env, encoding: 'utf8' });
}

it('is made by hand while the bot is stopped; while it runs the newest one is named', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-bag-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  copyFileSync(join(ROOT, 'env/organisation.example.yaml'), join(dataDir, 'organisation.yaml'));
  const store = await openStore({ dataDir });
  const tooEarly = script(dataDir);
  expect([tooEarly.status, tooEarly.stderr]).toEqual([1, expect.stringContaining('The bot is running')]);
  await store.close();

  expect(script(dataDir)).toMatchObject({ status: 0, stdout: expect.stringContaining('Print this: ') });
  const files = readdirSync(join(dataDir, 'grab-bag'));
  expect(files.map((name) => name.slice(-4)).sort()).toEqual(['.txt', 'html']);
  expect(readFileSync(join(dataDir, 'grab-bag', files[0] ?? ''), 'utf8')).toContain('No case was open');

  const again = await openStore({ dataDir });
  expect(script(dataDir)).toMatchObject({ status: 0, stdout: expect.stringContaining('The newest is of') });
  await again.close();
});
