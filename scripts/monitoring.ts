// `npm run monitoring`: Prometheus' own tool looks at the alert rules and plays their cases. Where there is no promtool it is taken out of
// Debian's package `prometheus` (20 MB), into a folder that is thrown away; nothing is installed.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { argumentsOf } from './arguments.ts';

argumentsOf({ command: 'monitoring' });
const rules = resolve('docs/monitoring/alerts.yaml');
const cases = resolve('docs/monitoring/alerts.test.yaml');

const folder = mkdtempSync(join(tmpdir(), 'baton-promtool-'));
try {
  const promtool = runs('promtool', '--version') ? 'promtool' : fetched();
  if (promtool === null) {
    console.error('There is no promtool here, and it could not be had from Debian: install the package prometheus.');
    process.exitCode = 1;
  } else {
    for (const args of [
      ['check', 'rules', rules],
      ['test', 'rules', cases],
    ])
      if (spawnSync(promtool, args, { stdio: 'inherit' }).status !== 0) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}

function runs(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { cwd: folder, stdio: 'ignore' }).status === 0;
}

/** Null: this is no Debian, or its packages cannot be reached. */
function fetched(): string | null {
  const download = () => runs('apt-get', 'download', 'prometheus');
  if (!download() && !(runs('apt-get', 'update') && download())) return null;
  const file = readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (file === undefined || !runs('dpkg', '-x', file, 'out')) return null;
  return join(folder, 'out/usr/bin/promtool');
}
