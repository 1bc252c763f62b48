// `npm run simulate:faults -- --seed 42`: lives of the whole bot below Teams in which everything goes wrong, each drawn from one number.
// The same number gives the same life. What is simulated and what must hold: test/simulation/README.md.
import { neverCame } from '../test/simulation/kinds.ts';
import { type Mode, type RunOptions, type RunResult, simulate } from '../test/simulation/simulate.ts';
import { argumentsOf, whole } from './arguments.ts';

/** A refusal of the command line, in one sentence. */
class Usage extends Error {}

/** Runs that share one printed line. */
const batch = 50;

/** From so many steps on, a run has to have had everything that can go wrong. */
const longSteps = 100_000;

function read() {
  const { values } = argumentsOf({
    command: 'simulate:faults',
    options: {
      seed: { type: 'string' },
      runs: { type: 'string' },
      mode: { type: 'string', default: 'both' },
      steps: { type: 'string', default: '4000' },
      replicas: { type: 'string' },
      trace: { type: 'boolean', default: false },
      first: { type: 'boolean', default: false },
      sweep: { type: 'string' },
      'strike-after': { type: 'string' },
    },
  });
  if (!['safety', 'liveness', 'both'].includes(values.mode))
    throw new Usage(`--mode is safety, liveness or both, not "${values.mode}".`);
  return {
    seed:
      values.seed === undefined ? Math.floor(performance.timeOrigin) % 1_000_000_000 : whole(values.seed, 'seed', 0),
    runs: whole(values.runs ?? (values.seed === undefined ? '200' : '1'), 'runs', 1),
    modes: (values.mode === 'both' ? ['safety', 'liveness'] : [values.mode]) as Mode[],
    steps: whole(values.steps, 'steps', 1),
    /** Null: drawn from the seed. */
    replicas: values.replicas === undefined ? null : whole(values.replicas, 'replicas', 1),
    trace: values.trace,
    /** The first failure is the last life. */
    first: values.first,
    /** Of each life so many, killed after its first step, its second …; null: strikes are drawn. */
    sweep: values.sweep === undefined ? null : whole(values.sweep, 'sweep', 1),
    /** One of those. */
    strikeAfter: values['strike-after'] === undefined ? null : whole(values['strike-after'], 'strike-after', 1),
  };
}

async function main(): Promise<void> {
  const { seed, runs, modes, steps, replicas, trace, first, sweep, strikeAfter } = read();
  if (sweep !== null && steps < sweep) throw new Usage(`--steps ${steps} is less than --sweep ${sweep}.`);
  let failures = 0;
  let results: RunResult[] = [];
  const all: RunResult[] = [];
  let begun = performance.now();
  const flush = () => {
    if (results.length === 0) return;
    console.log(summary(results, (performance.now() - begun) / 1000));
    results = [];
    begun = performance.now();
  };
  for (let one = seed; one < seed + runs; one += 1) {
    for (const mode of modes) {
      const options = { seed: one, mode, steps, replicas: replicas ?? 1 };
      for (const strike of strikesOf(sweep, strikeAfter)) {
        const result = await simulate({ ...options, ...strike, ...(trace && { trace: (line) => console.log(line) }) });
        results.push(result);
        all.push(result);
        if (result.failure === null) continue;
        failures += 1;
        console.log(said(result, steps, strike));
        if (first) process.exit(1);
      }
    }
    if (results.length >= batch) flush();
  }
  flush();
  const count = (of: (result: RunResult) => number) => all.reduce((sum, result) => sum + of(result), 0);
  console.log(
    `in all ${all.length} lives: ${count(({ steps }) => steps)} steps, ${count(({ answered }) => answered)} answered, ${count(({ crashes }) => crashes)} crashes of a running process (${Math.min(...all.map(({ crashes }) => crashes))} to ${Math.max(...all.map(({ crashes }) => crashes))} a life), ${count(({ judged }) => judged)} times something due and nothing in the way, ${failures} failures`,
  );
  const absent = neverCame(
    faultsOf(all),
    all.some(({ replicas }) => replicas > 1),
  );
  if (sweep === null && count(({ steps }) => steps) >= longSteps && absent.length > 0) {
    console.log(`NEVER CAME, so not tried: ${absent.join(', ')}`);
    process.exitCode = 1;
  }
  if (failures > 0) process.exitCode = 1;
}

type Strike = Pick<RunOptions, 'strikeAfter'>;

/** One life with strikes that are drawn, or one for each step to be killed after. */
function strikesOf(sweep: number | null, strikeAfter: number | null): Strike[] {
  if (strikeAfter !== null) return [{ strikeAfter }];
  return sweep === null ? [{}] : Array.from({ length: sweep }, (_, step) => ({ strikeAfter: step + 1 }));
}

/** A failure, with the line that repeats it. */
function said({ seed, mode, replicas, failure }: RunResult, steps: number, strike: Strike): string {
  const only = strike.strikeAfter === undefined ? '' : ` --strike-after ${strike.strikeAfter}`;
  const again = `npm run simulate:faults -- --seed ${seed} --mode ${mode} --steps ${steps} --replicas ${replicas}${only} --trace`;
  return [
    `FAILED seed ${seed}, ${mode}: ${failure?.detail}`,
    ...(failure?.lastSteps ?? []).map((line) => `    ${line}`),
    `  again: ${again}`,
  ].join('\n');
}

/** How often each kind of trouble came. */
function faultsOf(results: readonly RunResult[]): Record<string, number> {
  const faults: Record<string, number> = {};
  for (const result of results)
    for (const [kind, count] of Object.entries(result.faults)) faults[kind] = (faults[kind] ?? 0) + count;
  return faults;
}

/** One line for many runs. */
function summary(results: readonly RunResult[], seconds: number): string {
  const sum = (of: (result: RunResult) => number) => results.reduce((all, result) => all + of(result), 0);
  const kinds = Object.entries(faultsOf(results))
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${kind} ${count}`);
  const [first, last] = [results[0]?.seed, results.at(-1)?.seed];
  return [
    `seeds ${first}-${last}: ${results.length} runs`,
    `${sum(({ steps }) => steps)} steps, ${sum(({ hours }) => hours)} hours lived`,
    `${sum(({ answered }) => answered)} answered, ${sum(({ facts }) => facts)} facts, ${sum(({ arrived }) => arrived)} posts arrived`,
    `${sum(({ crashes }) => crashes)} crashes of a running process, ${sum(({ failedStarts }) => failedStarts)} failed starts`,
    `faults: ${kinds.join(', ')}`,
    `${sum(({ failure }) => (failure === null ? 0 : 1))} failures`,
    `${seconds.toFixed(1)} s`,
  ].join('; ');
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Usage || error instanceof TypeError ? error.message : error);
  process.exitCode = 1;
}
