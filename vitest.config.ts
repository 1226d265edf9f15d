import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { defineConfig } from 'vitest/config';
import { TIME_LIMIT_MS } from './test/support/time-limit.ts';

// The processes of the tests, and those that they start, share the compiled code of this one.
const compiled = getCompileCacheDir();
if (compiled !== undefined) process.env['NODE_COMPILE_CACHE'] ??= dirname(compiled);

/** Rooms of pure functions: their tests leave nothing behind, so that a process may take one file after another. */
const PURE = 'command,commands,derivation,engine,expression,figures,questions,reply,training,tutor';
const pure = `test/{${PURE}}/**/*.test.ts`;

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'pure', include: [pure], isolate: false } },
      { extends: true, test: { name: 'other', include: ['test/**/*.test.ts'], exclude: [pure] } },
    ],
    // Tests that start real processes share two cores with the others.
    testTimeout: 4 * TIME_LIMIT_MS,
    hookTimeout: 4 * TIME_LIMIT_MS,
    expect: { poll: { timeout: TIME_LIMIT_MS } },
    maxWorkers: 2,
  },
});
