// What comes in from outside: pinned, sealed by a hash, under a licence that is allowed, and running a script only when it is named.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { licenceFaults } from '../scripts/supply/licences.ts';
import { lockedIn } from '../scripts/supply/lockfile.ts';
import { ROOT, read } from './support/sources.ts';

const packages = lockedIn(ROOT);
const own = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};

test('every package that we name is pinned to one version, the one in the lockfile', () => {
  const named = Object.entries({ ...own.dependencies, ...own.devDependencies });
  expect(named.length).toBeGreaterThan(25);
  const locked = new Map(packages.map(({ path, version }) => [path, version]));
  expect(named.filter(([name, version]) => locked.get(`node_modules/${name}`) !== version)).toEqual([]);
});

test('every package in the lockfile is sealed by its SHA-512 and comes from the registry', () => {
  expect(packages.length).toBeGreaterThan(300);
  const open = packages.filter(({ integrity }) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? ''));
  expect(open.map(({ path }) => path)).toEqual([]);
  const elsewhere = packages.filter(
    ({ resolved }) => !(resolved ?? 'https://registry.npmjs.org/').startsWith('https://registry.npmjs.org/'),
  );
  expect(elsewhere.map(({ path }) => path)).toEqual([]);
});

test('a package that wants to run something at its install is named in allowScripts, with a yes or a no', () => {
  const wanting = new Set(packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name));
  expect([...wanting].sort()).toEqual(Object.keys(own.allowScripts).sort());
});

test('every licence is allowed; one that is not, or none, is named with what to do', () => {
  expect(licenceFaults(packages)).toEqual([]);
  const row = { path: 'node_modules/x', name: 'x', version: '1.0.0' };
  expect(licenceFaults([{ ...row, license: 'AGPL-3.0' }])).toEqual([
    'x@1.0.0 is under AGPL-3.0, which is not on the list in scripts/supply/licences.ts.',
  ]);
  expect(licenceFaults([row])).toEqual([
    'x@1.0.0 names no licence: read it and note it in scripts/supply/licences.ts.',
  ]);
  expect(licenceFaults([{ ...row, license: 'MPL-2.0' }])).toHaveLength(1);
  expect(licenceFaults([{ ...row, license: '(GPL-3.0 OR MIT)' }])).toEqual([]);
  expect(licenceFaults([{ ...row, license: '(ISC AND GPL-3.0)' }])).toHaveLength(1);
});

test('what the lockfile installs is what npm found agreed with it: nothing was put in by hand', () => {
  const tree = execFileSync('npm', ['ls', '--all', '--package-lock-only', '--json'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  expect(JSON.parse(tree)).not.toHaveProperty('problems');
});
