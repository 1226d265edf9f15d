import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests that start real processes share two cores with the others.
    testTimeout: 60_000,
    maxWorkers: 2,
  },
});
