import { defineConfig } from 'vitest/config';

/** What stands between a law and a mutant: its fixtures. */
export default defineConfig({ test: { include: ['test/laws/fixtures.test.ts'] } });
