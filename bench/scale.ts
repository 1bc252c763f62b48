// `npm run bench:scale -- [both|sqlite|postgres] [100,1000,10000] [folder for plots]`: what a look of the clock, a command, a start and
// a catch-up cost as cases, timers and facts grow. Engine and store alone: no web server, and posts that arrive at once.
// Without arguments it draws bench/plots anew.

import { argumentsOf, whole } from '../scripts/arguments.ts';
import { openStore, type Store, type StoreOptions } from '../src/store/index.ts';
import { benchOver, shiftedClock } from './bench.ts';
import { type Cost, costOf } from './costs.ts';
import { type Crowd, crowd } from './crowd.ts';
import { type FactsCost, factsCost } from './facts.ts';
import { quantile } from './load.ts';
import { onPostgres, onSqlite, type Places } from './places.ts';
import { draw, type Plot } from './plot.ts';
import { machine } from './scene.ts';

const { positionals } = argumentsOf({ command: 'bench:scale', words: '[both|sqlite|postgres] [100,1000] [<plots>]' });
const [only = 'both', sizes = '100,1000,10000', plots] = positionals;
const SIZES = sizes.split(',').map((size) => whole(size, 'sizes'));
const FACTS = [20, 200, 2_000];

interface SizeCost {
  cases: number;
  timers: number;
  look: Cost;
  command: Cost;
  /** Milliseconds, all of them. */
  start: number;
  caughtUp: number;
  late: { p50: number; p99: number };
}

interface Measured {
  name: string;
  sizes: SizeCost[];
  facts: FactsCost[];
}

async function main(): Promise<void> {
  console.log(machine());
  const all: Measured[] = [];
  if (only !== 'postgres') all.push(await measure(await onSqlite()));
  if (only !== 'sqlite') all.push(await measure(await onPostgres()));
  if (plots !== undefined || positionals.length === 0) draw(plotsOf(all), plots);
}

async function measure({ name, next, end }: Places): Promise<Measured> {
  const measured: Measured = { name, sizes: [], facts: [] };
  try {
    console.log(`
### ${name}

| open cases | timers armed | a look, p50 ms | a command, p50 ms | of it processor, ms | a start, s | all due at once: s | a case, ms | due within a minute: p50 late, ms | p99 late, ms |
|---|---|---|---|---|---|---|---|---|---|`);
    for (const size of SIZES) {
      const cost = await sizeCost(size, next);
      measured.sizes.push(cost);
      console.log(sizeRow(cost));
    }
    console.log(`
| facts of the case | a note, p50 ms | of it processor, ms | a word to the vendor, p50 ms | of it processor, ms | the first after a start, p50 ms |
|---|---|---|---|---|---|`);
    for (const facts of FACTS) {
      const cost = await factsCost(facts, await next());
      measured.facts.push(cost);
      const { note, word, first } = cost;
      const figures = [note.p50, note.cpu, word.p50, word.cpu, first.p50];
      console.log(`| ${facts.toLocaleString('en')} | ${figures.map((ms) => ms.toFixed(2)).join(' | ')} |`);
    }
  } finally {
    await end();
  }
  return measured;
}

function plotsOf(all: readonly Measured[]): Plot[] {
  const bySize = (name: string, title: string, atLeast: number, of: (cost: SizeCost) => number): Plot => ({
    name,
    title,
    x: 'open cases',
    atLeast,
    lines: all.map((one) => ({ name: one.name, points: one.sizes.map((cost) => [cost.cases, of(cost)] as const) })),
  });
  return [
    bySize('look', 'A look of the clock, ms', 0.1, ({ look }) => look.p50),
    bySize('command', 'A command, ms', 2, ({ command }) => command.p50),
    bySize('start', 'A start, ms for each open case', 1, ({ start, cases }) => start / cases),
    bySize(
      'catch-up',
      'All due at once after an hour down, ms for each case',
      5,
      ({ caughtUp, cases }) => caughtUp / cases,
    ),
    {
      name: 'facts',
      title: 'A command, ms',
      x: 'facts of the case',
      atLeast: 2,
      lines: all.map((one) => ({
        name: one.name,
        points: one.facts.map(({ facts, note }) => [facts, note.p50] as const),
      })),
    },
  ];
}

