/** Runs one of the scripts that operators run, as they run it, with the settings of a bot. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { environmentOf } from './botProcess.ts';

const root = join(import.meta.dirname, '../..');

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** `name`: of the file in scripts/. */
export async function operatorScript(
  name: string,
  args: readonly string[],
  settings: { port?: number; dataDir: string; organisationFile: string; env?: Record<string, string> },
): Promise<Ran> {
  const child = spawn(join(root, 'node_modules/.bin/node'), [join(root, 'scripts', `${name}.ts`), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environmentOf({ port: 0, ...settings }),
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString('utf8');
  });
  child.stderr.on('data', (piece: Buffer) => {
    err += piece.toString('utf8');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}
