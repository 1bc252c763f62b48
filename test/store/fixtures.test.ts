import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const maker = fileURLToPath(new URL('./fixtures/make.ts', import.meta.url));
const newest = fileURLToPath(new URL('./fixtures/v2.db', import.meta.url));

test('a released shape is never made again', () => {
  const before = readFileSync(newest);
  const { status, stderr } = spawnSync(process.execPath, [maker], { encoding: 'utf8', timeout: 15_000 });
  expect(status).toBe(1);
  expect(stderr).toMatch(/v2\.db is there: a released shape is never made again\.\n$/);
  expect(readFileSync(newest).equals(before)).toBe(true);
});
