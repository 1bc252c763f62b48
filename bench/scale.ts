// `npm run bench:scale -- [both|sqlite|postgres] [100,1000,10000]`: what a look of the clock, a command, a start and a catch-up cost as
// cases, timers and facts grow. Engine and store alone: no web server, and posts that arrive at once.
// The PostgreSQL is the one from npm that the tests use, with fsync off: its commits cost less than real ones.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store, type StoreOptions } from '../src/store/index.ts';
import { type PostgresServer, startPostgres } from '../test/support/postgresServer.ts';
import { benchOver, shiftedClock } from './bench.ts';
import { costOf } from './costs.ts';
import { type Crowd, crowd } from './crowd.ts';
import { quantile } from './load.ts';
import { machine } from './scene.ts';

const [only = 'both', sizes = '100,1000,10000'] = process.argv.slice(2);
const SIZES = sizes.split(',').map(Number);
const FACTS = [20, 200, 2_000];

async function main(): Promise<void> {
  console.log(machine());
  if (only !== 'postgres') await onSqlite();
  if (only !== 'sqlite') await onPostgres();
}

async function onSqlite(): Promise<void> {
  const folders: string[] = [];
  const place = async () => {
    folders.push(mkdtempSync(join(tmpdir(), 'baton-scale-')));
    return { dataDir: folders.at(-1) ?? '' };
  };
  try {
    await measure('SQLite', place);
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres(): Promise<void> {
  const { default: pg } = await import('pg');
  const server: PostgresServer = await startPostgres();
  let made = 0;
  const place = async () => {
    const client = new pg.Client({ connectionString: server.urlOf('postgres') });
    await client.connect();
    made += 1;
    await client.query(`create database scale_${made}`);
    await client.end();
    return { dataDir: tmpdir(), databaseUrl: server.urlOf(`scale_${made}`) };
  };
  try {
    await measure('PostgreSQL', place);
  } finally {
    await server.stop();
  }
}

async function measure(name: string, place: () => Promise<StoreOptions>): Promise<void> {
  console.log(`
### ${name}

| open cases | timers armed | a look, p50 ms | a command, p50 ms | of it processor, ms | a start, ms | all due at once: s | a case, ms | due within a minute: p50 late, ms | p99 late, ms |
|---|---|---|---|---|---|---|---|---|---|`);
  for (const size of SIZES) console.log(await row(size, place));
  console.log(`
| facts of the case | a command, p50 ms | p99 ms | of it processor, ms |
|---|---|---|---|`);
  for (const facts of FACTS) console.log(await factsRow(facts, await place()));
}

async function row(size: number, place: () => Promise<StoreOptions>): Promise<string> {
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
  const caught = await catchUp(await place(), size);
  const cells = [
    size.toLocaleString('en'),
    many.timers.toLocaleString('en'),
    look.p50.toFixed(3),
    command.p50.toFixed(2),
    command.cpu.toFixed(2),
    start.toFixed(0),
    (caught / 1000).toFixed(1),
    (caught / size).toFixed(2),
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
  const done = new Promise<void>((resolve) => {
    const watched = watching(store, (caseId) => {
      if (late.has(caseId)) return;
      late.set(caseId, Date.now() + shift - many.firstDue - many.delayOf(caseId));
      if (late.size === many.cases) resolve();
    });
    const { engine } = benchOver(watched, shiftedClock(shift));
    void engine.start().then(() => ends.push(() => engine.stop()));
  });
  await done;
  for (const end of ends.splice(0)) await end();
  await store.close();
  const all = [...late.values()].sort((a, b) => a - b);
  return { p50: quantile(all, 0.5), p99: quantile(all, 0.99) };
}

const ends: (() => Promise<void>)[] = [];

/** The bot was down for an hour, and everything is due: milliseconds until every case has been ticked. */
async function catchUp(options: StoreOptions, size: number): Promise<number> {
  let store = await openStore(options);
  const many = await crowd(store, size);
  await store.close();
  const begun = performance.now();
  store = await openStore(options);
  const ticked = new Set<string>();
  await new Promise<void>((resolve) => {
    const watched = watching(store, (caseId) => {
      ticked.add(caseId);
      if (ticked.size === size) resolve();
    });
    const { engine } = benchOver(watched, shiftedClock(many.firstDue - Date.now() + 3_600_000));
    void engine.start().then(() => ends.push(() => engine.stop()));
  });
  const took = performance.now() - begun;
  for (const end of ends.splice(0)) await end();
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

async function factsRow(facts: number, options: StoreOptions): Promise<string> {
  const store = await openStore(options);
  const { says } = benchOver(store, shiftedClock(0));
  await crowd(store, 1, facts);
  const cost = await costOf(110, (index) => says('INC-1', { type: 'note', words: `word ${index}` }));
  await store.close();
  return `| ${facts.toLocaleString('en')} | ${cost.p50.toFixed(2)} | ${cost.p99.toFixed(2)} | ${cost.cpu.toFixed(2)} |`;
}

await main();
