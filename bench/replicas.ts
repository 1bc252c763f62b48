// `npm run bench:replicas -- [1,2,4]`: how many commands a second one bot takes, and two and four over one PostgreSQL, each a process of
// its own. Every activity goes to the next bot in turn, so that no two in a row about one case come to the same one.

import { argumentsOf, whole } from '../scripts/arguments.ts';
import { type Figures, figuresOf, load } from './load.ts';
import { onPostgres, type Places } from './places.ts';
import { machine, openScene, type Scene } from './scene.ts';

const [counts = '1,2,4'] = argumentsOf({ command: 'bench:replicas', words: '[1,2,4]' }).positionals;
const COUNTS = counts.split(',').map((count) => whole(count, 'replicas'));
const WIDTH = 16;
const CASES = 24;
const COMMANDS = 960;
const ON_ONE_CASE = 240;

interface Taken {
  bots: number;
  spread: Figures;
  onOne: Figures;
  givenUp: number;
}

async function main(): Promise<void> {
  const scene = await openScene();
  const places = await onPostgres();
  try {
    const taken: Taken[] = [];
    for (const bots of COUNTS) taken.push(await measure(bots, scene, places));
    print(taken);
  } finally {
    await places.end();
    await scene.end();
  }
}

async function measure(bots: number, scene: Scene, places: Places): Promise<Taken> {
  const databaseUrl = (await places.next()).databaseUrl ?? '';
  const bot = (number: number) => scene.bot(`${bots}-${number}`, { DATABASE_URL: databaseUrl });
  // The first one makes the tables; the others find them.
  const first = await bot(1);
  const all = [first, ...(await Promise.all(Array.from({ length: bots - 1 }, (_, index) => bot(index + 2))))];
  const ports = all.map(({ port }) => port);
  const notes = (count: number, caseOf: (index: number) => number) =>
    Array.from({ length: count }, (_, index) => scene.said(`note INC-${caseOf(index)} "word ${index}"`, index));
  await scene.install(first);
  await load(
    first.port,
    Array.from({ length: CASES }, (_, index) => scene.caseNew(index)),
    4,
  );
  // The first requests of a process are slow.
  const warm = notes(50 * bots, (index) => 1 + (index % CASES));
  await load(ports, warm, WIDTH);
  // 23 cases and a number of bots that does not divide it: in the next round each case comes to another one.
  const spread = await load(
    ports,
    notes(COMMANDS, (index) => 1 + (index % (CASES - 1))),
    WIDTH,
  );
  const onOne = await load(
    ports,
    notes(ON_ONE_CASE, () => CASES),
    WIDTH,
  );
  await Promise.all(all.map((one) => one.stop()));
  const kept = (await scene.kept(`${bots}-1`, databaseUrl)).filter(({ body }) => body.type === 'noted').length;
  const said = warm.length + COMMANDS + ON_ONE_CASE;
  if (kept > said) throw new Error(`${kept} of ${said} notes were kept: these figures mean nothing`);
  // Whoever was not first so often that the bot gave up was told so: that is an answer, but no command.
  return { bots, spread: figuresOf([spread]), onOne: figuresOf([onOne]), givenUp: said - kept };
}

function print(taken: readonly Taken[]): void {
  const cells = ({ perSecond, p50, p99 }: Figures) => `${perSecond.toFixed(0)} | ${p50.toFixed(1)} | ${p99.toFixed(1)}`;
  const one = taken[0]?.spread.perSecond ?? Number.NaN;
  const row = ({ bots, spread, onOne, givenUp }: Taken) =>
    `| ${bots} | ${cells(spread)} | ${(spread.perSecond / one).toFixed(2)}× | ${cells(onOne)} | ${givenUp} |`;
  console.log(`${machine()}, ${WIDTH} requests at a time, PostgreSQL and the measuring process on the same machine

| bots | many cases: a second | p50 ms | p99 ms | to ${taken[0]?.bots ?? 1} | one case: a second | p50 ms | p99 ms | given up |
|---|---|---|---|---|---|---|---|---|
${taken.map(row).join('\n')}`);
}

await main();
