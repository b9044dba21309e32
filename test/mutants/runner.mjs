// Runs the fixtures for Stryker in its own process: a millisecond each, where starting a test framework per mutant takes half a second.
import { createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import { rolldown } from 'rolldown';

class FixturesRunner {
  // Mutants switch, cover and count through this object: it is the contract of Stryker's instrumented code.
  #switches = (globalThis.__stryker__ ??= {});
  #cases = [];

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    // The working directory is Stryker's instrumented copy. Fixtures are found beside the module that reads them, so the bundle lies there.
    const cwd = process.cwd();
    const file = join(cwd, 'test/laws/.mutants.cjs');
    const bundle = await rolldown({ cwd, input: 'test/mutants/cases.ts', platform: 'node', external: (id) => !id.startsWith('.') && !isAbsolute(id) });
    await bundle.write({ file, format: 'cjs', codeSplitting: false });
    await bundle.close();
    this.#cases = createRequire(file)(file).cases;
  }

  async dryRun() {
    const tests = this.#cases.map((fixture) => this.#run(fixture));
    this.#switches.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: this.#switches.mutantCoverage };
  }

  async mutantRun({ testFilter, activeMutant, hitLimit }) {
    Object.assign(this.#switches, { activeMutant: activeMutant.id, hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    const covering = new Set(testFilter);
    const tests = [];
    for (const fixture of this.#cases) {
      if (testFilter !== undefined && !covering.has(fixture.id)) continue;
      tests.push(this.#run(fixture));
      if (tests.at(-1).status === TestStatus.Failed) break;
    }
    const timeout = determineHitLimitReached(this.#switches.hitCount, hitLimit);
    Object.assign(this.#switches, { activeMutant: undefined, currentTestId: undefined });
    return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests });
  }

  #run({ id, run }) {
    const start = performance.now();
    this.#switches.currentTestId = id;
    let failureMessage;
    try {
      failureMessage = run();
    } catch (error) {
      failureMessage = String(error);
    }
    const test = { id, name: id, timeSpentMs: performance.now() - start };
    return failureMessage === null ? { ...test, status: TestStatus.Success } : { ...test, status: TestStatus.Failed, failureMessage };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'fixtures', FixturesRunner)];
