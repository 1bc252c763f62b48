// `npm run kill -- --rounds 1000 [--seed 7]`: the kill test of `npm test` for as long as it is wanted. It prints what it saw, and ends
// with 1 when an answered word was lost, kept twice, or a ping did not come. A round takes about a second.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { argumentsOf } from './arguments.ts';
import { CannotDo, runScript } from './operator.ts';

await runScript(async () => {
  const { values } = argumentsOf({
    command: 'kill',
    options: { rounds: { type: 'string' }, seed: { type: 'string' } },
  });
  const { rounds = '1000', seed } = values;
  for (const number of [rounds, seed ?? '1'])
    if (!/^[1-9]\d{0,6}$/.test(number)) throw new CannotDo(`"${number}" is no number of rounds or seed: 1 or more.`);
  const root = join(import.meta.dirname, '..');
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'sqlite', 'test/process/kill.test.ts'],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, KILL_ROUNDS: rounds, ...(seed !== undefined && { KILL_SEED: seed }) },
    },
  );
  process.exitCode = await new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
});
