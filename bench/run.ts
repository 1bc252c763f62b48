// `npm run bench`: Baton beside a bot that only echoes, on the same adapter and web server, in turns in one run, so that
// a busy machine slows both. Prints the table of bench/README.md.

import { argumentsOf } from '../scripts/arguments.ts';
import { startChild } from './child.ts';
import { type Figures, figuresOf, load } from './load.ts';
import { machine, openScene } from './scene.ts';
import { pollCost } from './timers.ts';

argumentsOf({ command: 'bench' });

/** Requests at a time. An incident is a dozen people; eight of them in the same second is a rush. */
const WIDTH = 8;
const ROUNDS = 4;
/** No new round after this, so that a busy machine gets fewer figures and not later ones. */
const ROUNDS_BUDGET_MS = 25_000;
const CASES_A_ROUND = 20;
/** The steps of the case's playbook that are settled here. */
const STEPS = 8;
const STARTS = 3;
/** A machine on which a start takes ten seconds has other worries; then there are fewer of them. */
const STARTS_BUDGET_MS = 15_000;
const WANTED = { throughput: 0.8, p99: 1.5 };

const scene = await openScene();
const { bot, said, caseNew } = scene;
const starts = { echo: [] as number[], baton: [] as number[] };
const echo = await startChild('bench/echo.ts', {});
const baton = await bot('work');
starts.echo.push(echo.startMs);
starts.baton.push(baton.startMs);
const rss = { echo: [echo.rss()], baton: [baton.rss()] };
await scene.install(baton);
// Without an id, because then the SDK posts its answer as Baton does, to the conversation and not as a reply.
const echoes = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const { id: _id, ...activity } = said(`step done INC-1 ${index} "as agreed"`, index);
    return activity;
  });

let opened = 0;
const open = (count: number) =>
  load(
    baton.port,
    Array.from({ length: count }, () => caseNew(++opened)),
    WIDTH,
  );
// The first requests of a process are slow for reasons that a second minute does not know.
await load(echo.port, echoes(100), WIDTH);
await open(10);

const took = { echo: [] as Load[], caseNew: [] as Load[], stepDone: [] as Load[] };
const begun = Date.now();
let rounds = 0;
for (; rounds < ROUNDS && Date.now() - begun < ROUNDS_BUDGET_MS; rounds += 1) {
  took.echo.push(await load(echo.port, echoes(CASES_A_ROUND * STEPS), WIDTH));
  const first = opened + 1;
  took.caseNew.push(await open(CASES_A_ROUND));
  const steps: object[] = [];
  for (let step = 1; step <= STEPS; step += 1)
    for (let number = first; number < first + CASES_A_ROUND; number += 1)
      steps.push(said(`step done INC-${number} ${step} "as agreed, and seen by two of us"`, number));
  took.stepDone.push(await load(baton.port, steps, WIDTH));
}
rss.echo.push(echo.rss());
rss.baton.push(baton.rss());
await Promise.all([echo.stop(), baton.stop()]);
for (const from = Date.now(); starts.baton.length < STARTS && Date.now() - from < STARTS_BUDGET_MS; ) {
  const again = [await startChild('bench/echo.ts', {}), await bot(`start-${starts.baton.length}`)] as const;
  starts.echo.push(again[0].startMs);
  starts.baton.push(again[1].startMs);
  await Promise.all(again.map((child) => child.stop()));
}
// What was measured must have been done.
const settled = (await scene.kept('work')).filter(({ body }) => body.type === 'step-done').length;
if (settled !== rounds * CASES_A_ROUND * STEPS)
  throw new Error(`only ${settled} steps were settled: these figures mean nothing`);
const poll = await pollCost();
await scene.end();

type Load = Awaited<ReturnType<typeof load>>;
const figures = { echo: figuresOf(took.echo), caseNew: figuresOf(took.caseNew), stepDone: figuresOf(took.stepDone) };
const line = (name: string, of: Figures) => {
  const ratio = (value: number) => `${value.toFixed(2)}×`;
  return `| ${name} | ${of.requests} | ${of.perSecond.toFixed(0)} | ${of.p50.toFixed(1)} | ${of.p99.toFixed(1)} | ${ratio(of.perSecond / figures.echo.perSecond)} | ${ratio(of.p50 / figures.echo.p50)} | ${ratio(of.p99 / figures.echo.p99)} |`;
};
const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
const megabytes = (list: (number | null)[]) => list.map((one) => one?.toFixed(0) ?? '?').join(' → ');
const throughput = figures.stepDone.perSecond / figures.echo.perSecond;
const p99 = figures.stepDone.p99 / figures.echo.p99;

console.log(`${machine()}, ${WIDTH} requests at a time

| | requests | a second | p50 ms | p99 ms | throughput to echo | p50 to echo | p99 to echo |
|---|---|---|---|---|---|---|---|
${line('echo', figures.echo)}
${line('`case new`', figures.caseNew)}
${line('`step done`', figures.stepDone)}

| | echo | Baton |
|---|---|---|
| start to /healthz, median of ${starts.baton.length}, ms | ${median(starts.echo).toFixed(0)} | ${median(starts.baton).toFixed(0)} |
| memory (RSS) after start → after the load, MB | ${megabytes(rss.echo)} | ${megabytes(rss.baton)} |
| one poll with ${poll.armed} timers armed, nothing due, ms | | p50 ${poll.p50.toFixed(3)}, p99 ${poll.p99.toFixed(3)} |
| the same with 64 cases due, ms | | p50 ${poll.busyP50.toFixed(3)} |

\`step done\`: throughput ${throughput.toFixed(2)} (wanted at least ${WANTED.throughput}), p99 ${p99.toFixed(2)} (wanted at most ${WANTED.p99}): ${throughput >= WANTED.throughput && p99 <= WANTED.p99 ? 'reached' : 'NOT reached'}.`);
