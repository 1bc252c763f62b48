import { defineConfig } from 'vitest/config';
import { reporters } from './vitest.reporters.ts';

/** `npm test`: everything that needs nothing but npm. The browser tests have their own config. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'node_modules/**'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    ...reporters(),
  },
});
