import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import { ROOT, folder, launch, type Ran } from '../cli/command';
import { bad, good, inside, repository, withBaseline, type Repository } from './repository';

const CI = join(ROOT, 'examples/ci');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** A repository that has adopted one broken workload; what a change adds is `k8s/new.yaml`. */
const changed = async (change: string, files: Readonly<Record<string, string>> = {}): Promise<Repository> => {
  const repo = await withBaseline(repository({ 'k8s/old.yaml': bad, ...files }));
  writeFileSync(join(repo.cwd, 'k8s/new.yaml'), change);
  return repo;
};
const worse = bad.replaceAll('bad', 'worse');
const unreadable = 'apiVersion: v1\nkind: [\n';
const outcomes = [['a good change', good, 0], ['a bad change', worse, 1], ['an unreadable change', unreadable, 2]] as const;

describe('GitLab', () => {
  const pipeline = load(read('examples/ci/gitlab/.gitlab-ci.yml')) as Readonly<Record<string, unknown>>;
  const job = pipeline['looplaw'] as {
    readonly before_script: readonly string[]; readonly script: readonly string[]; readonly rules: readonly { readonly if: string }[]; readonly stage: string;
    readonly artifacts: { readonly when: string; readonly reports: Readonly<Record<string, string>> };
  };

  test('its file holds keywords GitLab knows', () => {
    expect(Object.keys(pipeline).sort()).toEqual(['looplaw', 'stages']);
    expect(pipeline['stages']).toContain(job.stage);
    expect(Object.keys(job).sort()).toEqual(['artifacts', 'before_script', 'cache', 'image', 'rules', 'script', 'stage']);
    expect(Object.keys(job.artifacts.reports).sort()).toEqual(['codequality', 'junit']);
    for (const rule of job.rules) expect(rule.if).toMatch(/^\$CI_\w+ == (?:"\w+"|\$CI_\w+)$/);
  });

  test.concurrent.each(outcomes)('%s: its exit code, and both reports', async (_, change, code) => {
    const repo = await changed(change);
    // As a runner of GitLab does: one script, the first command that fails ends it.
    const ran = await inside(repo, 'bash', ['-eo', 'pipefail', '-c', [...job.before_script, ...job.script].join('\n')], { GITLAB_CI: 'true' });
    expect(ran.code).toBe(code);
    expect(readFileSync(join(repo.bin, 'npm.log'), 'utf8')).toMatch(/^ci .*--ignore-scripts/);
    expect(job.artifacts.when).toBe('always');
    const issues = JSON.parse(readFileSync(join(repo.cwd, job.artifacts.reports['codequality']!), 'utf8')) as { readonly severity: string; readonly location: { readonly path: string } }[];
    expect(issues.some(({ location, severity }) => location.path === 'k8s/new.yaml' && ['critical', 'blocker'].includes(severity))).toBe(code > 0);
    expect(readFileSync(join(repo.cwd, job.artifacts.reports['junit']!), 'utf8')).toMatch(/<testsuites [^]*<\/testsuites>\n$/);
  });
});

interface Hook { readonly id: string; readonly entry?: string; readonly args?: readonly string[]; readonly pass_filenames?: boolean; readonly types_or?: readonly string[]; readonly additional_dependencies?: readonly string[] }
interface PreCommit { readonly repos: readonly { readonly repo: string; readonly rev?: string; readonly hooks: readonly Hook[] }[] }

describe('pre-commit', () => {
  const own = load(read('.pre-commit-hooks.yaml')) as readonly Hook[];
  const files = readdirSync(join(CI, 'pre-commit'));
  const hooks = files.flatMap((file) => (load(read(`examples/ci/pre-commit/${file}`)) as PreCommit).repos)
    .flatMap(({ repo, hooks: of }) => of.map((hook) => ({ repo, ...own.find(({ id }) => repo !== 'local' && id === hook.id), ...hook })));
  // It splits the entry as a shell does and adds the arguments.
  const run = (repo: Repository, { entry, args = [] }: Hook): Promise<Ran> => inside(repo, 'bash', ['-c', `exec ${entry!} "$@"`, 'bash', ...args], { CI: '' });

  test('the hooks of the examples exist, in this version', () => {
    expect(files).toHaveLength(2);
    expect(hooks.map(({ entry }) => entry)).toEqual(['npx --no-install looplaw check', 'looplaw check']);
    for (const { pass_filenames, types_or } of [...hooks, ...own]) expect({ pass_filenames, types_or }).toEqual({ pass_filenames: false, types_or: ['yaml', 'json'] });
    expect((load(read('examples/ci/pre-commit/.pre-commit-config.yaml')) as PreCommit).repos.map(({ rev }) => rev)).toEqual([`v${version}`]);
    expect(hooks[1]!.additional_dependencies).toEqual([`looplaw@${version}`]);
  });

  test.concurrent.each(hooks.flatMap((hook) => outcomes.map(([what, change, code]) => [hook.entry, what, code, change, hook] as const)))('%s, %s: %i', async (_, __, code, change, hook) => {
    expect((await run(await changed(change), hook)).code).toBe(code);
  });

  test.concurrent('the hook that repairs does', async () => {
    const budget = 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: good}\nspec: {maxUnavailable: 0, selector: {matchLabels: {app: good}}}\n';
    const repo = repository({ 'k8s/a.yaml': `${good.replace('replicas: 1', 'replicas: 2')}---\n${budget}` });
    await run(repo, { ...own.find(({ id }) => id === 'looplaw-fix')!, args: ['--law', 'compute/pdb-no-deadlock', 'k8s/'] });
    expect(readFileSync(join(repo.cwd, 'k8s/a.yaml'), 'utf8')).toContain('maxUnavailable: 1');
  });
});

