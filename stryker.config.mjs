/**
 * Mutation testing of the laws: is every branch of a law pinned by a fixture? `npm run mutants` for all of them,
 * `npm run mutants -- --mutate 'src/laws/storage/*.ts'` for some. The words of a law are static and no behaviour.
 */
export default {
  mutate: ['src/laws/*/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutants/vitest.config.mts' },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, reportScoreTable: true },
  jsonReporter: { fileName: '.tmp/mutants.json' },
  tempDirName: '.tmp/stryker',
  allowEmpty: false,
  disableTypeChecks: false,
};
