// `npm run bench:record -- [facts]`: what it costs to look through the record, to copy it under a running bot, and to take a person out.
// The sealing of each fact is in it: `crowd` writes as the bot does.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argumentsOf, whole } from '../scripts/arguments.ts';
import { addErasure, applyErasures } from '../src/erasures.ts';
import { openStore } from '../src/store/index.ts';
import { crowd } from './crowd.ts';
import { quantile } from './load.ts';
import { machine } from './scene.ts';

const { positionals } = argumentsOf({ command: 'bench:record', words: '[<facts>]' });
const facts = whole(positionals[0] ?? '20000', 'facts');
/** Of each case; the first of them carries the whole organisation. */
const EACH = 20;

const dataDir = mkdtempSync(join(tmpdir(), 'baton-bench-'));
const store = await openStore({ dataDir });
try {
  await crowd(store, Math.ceil(facts / EACH), EACH);
  const now = new Date().toISOString();
  await store.closeBook(now);

  const verified = await timed(() => store.verify());
  if (verified.of.flaws.length > 0) throw new Error('The record is not as it was written');
  const copy = join(dataDir, 'copy.db');
  const copied = await timed(() => besides(() => store.backup(copy)));
  const megabytes = (statSync(copy).size / 1_048_576).toFixed(0);
  addErasure(
    dataDir,
    { ids: ['adele'], names: ['Adele', 'Vance'], phrases: ['Adele Vance', 'AdeleV@example.com'], phones: [] },
    now,
  );
  const erased = await timed(() => applyErasures(store, dataDir, now));
  if ((await store.verify()).flaws.length > 0) throw new Error('The record cannot be verified after the erasure');
  const [one] = erased.of;
  console.log(`${machine()}, ${verified.of.facts.toLocaleString('en')} facts, ${megabytes} MB

| | s |
|---|---|
| the record looked through | ${verified.s} |
| copied, while something is kept every 10 ms (the longest waited ${copied.of.toFixed(1)} ms) | ${copied.s} |
| a person taken out of ${one?.facts.toLocaleString('en')} facts and ${one?.others} other rows | ${erased.s} |`);
} finally {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
}

async function timed<T>(work: () => Promise<T>): Promise<{ of: T; s: string }> {
  const begun = performance.now();
  return { of: await work(), s: ((performance.now() - begun) / 1000).toFixed(2) };
}

/** Small writes every 10 ms beside the work; milliseconds that the longest of them took. */
async function besides(work: () => Promise<void>): Promise<number> {
  const took: number[] = [];
  let going = true;
  const writing = (async () => {
    for (let n = 0; going; n += 1) {
      const begun = performance.now();
      await store.setMeta('bench', String(n));
      took.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  await work();
  going = false;
  await writing;
  return quantile(
    took.sort((a, b) => a - b),
    1,
  );
}
