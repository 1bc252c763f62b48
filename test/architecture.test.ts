// The house rules of src/README.md, as tests: ranks, cycles, owners of packages, purity of the core, size, openings, the map.
// Not here: rules about one room's content (the grammar's table has its own test beside the grammar's).
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cruise } from './support/cruise.ts';
import { ROOT, read, sourcesIn, withoutComments } from './support/sources.ts';

const ROOMS = {
  domain: 0,
  words: 1,
  organisation: 1,
  store: 1,
  grammar: 2,
  cards: 3,
  papers: 3,
  engine: 4,
  teams: 5,
  carriers: 5,
  http: 5,
  metrics: 5,
} as const;

const MAX_LINES = 300;
const MAX_MAP_LINES = 150;

describe('imports', () => {
  const seen = cruise(ROOT);

  test('the tool sees every module of src/, and there are some', () => {
    expect(seen.modules.length).toBeGreaterThan(0);
    expect(seen.modules.filter((path) => /^src\/.*\.ts$/.test(path)).sort()).toEqual(sourcesIn('src'));
  });

  test('run to a lower rank, without cycles, and each outside package has one owner', () => {
    expect(seen.violations).toEqual([]);
  });

  test('every folder of src/ is a room with a rank', () => {
    const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((folder) => folder.name).filter((name) => !(name in ROOMS))).toEqual([]);
  });
});

describe('the rules bite: a made-up house that breaks them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-rules-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const files: Record<string, string> = {
    'package.json': '{ "type": "module" }',
    'tsconfig.json':
      '{ "compilerOptions": { "module": "NodeNext", "allowImportingTsExtensions": true, "noEmit": true } }',
    'src/domain/up.ts': "import '../store/plain.ts';",
    'src/domain/core.ts': "import 'node:fs';",
    'src/domain/types.ts': "import type { Plain } from '../store/plain.ts';\nexport type Mine = Plain;",
    'src/store/plain.ts': 'export type Plain = string;',
    'src/store/sideways.ts': "import '../words/plain.ts';",
    'src/words/plain.ts': 'export const plain = 1;',
    'src/words/files.ts': "import 'node:fs';",
    'src/words/top.ts': "import '../config.ts';",
    'src/config.ts': 'export const config = 1;',
    'src/engine/egg.ts': "import './hen.ts';",
    'src/engine/hen.ts': "import './egg.ts';",
    'src/engine/sql.ts': "import { DatabaseSync } from 'node:sqlite';\nexport const open = DatabaseSync;",
    'src/papers/files.ts': "import 'node:fs';",
    'src/papers/hash.ts': "import 'node:crypto';",
    'src/cards/sdk.ts': "import { CardFactory } from 'botbuilder';\nexport const make = CardFactory;",
    'src/cards/case/early.ts': "import '../vendor/late.ts';",
    'src/cards/vendor/late.ts': 'export const late = 1;',
    'src/teams/sdk.ts': "import { CardFactory } from 'botbuilder';\nexport const make = CardFactory;",
    'src/utils/new.ts': "import '../words/plain.ts';",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const broken = cruise(folder).violations;
  const rulesAgainst = (path: string) =>
    new Set(broken.filter((violation) => violation.from === path).map((violation) => violation.rule));

  test.each([
    ['an import to a higher rank', 'src/domain/up.ts', 'rank-0-domain'],
    ['a type imported from a higher rank', 'src/domain/types.ts', 'rank-0-domain'],
    ['the core reading files', 'src/domain/core.ts', 'domain-imports-nothing'],
    ['an import between rooms of one rank', 'src/store/sideways.ts', 'rank-1-store'],
    ['words reading files', 'src/words/files.ts', 'pure-rooms'],
    ['a paper reading files', 'src/papers/files.ts', 'papers-only-hash'],
    ['a room that imports the composition', 'src/words/top.ts', 'rank-1-words'],
    ['two files that import each other', 'src/engine/egg.ts', 'no-cycles'],
    ['SQL outside the store', 'src/engine/sql.ts', 'owner-node-sqlite'],
    ['an SDK outside src/teams/', 'src/cards/sdk.ts', 'owner-botbuilder-botframework-microsoft-teams-ai'],
    ['a card that uses what is drawn after it', 'src/cards/case/early.ts', 'cards-case'],
    ['a folder without a rank', 'src/utils/new.ts', 'known-room'],
  ])('%s is named', (_, path, rule) => {
    expect(rulesAgainst(path)).toContain(rule);
  });

  test('papers may hash', () => {
    expect([...rulesAgainst('src/papers/hash.ts')]).toEqual([]);
  });

  test('the owner of a package may import it', () => {
    expect([...rulesAgainst('src/teams/sdk.ts')].filter((rule) => rule.startsWith('owner-'))).toEqual([]);
  });
});

