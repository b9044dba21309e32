import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Most tests wait for processes, so a core that is left free is a core that idles.
    maxWorkers: '100%',
  },
});
