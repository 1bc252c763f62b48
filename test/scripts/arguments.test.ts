// A script that is told something it does not know ends with one sentence: what it is, and how the script is called.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const ours = Object.entries(scripts).flatMap(([name, line]) => {
  const file = /^node ((?:scripts|bench)\/\S+\.ts)$/u.exec(line)?.[1];
  return file === undefined ? [] : [{ name, file }];
});

function run(...args: string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { stdout, stderr, status };
}

test.each(ours)('npm run $name reads its command line as all do, and knows its own name', ({ name, file }) => {
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(new RegExp(`argumentsOf\\(\\{\\s*command: '${name}'`, 'u'));
  expect(text).not.toMatch(/parseArgs|process\.argv/u);
});

it('an option that there is not, a word too many, a value that is no number, and --help', () => {
  const usage = 'It is called so: npm run kill -- [--rounds <value>] [--seed <value>]\n';
  const kill = 'scripts/kill.ts';
  expect(run(kill, '--foo')).toEqual({ stdout: '', stderr: `Unknown option '--foo'. ${usage}`, status: 1 });
  expect(run(kill, '5')).toEqual({ stdout: '', stderr: `Unexpected argument '5'. ${usage}`, status: 1 });
  expect(run(kill, '--help')).toEqual({ stdout: usage, stderr: '', status: 0 });
  const faults = run('scripts/plant-faults.ts', '--seeds', 'many');
  expect(faults).toEqual({ stdout: '', stderr: '--seeds is a whole number from 1 on, not "many".\n', status: 1 });
});

it('the bot itself takes none, and does not start on one', () => {
  const sentence =
    'The bot takes no options: npm start. Its settings are variables; env/.env.example says which there are.\n';
  expect(run('src/index.ts', '--help')).toEqual({ stdout: sentence, stderr: '', status: 0 });
  expect(run('src/index.ts', 'now')).toEqual({ stdout: '', stderr: `"now" is not known. ${sentence}`, status: 1 });
});

it('a file that cannot be replayed', () => {
  const { stderr, status } = run('scripts/replay.ts', '/nowhere.json');
  expect({ stderr, status }).toEqual({
    stderr: '/nowhere.json cannot be read: name a file with one activity, or a list of them.\n',
    status: 1,
  });
});