describe('Argo CD', () => {
  const map = load(read('examples/ci/argocd/plugin.yaml')) as { readonly data: Readonly<Record<string, string>> };
  const plugin = load(map.data['plugin.yaml']!) as { readonly apiVersion: string; readonly kind: string; readonly spec: { readonly generate: { readonly command: readonly string[]; readonly args: readonly string[] } } };
  const { command, args } = plugin.spec.generate;
  const generate = (repo: Repository): Promise<Ran> => inside(repo, command[0]!, [...command.slice(1), ...args], { ARGOCD_APP_NAME: 'shop' });

  test.concurrent('the plugin hands over what it judged, byte for byte, and nothing else', async () => {
    // A config of the application would run as code inside of Argo CD.
    const repo = repository({ 'rendered.yaml': good, 'looplaw.config.mjs': "throw new Error('ran')\n" });
    expect(await generate(repo)).toMatchObject({ code: 0, out: good });
    expect({ apiVersion: plugin.apiVersion, kind: plugin.kind }).toEqual({ apiVersion: 'argoproj.io/v1alpha1', kind: 'ConfigManagementPlugin' });
  });

  test.concurrent.each([['a broken law', bad, 1, 'shop:12:11 error compute/budgeted-pod'], ['what can not be read', unreadable, 2, 'shop:'], ['nothing', '', 2, 'no-input']])('the plugin hands over nothing for %s, and says why', async (_, rendered, code, told) => {
    const ran = await generate(repository({ 'rendered.yaml': rendered }));
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(told);
  });

  test.concurrent('nor where the application can not be rendered', async () => {
    const ran = await generate(repository({}));
    expect(ran.out).toBe('');
    expect(ran.code).not.toBe(0);
  });

  test.concurrent('its objects keep the laws, in strict', async () => {
    const config = join(folder({ 'looplaw.config.json': '{"platformProvides": ["default-deny"]}' }), 'looplaw.config.json');
    const ran = await launch(['check', 'examples/ci/argocd', '--preset', 'strict', '--role', 'platform', '--config', config, '-f', 'concise']);
    expect(ran).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^0 errors, 0 warnings, .* 2 objects in 2 files examined, 0 not examined\n$/) as string });
    expect(read('examples/ci/argocd/Dockerfile')).toContain(`looplaw@${version}\n`);
  });

  const [, block] = /```console\n([^]*?)```/.exec(read('examples/ci/README.md'))!;
  const script = block!.replace(/^\$ /gm, '');
  test.concurrent.each([['a good change', good, 0], ['a bad one', bad, 1], ['none that could be rendered', null, 2]] as const)('the command for CI: %s', async (_, rendered, code) => {
    const repo = repository({ ...(rendered !== null && { 'rendered.yaml': rendered }) });
    expect((await inside(repo, 'bash', ['-c', script], { REVISION: 'HEAD' })).code).toBe(code);
  });
});

test('every file of the examples is in a test above or beside it, and the page leads to them', () => {
  const page = read('examples/ci/README.md');
  for (const [, target] of page.matchAll(/\]\(([^)]+)\)/g)) expect([target, existsSync(join(CI, target!))]).toEqual([target, true]);
  expect(Object.fromEntries(readdirSync(CI, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => [name, readdirSync(join(CI, name)).sort()]))).toEqual({
    argocd: ['Dockerfile', 'plugin.yaml', 'repo-server.yaml'], github: ['looplaw.yml'], gitlab: ['.gitlab-ci.yml'], 'pre-commit': ['.pre-commit-config.yaml', 'without-package-json.yaml'],
  });
});
