// `npm run simulate:planted [-- <name> …] [--seeds 60] [--steps 4000]`: plants one defect after the other in a copy of the code, and
// says with which seed the simulation finds it. A simulation that finds nothing may be blind; this one is shown not to be.
import { spawnSync } from 'node:child_process';
import { planted as all, type Planted } from '../test/simulation/planted.ts';
import { inCopy, named, planted } from '../test/support/plant.ts';
import { argumentsOf, whole } from './arguments.ts';

const { values, positionals } = argumentsOf({
  command: 'simulate:planted',
  words: '[<name> …]',
  options: { seeds: { type: 'string', default: '60' }, steps: { type: 'string', default: '4000' } },
});
const wanted = named(all, positionals);
const seeds = String(whole(values.seeds, 'seeds'));
const steps = String(whole(values.steps, 'steps'));

/** The seed that found it, with what it said; null: none of them. */
function found(folder: string, { mode, replicas = 1 }: Planted): string | null {
  const lives = ['--seed', '1', '--runs', seeds, '--mode', mode, '--steps', steps, '--replicas', String(replicas)];
  const { stdout } = spawnSync(process.execPath, ['scripts/simulate-faults.ts', ...lives, '--first'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return /^FAILED (seed \d+, \w+: [^:]+)/m.exec(stdout)?.[1] ?? null;
}

await inCopy(['src', 'test', 'scripts', 'env', 'package.json'], (folder) => {
  for (const one of wanted) {
    const by = planted(folder, one, () => found(folder, one));
    console.log(`${one.name}: ${by === null ? `NOT FOUND in ${values.seeds} seeds` : `found by ${by}`}`);
    if (by === null) process.exitCode = 1;
  }
});
