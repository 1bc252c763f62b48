import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const named = (process.env['MUTATE_TESTS'] ?? 'test/domain/**/*.test.ts').split(',');

/** In the order in which they were named: those that are most likely to notice come first, and the first that does is the last. */
class AsNamed extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const index = named.findIndex((name) => moduleId.endsWith(`/${name}`));
      return index < 0 ? named.length : index;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

/** `npm run mutate`: the tests of one slice, named by the script that starts Stryker. One process for all files: see `vitest.config.ts`. */
export default defineConfig({
  test: {
    include: named,
    isolate: false,
    sequence: { sequencer: AsNamed },
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
