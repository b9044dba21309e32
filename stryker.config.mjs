/**
 * Mutation testing of the laws: is every branch of a law pinned by a fixture? `npm run mutants` for all of them,
 * `npm run mutants -- --mutate 'src/laws/storage/*.ts'` for some. The words of a law are static and no behaviour.
 * What survives, and why, is in test/mutants/survivors.json.
 */
export default {
  mutate: ['src/laws/*/*.ts'],
  plugins: ['./test/mutants/runner.mjs', './test/mutants/survivors.mjs'],
  testRunner: 'fixtures',
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 2,
  reporters: ['clear-text', 'json', 'survivors'],
  clearTextReporter: { allowColor: false, reportTests: false, reportScoreTable: true },
  jsonReporter: { fileName: '.tmp/mutants.json' },
  thresholds: { high: 95, low: 90, break: 90 },
  tempDirName: '.tmp/stryker',
  allowEmpty: false,
  disableTypeChecks: false,
};
