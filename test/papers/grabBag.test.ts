import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { grabBag } from '../../src/papers/grabBag.ts';
import { htmlOf, textOf } from '../../src/papers/index.ts';
import { shelfIn } from '../../src/shelf.ts';
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
  return promisify(execFile)(process.execPath, ['scripts/grab-bag.ts'], { cwd: ROOT, env, encoding: 'utf8' });
}

it('is made by hand while the bot is stopped; while it runs it is asked for a fresh one', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-bag-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  copyFileSync(join(ROOT, 'env/organisation.example.yaml'), join(dataDir, 'organisation.yaml'));
  expect((await script(dataDir)).stdout).toContain('Print this: ');
  const files = readdirSync(join(dataDir, 'grab-bag'));
  expect(files.map((name) => name.slice(-4)).sort()).toEqual(['.txt', 'html']);
  expect(readFileSync(join(dataDir, 'grab-bag', files[0] ?? ''), 'utf8')).toContain('No case was open');

  // Somebody has the database open, as a bot that runs has, and looks for wishes as its upkeep does.
  const store = await openStore({ dataDir });
  const shelf = shelfIn(dataDir);
  const bot = setInterval(async () => {
    if (await shelf.wanted?.()) await shelf.put('2999-01-01', { html: 'fresh', text: 'fresh' });
  }, 50);
  onTestFinished(() => clearInterval(bot));
  expect((await script(dataDir)).stdout).toContain(`Print this: ${join(dataDir, 'grab-bag/grab-bag-2999-01-01.html')}`);
  await store.close();
});