describe('the core is pure', () => {
  const impure = /\bTemporal\s*\.\s*Now\b|\bMath\s*\.\s*random\b|\bDate\s*[.(]|\bnew\s+Date\b|\bglobalThis\b/;

  test('src/domain/ has no clock, no dice and no way round to them', () => {
    const found = sourcesIn('src/domain').flatMap((path) =>
      withoutComments(read(path))
        .split('\n')
        .flatMap((line, index) => (impure.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
    );
    expect(found).toEqual([]);
  });

  test.each(['Temporal.Now.instant()', 'Date.now()', 'new Date(0)', 'Math.random()'])('%s would be found', (code) => {
    expect(impure.test(withoutComments(`const x = ${code}; // why`))).toBe(true);
  });

  test('a comment may name them', () => {
    expect(impure.test(withoutComments('const x = 1; // never Date.now()'))).toBe(false);
  });
});

describe('files', () => {
  test(`of src/ have at most ${MAX_LINES} lines: over that it is two rooms in one`, () => {
    const long = sourcesIn('src')
      .map((path) => ({ path, lines: read(path).trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > MAX_LINES);
    expect(long).toEqual([]);
  });

  test('each folder says in two comment lines at the top of its first file what lives there and what may not', () => {
    const folders = [...new Set(sourcesIn('src').map((path) => dirname(path)))].filter((folder) => folder !== 'src');
    expect(folders.length).toBeGreaterThan(0);
    expect(folders.filter((folder) => !firstFiles(folder).some(opens))).toEqual([]);
  });
});

describe('the map, src/README.md', () => {
  test(`has at most ${MAX_MAP_LINES} lines and names every room with its rank`, () => {
    const map = read('src/README.md');
    expect(map.trimEnd().split('\n').length).toBeLessThanOrEqual(MAX_MAP_LINES);
    const ranks = [...map.matchAll(/^\|\s*(\d)\s*\|\s*`src\/(\w+)\/`/gm)].map(([, rank, room]) => [room, Number(rank)]);
    const there = Object.entries(ROOMS).filter(([room]) => existsSync(join(ROOT, 'src', room)));
    expect(Object.fromEntries(ranks)).toEqual(Object.fromEntries(there));
  });

  test('names only paths that exist', () => {
    const named = pathsIn(read('src/README.md'));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !existsSync(join(ROOT, path)) && !existsSync(join(ROOT, 'src', path)))).toEqual([]);
  });
});

/** `index.ts`, or the file named like the folder, in it or beside it (`obligations.ts` of `obligations/`); where neither is, any of its files. */
function firstFiles(folder: string): string[] {
  const named = [`${folder}/index.ts`, `${folder}/${basename(folder)}.ts`, `${folder}.ts`];
  const there = named.filter((path) => existsSync(join(ROOT, path)));
  return there.length > 0 ? there : sourcesIn(folder).filter((path) => dirname(path) === folder);
}

function opens(path: string): boolean {
  return /^\/\/ \S.*\n\/\/ \S/.test(read(path));
}

/** Every path in backticks: with a slash or a known ending, without spaces, placeholders or patterns. Relative to the root or to src/. */
function pathsIn(markdown: string): string[] {
  return [...markdown.matchAll(/`([\w.@/-]+)`/g)]
    .map(([, path]) => path as string)
    .filter((path) => /^[\w.-]+\/|\w\.(ts|cjs|json|yaml|md)$/.test(path) && !/^(node:|@|zod\/|https?:)/.test(path));
}
