import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './sources.ts';

/** One broken rule: its name in `.dependency-cruiser.cjs`, and who imports whom. */
export type Violation = { rule: string; from: string; to: string };

/** What dependency-cruiser saw: its own files only (`modules`), and what it objects to. */
export type Cruise = { modules: string[]; violations: Violation[] };

type Report = {
  modules: { source: string }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
};

/** Runs the project's own rules over `src/` of a folder: the repository, or a made-up one that breaks them. */
export function cruise(folder: string): Cruise {
  const tool = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const rules = join(ROOT, '.dependency-cruiser.cjs');
  const report = JSON.parse(
    run(process.execPath, [tool, '--config', rules, '--output-type', 'json', 'src'], folder),
  ) as Report;
  return {
    modules: report.modules.map((module) => module.source).filter((source) => existsSync(join(folder, source))),
    violations: report.summary.violations.map(({ from, to, rule }) => ({ rule: rule.name, from, to })),
  };
}

/** The tool's exit code is the number of violations, so a non-zero one with output is an answer, not a fault. */
function run(file: string, args: string[], cwd: string): string {
  try {
    return execFileSync(file, args, { cwd, encoding: 'utf8', maxBuffer: 64e6, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    if (stdout?.startsWith('{')) return stdout;
    throw new Error(`dependency-cruiser did not run: ${stderr ?? ''}`, { cause: error });
  }
}
