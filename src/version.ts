/** Which Baton this is, as package.json says. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Such as `0.1.0`. Throws when package.json is not where it belongs. */
export function versionOfBaton(): string {
  const text = readFileSync(join(import.meta.dirname, '../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
