import { defineConfig } from 'vitest/config';
import { TIME_LIMIT_MS } from './test/support/time-limit.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Tests that start real processes share two cores with the others.
    testTimeout: 4 * TIME_LIMIT_MS,
    hookTimeout: 4 * TIME_LIMIT_MS,
    expect: { poll: { timeout: TIME_LIMIT_MS } },
    maxWorkers: 2,
  },
});
