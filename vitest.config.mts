import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const WAIT = 180_000;
/** Tests that put something in the place of a module, or run a program by importing it: a module that is already there would be in their way. */
const ALONE = ['test/**/wrong-props.test.ts', 'test/examples/**/*.test.ts', 'test/docs/code.test.ts', 'test/readiness/apps.test.ts', 'examples/**/*.test.ts'];
const limits = { testTimeout: WAIT, hookTimeout: WAIT };

export default defineConfig({
  test: {
    // Many tests wait for processes, and some for clusters of etcd: more of them than cores, or cores idle.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    projects: [
      { test: { name: 'alone', include: ALONE, ...limits } },
      // A module that all of these share is read once per worker and not once per file, which is a seventh of the time they take.
      { test: { name: 'together', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false, ...limits } },
    ],
  },
});
