// `npm run mutate [-- ladder gate]`: breaks the source in every way that Stryker knows, one at a time, and looks whether a test
// notices. Without names every slice below, one after the other; what was found last stands in docs/mutation.md. It ends with 1
// where fewer than 95 of 100 were noticed. It takes minutes to hours, so it stands beside `npm test`, not in it.
import { Stryker } from '@stryker-mutator/core';
import { argumentsOf } from './arguments.ts';
import { CannotDo, runScript } from './operator.ts';

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** What must be noticed, in percent. */
const WANTED = 95;

interface Slice {
  /** What is broken. */
  mutate: string[];
  /** The tests that must notice. */
  tests: string[];
}

const domain = (...names: string[]) => names.map((name) => `test/domain/${name}.test.ts`);
const sentences = (...names: string[]) => names.map((name) => `test/domain/sentences/${name}.test.ts`);

/** Those that are most likely to notice come first: the first that does ends the run of a mutant. */
const slices: Record<string, Slice> = {
  obligations: {
    mutate: ['src/domain/obligations.ts', 'src/domain/obligations/*.ts'],
    tests: [
      ...domain('obligations', 'askedByCards'),
      ...sentences('own', 'authorities', 'shippedClocks', 'ticketEvents', 'where', 'severity', 'resolveClose'),
      ...sentences('redating', 'ladder', 'permissions', 'undoNotice'),
    ],
  },
  ladder: {
    mutate: ['src/domain/ladder.ts', 'src/domain/firing.ts', 'src/domain/deadlineGrid.ts'],
    tests: [
      ...domain('nextInstant', 'deadlineGrid', 'timers', 'firing'),
      ...sentences('ladder', 'holds', 'late', 'deadline', 'repeats', 'who', 'redating', 'tick', 'ticketEvents'),
      ...sentences('severity', 'calls'),
      ...domain('wait'),
    ],
  },
  timers: {
    mutate: ['src/domain/timers.ts'],
    tests: [...domain('timers'), ...sentences('ladder', 'holds', 'late', 'deadline', 'redating')],
  },
  outbox: {
    mutate: ['outbox', 'superseded', 'limits', 'rests', 'retries', 'ends', 'tries'].map((of) => `src/engine/${of}.ts`),
    tests: ['outbox', 'superseded', 'limits', 'retries', 'ends', 'tries'].map((of) => `test/engine/${of}.test.ts`),
  },
  store: { mutate: ['src/store/outbox*.ts'], tests: ['test/store/outbox.test.ts'] },
  gate: {
    mutate: ['gate', 'token', 'trust', 'keys'].map((name) => `src/teams/${name}.ts`),
    tests: ['gateSays', 'gate', 'keysRead', 'keys'].map((name) => `test/teams/${name}.test.ts`),
  },
};

await runScript(async () => {
  const names: string[] = argumentsOf({ command: 'mutate', words: '[<slice> …]' }).positionals;
  const unknown = names.find((name) => !Object.hasOwn(slices, name));
  if (unknown !== undefined)
    throw new CannotDo(`There is no slice ${unknown}. There are: ${Object.keys(slices).join(', ')}.`);
  const rows: string[] = [];
  let low = false;
  for (const [name, slice] of Object.entries(slices)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const begun = performance.now();
    const found = counted(await run(name, slice));
    low ||= found.score < WANTED;
    rows.push(`| ${name} | ${found.cells} | ${Math.round((performance.now() - begun) / 1000)} |`);
  }
  console.log('| slice | mutants | killed | timed out | survived | no test | score | seconds |');
  console.log('|---|---|---|---|---|---|---|---|');
  for (const row of rows) console.log(row);
  if (low) throw new CannotDo(`Fewer than ${WANTED} of 100 were noticed: see the survivors above.`);
});

/** The tests are named by the environment because Stryker's own processes read Vitest's settings, not this one. */
function run(name: string, { mutate, tests }: Slice): Promise<MutantResult[]> {
  process.env['MUTATE_TESTS'] = tests.join(',');
  return new Stryker({
    configFile: 'stryker.config.json',
    mutate,
    jsonReporter: { fileName: `reports/mutation/${name}.json` },
  }).runMutationTest();
}

/** What no run can tell (it does not compile, it was left out) counts neither way. */
function counted(results: readonly MutantResult[]): { score: number; cells: string } {
  const of = (status: MutantResult['status']) => results.filter((one) => one.status === status).length;
  const [killed, late, survived, untested] = [of('Killed'), of('Timeout'), of('Survived'), of('NoCoverage')];
  const all = killed + late + survived + untested;
  const score = all === 0 ? 0 : ((killed + late) / all) * 100;
  return { score, cells: [all, killed, late, survived, untested, `${score.toFixed(1)} %`].join(' | ') };
}
