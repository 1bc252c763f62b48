// `npm run simulate:planted [-- <name> …] [--seeds 60]`: plants one defect after the other in a copy of the code, and says with which
// seed the simulation finds it. A simulation that finds nothing may be blind; this one is shown not to be.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Planted, planted } from '../test/simulation/planted.ts';

const root = join(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seeds: { type: 'string', default: '60' } },
});
const wanted = planted.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (wanted.length === 0) {
  console.error(`There is none of that name. There are ${planted.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

/** The seed that found it, with what it said; null: none of them. */
function found(folder: string, { file, find, replace, mode, replicas = 1 }: Planted): string | null {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(find)) throw new Error(`${file} does not say "${find}" any more.`);
  writeFileSync(
    path,
    text.replace(find, () => replace),
  );
  try {
    const options = ['--seed', '1', '--runs', values.seeds, '--mode', mode, '--replicas', String(replicas), '--first'];
    const { stdout } = spawnSync(process.execPath, ['scripts/simulate-faults.ts', ...options], {
      cwd: folder,
      encoding: 'utf8',
    });
    return /^FAILED (seed \d+, \w+: [^:]+)/m.exec(stdout)?.[1] ?? null;
  } finally {
    writeFileSync(path, text);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'baton-planted-'));
try {
  for (const part of ['src', 'test', 'scripts', 'env', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true, filter: (path) => !path.includes('golden') });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const one of wanted) {
    const by = found(folder, one);
    console.log(`${one.name}: ${by === null ? `NOT FOUND in ${values.seeds} seeds` : `found by ${by}`}`);
    if (by === null) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
