import { defineConfig } from 'vitest/config';
import { reporters } from './vitest.reporters.ts';

/** `npm run test:browser`: the real bot, the real Playground, Chromium. One file at a time: they share ports and two cores. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 120_000,
    ...reporters(),
  },
});
