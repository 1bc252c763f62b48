// env/.env.example as an operator would use it: copied as it is, it must start, and it must name every variable that is read.
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { configOf } from '../src/config.ts';
import { ROOT, read } from './support/sources.ts';

const example = parseEnv(read('env/.env.example'));

test('the example, copied as it is, is a valid configuration', () => {
  const result = configOf({ ...example, ORGANISATION_FILE: 'env/organisation.example.yaml' }, ROOT);
  expect(result).toMatchObject({ ok: true, config: { port: 3978, host: '127.0.0.1', credentials: null } });
});

test('every variable that the configuration and the packaging read is in the example', () => {
  const asked = [read('src/config.ts'), read('scripts/package.ts')].flatMap((code) =>
    [...code.matchAll(/\bvalue\('([A-Z_]+)'\)/g)].map(([, name]) => name as string),
  );
  expect(asked.length).toBeGreaterThan(8);
  expect([...new Set(asked)].filter((name) => !(name in example))).toEqual([]);
});
