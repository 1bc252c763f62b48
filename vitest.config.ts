import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { reporters } from './vitest.reporters.ts';

/** The longest begin first: they fill one worker while the other goes through all the rest. */
const LONGEST = ['/test/process/', '/test/laws/'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = LONGEST.findIndex((folder) => moduleId.includes(folder));
      return index < 0 ? LONGEST.length : index;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

/** What keeps and finds things again, and what mends the rows: run a second time, on a PostgreSQL from npm that the run starts and ends. */
const ON_BOTH = ['test/store/**/*.test.ts', 'test/scenarios/**/*.test.ts', 'test/engine/auditor.test.ts'];

/** What is about the file itself: its lock, its damage, its copies, the files that were released. */
const ONLY_SQLITE = ['backup', 'opening', 'fixtures', 'sqlite'].map((name) => `test/store/${name}.test.ts`);

/** What is about several processes, a database that goes away, and one that nobody has for himself. */
const ONLY_POSTGRES = [
  'test/store/postgres.test.ts',
  ...['away', 'erasing', 'replicas'].map((name) => `test/process/${name}.test.ts`),
];

/** `npm test`: everything that needs nothing but npm. The browser tests have their own config. */
export default defineConfig({
  test: {
    pool: 'forks',
    // Starting a process and loading the same modules for each of a hundred files took two thirds of the time. So files
    // share a process: they may keep nothing in modules, and change nothing of the process, that another could meet.
    isolate: false,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'sqlite',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', 'node_modules/**', ...ONLY_POSTGRES],
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: [...ON_BOTH, ...ONLY_POSTGRES],
          exclude: ONLY_SQLITE,
          globalSetup: ['test/support/postgres.setup.ts'],
        },
      },
    ],
    ...reporters(),
  },
});
