// `npm run rules:planted [-- <name> …] [--write]`: takes one rule after the other out of a copy of the code, and says whether the test that
// is named for it fails. `--write` puts what was seen into docs/event.md.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGE, pageOf, seenIn } from '../test/rules/page.ts';
import { rules } from '../test/rules/planted.ts';
import type { Rule } from '../test/rules/rule.ts';
import { sentences } from '../test/rules/sentences.ts';
import { inCopy, named, planted } from '../test/support/plant.ts';
import { ROOT } from '../test/support/sources.ts';
import { argumentsOf } from './arguments.ts';

const { values, positionals } = argumentsOf({
  command: 'rules:planted',
  words: '[<name> …]',
  options: { write: { type: 'boolean' } },
});
const wanted = named(rules, positionals);

interface Result {
  title: string;
  fullName: string;
  status: string;
  failureMessages: string[];
}

/** A title as a pattern: `it.each` puts something in the place of `%s`. */
function patternOf(title: string): string {
  return title.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/%[sdi]/g, '.*');
}

/** What became of these tests in the copy; empty when a file could not even be read. */
function results(folder: string, of: readonly Rule[]): Result[] {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const files = [...new Set(of.map(({ test }) => test))];
  const titles = [...new Set(of.map(({ title }) => `${patternOf(title)}$`))];
  const args = ['run', '--project', 'sqlite', ...files, '-t', titles.join('|')];
  const program = join(folder, 'node_modules/vitest/vitest.mjs');
  const run = spawnSync(process.execPath, [program, ...args, '--reporter=json', `--outputFile=${report}`], {
    cwd: folder,
    encoding: 'utf8',
  });
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
      testResults: { assertionResults: Result[] }[];
    };
    return testResults.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status !== 'skipped');
  } catch {
    throw new Error(`The tests could not be run:\n${run.stdout}\n${run.stderr}`);
  }
}

function ofRule(all: readonly Result[], { title }: Rule): Result[] {
  const pattern = new RegExp(`^${patternOf(title)}$`, 'u');
  return all.filter((one) => pattern.test(one.title));
}

/** What the failed test said, in one line; null: it did not fail. */
function failure(all: readonly Result[], rule: Rule): string | null {
  const failed = ofRule(all, rule).find(({ status }) => status === 'failed');
  const message = failed?.failureMessages[0]?.split('\n')[0];
  return message === undefined ? null : message.trim().slice(0, 160);
}

const today = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date());
const seen = new Map<string, string>();
await inCopy(
  ['src', 'test', 'env', 'appPackage', 'docs', 'package.json', 'vitest.config.ts', 'vitest.reporters.ts'],
  (folder) => {
    // With every rule in its place each test must pass, else its failing would show nothing.
    const before = results(folder, wanted);
    const red = wanted.filter((rule) => {
      const own = ofRule(before, rule);
      return own.length === 0 || own.some(({ status }) => status !== 'passed');
    });
    if (red.length > 0) throw new Error(`These do not pass as it is: ${red.map(({ name }) => name).join(', ')}.`);
    for (const rule of wanted) {
      const said = planted(folder, rule, () => failure(results(folder, [rule]), rule));
      console.log(
        `${rule.name}: ${said === null ? `NOT NOTICED by "${rule.title}" in ${rule.test}` : `noticed: ${said}`}`,
      );
      if (said !== null) seen.set(rule.name, `${today}: ${said}`);
    }
  },
);
const of = new Set(wanted.map(({ of: sentence }) => sentence));
console.log(`${seen.size} of ${wanted.length} noticed, for ${of.size} of ${Object.keys(sentences).length} sentences.`);
if (seen.size < wanted.length) process.exitCode = 1;
if (values.write) {
  const path = join(ROOT, PAGE);
  // What was tried now and not noticed is not left standing as seen.
  const before = [...seenIn(readFileSync(path, 'utf8'))].filter(([name]) => !wanted.some((rule) => rule.name === name));
  writeFileSync(path, pageOf(rules, new Map([...before, ...seen])));
}
