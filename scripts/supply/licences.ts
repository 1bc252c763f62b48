import type { Locked } from './lockfile.ts';

/** What may be given on under the MIT licence of this project without a duty beyond naming the makers. */
const FREE = new Set([
  '0BSD',
  'AFL-2.1',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-3.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PSF-2.0',
  'Unlicense',
]);

/** Only used while developing and never given on: their duties do not reach the product. */
const FREE_FOR_TOOLS = new Set([...FREE, 'CC-BY-4.0', 'MPL-2.0']);

/** Read by a person in the package itself, because its maker left the field out or named a file. With where it stands. */
const READ_BY_HAND: Record<string, { license: string; where: string }> = {
  'cldrjs@0.5.5': { license: 'MIT', where: 'package.json, field `licenses`, and LICENSE-MIT' },
  'escape-regexp-component@1.0.2': { license: 'MIT', where: 'Readme.md' },
  'jspath@0.4.0': { license: 'MIT', where: 'LICENSE' },
  '@microsoft/m365agentsplayground@0.2.28': { license: 'Microsoft', where: 'LICENSE: a tool, not given on' },
};

/** The licence that counts for this package: the one in its lockfile row, else the one that a person has read. */
export function licenceOf({ name, version, license }: Locked): string | undefined {
  return READ_BY_HAND[`${name}@${version}`]?.license ?? license;
}

/** One sentence for each package whose licence we may not rely on; none when all is well. */
export function licenceFaults(packages: readonly Locked[]): string[] {
  return packages.flatMap((one) => {
    const said = licenceOf(one);
    const name = `${one.name}@${one.version}`;
    if (said === undefined) return [`${name} names no licence: read it and note it in scripts/supply/licences.ts.`];
    if (one.dev && said === 'Microsoft') return [];
    const free = one.dev ? FREE_FOR_TOOLS : FREE;
    return allows(said, free)
      ? []
      : [`${name} is under ${said}, which is not on the list in scripts/supply/licences.ts.`];
  });
}

/** SPDX as it occurs here: names joined by OR, where one is enough, or by AND, where all must do. */
function allows(expression: string, free: ReadonlySet<string>): boolean {
  const bare = expression.replace(/[()]/g, '');
  if (bare.includes(' OR ')) return bare.split(' OR ').some((part) => allows(part, free));
  return bare.split(' AND ').every((name) => free.has(name.trim()));
}
