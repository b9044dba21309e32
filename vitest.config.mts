import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Many tests wait for processes, and some for clusters of etcd: more of them than cores, or cores idle.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // What files share is read once per worker and not once per file, which is a seventh of the time they take. Who runs a program by
    // importing it, or puts something in the place of a module, forgets with `vi.resetModules()` what is loaded already.
    isolate: false,
    unstubEnvs: true,
  },
});