async function sizeCost(size: number, place: () => Promise<StoreOptions>): Promise<SizeCost> {
  const options = await place();
  const store = await openStore(options);
  const many = await crowd(store, size);
  const now = new Date(Date.now()).toISOString();
  const look = await costOf(330, async () => {
    await store.dueCases(now, 64);
    await store.nextTimerAt();
  });
  const { says } = benchOver(store, shiftedClock(0));
  const command = await costOf(330, (index) =>
    says(`INC-${1 + ((index * 7_919) % size)}`, { type: 'note', words: `word ${index}` }),
  );
  await store.close();

  // The first start tells every case who is there now; it is the next ones that operators wait for.
  await started(options);
  const start = await started(options);

  const late = await lateness(options, many);
  const caughtUp = await catchUp(await place(), size);
  return { cases: size, timers: many.timers, look, command, start, caughtUp, late };
}

function sizeRow({ cases, timers, look, command, start, caughtUp, late }: SizeCost): string {
  const cells = [
    cases.toLocaleString('en'),
    timers.toLocaleString('en'),
    look.p50.toFixed(3),
    command.p50.toFixed(2),
    command.cpu.toFixed(2),
    (start / 1000).toFixed(1),
    (caughtUp / 1000).toFixed(1),
    (caughtUp / cases).toFixed(2),
    late.p50.toFixed(0),
    late.p99.toFixed(0),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Milliseconds until the clock runs. */
async function started(options: StoreOptions): Promise<number> {
  const begun = performance.now();
  const store = await openStore(options);
  const { engine } = benchOver(store, shiftedClock(0));
  await engine.start();
  const took = performance.now() - begun;
  await engine.stop();
  await store.close();
  return took;
}

/** Every case falls due within one minute, in real time: how long after its time each was ticked. */
async function lateness(options: StoreOptions, many: Crowd): Promise<{ p50: number; p99: number }> {
  const store = await openStore(options);
  // The clock runs before the first is due.
  const shift = many.firstDue - Date.now() - 2_000 - many.cases;
  const late = new Map<string, number>();
  const all = Promise.withResolvers<void>();
  const watched = watching(store, (caseId) => {
    if (late.has(caseId)) return;
    late.set(caseId, Date.now() + shift - many.firstDue - many.delayOf(caseId));
    if (late.size === many.cases) all.resolve();
  });
  const { engine } = benchOver(watched, shiftedClock(shift));
  const starting = engine.start();
  await all.promise;
  await starting;
  await engine.stop();
  await store.close();
  const sorted = [...late.values()].sort((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}

/** The bot was down for an hour, and everything is due: milliseconds until every case has been ticked. */
async function catchUp(options: StoreOptions, size: number): Promise<number> {
  let store = await openStore(options);
  const many = await crowd(store, size);
  await store.close();
  const begun = performance.now();
  store = await openStore(options);
  const ticked = new Set<string>();
  const all = Promise.withResolvers<void>();
  const watched = watching(store, (caseId) => {
    ticked.add(caseId);
    if (ticked.size === size) all.resolve();
  });
  const { engine } = benchOver(watched, shiftedClock(many.firstDue - Date.now() + 3_600_000));
  const starting = engine.start();
  await all.promise;
  const took = performance.now() - begun;
  await starting;
  await engine.stop();
  await store.close();
  return took;
}

/** The same store; told of each case whose tick is on the disk. */
function watching(store: Store, ticked: (caseId: string) => void): Store {
  return {
    ...store,
    async commit(wanted) {
      const result = await store.commit(wanted);
      if (result === 'committed' && wanted.events.some(({ body }) => body.type === 'pinged')) ticked(wanted.caseId);
      return result;
    },
  };
}

await main();
