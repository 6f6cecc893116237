import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    reporters: ['default', './test/helpers/count-reporter.ts'],
    // Two cores: more workers only take turns.
    maxWorkers: 2,
  },
});
