import { chmodSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { loadPaths } from '../../src/load/load';
import { findProgram } from '../../src/load/render/program';
import { checked, codes, commandsOf, only } from '../hostile/run';
import { deployment, folder, looplaw } from './command';

const chart = { 'charts/api/Chart.yaml': 'apiVersion: v2\nname: api-chart\nversion: 1.0.0\n', 'charts/api/templates/deploy.yaml': '{{ nothing }}\n' };
const overlays = {
  'base/kustomization.yaml': 'resources: [deploy.yaml]\n', 'base/deploy.yaml': deployment('api', { requests: false }),
  'over/prod/kustomization.yaml': 'resources: [../../base]\nnamePrefix: prod-\n', 'over/dev/kustomization.yaml': 'resources: [../../base]\nnamePrefix: dev-\n',
};

/** A folder of programs; each is a script, and writes its arguments and what it is told of the world to a file beside it. */
function programs(scripts: Readonly<Record<string, string>>): string {
  const bin = mkdtempSync(join(tmpdir(), 'looplaw-bin-'));
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(bin, name), `#!/bin/sh\nfor a in "$@"; do echo "$a"; done > '${bin}/${name}.args'\n/usr/bin/env > '${bin}/${name}.env'\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return bin;
}

const argsOf = (bin: string, name: string): string[] => readFileSync(join(bin, `${name}.args`), 'utf8').trimEnd().split('\n');

/** A script that prints a text. */
function printing(text: string): string {
  return `/bin/cat <<'END_OF_TEXT'\n${text}\nEND_OF_TEXT`;
}

const template = (name: string, source: string): string => `---\n# Source: ${source}\n${deployment(name, { requests: false })}`;

describe('--render, with programs that print what they are told', () => {
  test('Helm: one run for each outermost chart, findings in its templates', () => {
    const bin = programs({ helm: printing(template('api', 'api-chart/templates/deploy.yaml') + template('sub', 'api-chart/charts/sub/templates/x.yaml') + deployment('nowhere', { requests: false }).replace('apiVersion', '---\napiVersion')) });
    const cwd = folder({ ...chart, 'charts/api/charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\n', 'charts/api/charts/sub/templates/x.yaml': '{{ x }}\n', 'plain.yaml': deployment('plain') });
    const { ran, report } = checked(['--render', '--kube-version', '1.30', ...only], { cwd, env: { PATH: bin } });
    expect(ran.code).toBe(1);
    expect(argsOf(bin, 'helm')).toEqual(['template', 'api-chart', './charts/api', '--kube-version', '1.30']);
    expect(report.findings.map(({ file, line, resource }) => `${file}:${line} ${resource.name}`)).toEqual([
      'charts/api/templates/deploy.yaml:null api', 'charts/api/charts/sub/templates/x.yaml:null sub', 'charts/api/Chart.yaml:null nowhere',
    ]);
    expect(report.accounting).toMatchObject({ files: 5, documents: 4, resources: 4, errors: [] });
    expect(report.accounting.skipped.map(({ file, reason }) => `${file} ${reason}`)).toEqual([
      'charts/api/charts/sub/Chart.yaml helm-source', 'charts/api/charts/sub/templates/x.yaml helm-source', 'charts/api/templates/deploy.yaml helm-source',
    ]);
  });

  test('a frame shows what was rendered, and says so; other formats point at the template', () => {
    const bin = programs({ helm: printing(template('api', 'api-chart/templates/deploy.yaml')) });
    const run = (format: string) => looplaw(['check', '--render', '-f', format, ...only], { cwd: folder(chart), env: { PATH: bin } }).out;
    expect(run('pretty')).toMatch(/^charts\/api\/templates\/deploy\.yaml {2}error {2}compute\/budgeted-pod\n.*\n.*as rendered[^]*- name: app/);
    expect(run('concise')).toMatch(/^charts\/api\/templates\/deploy\.yaml error compute\/budgeted-pod /);
    expect(run('github')).toContain('file=charts/api/templates/deploy.yaml,');
    expect(run('sarif')).toContain('"uri":"charts/api/templates/deploy.yaml"');
  });

  test('kustomize: each overlay is built and is a cluster; what they share is not judged by itself', () => {
    const bin = programs({ kustomize: `case "$2" in *prod) ${printing(deployment('prod-api', { requests: false }))}\n;; *) ${printing(deployment('dev-api'))}\n;; esac` });
    const { ran, report } = checked(['--render', ...only], { cwd: folder(overlays), env: { PATH: bin } });
    expect(ran.code).toBe(1);
    expect(argsOf(bin, 'kustomize')).toEqual(['build', './over/prod']);
    expect(report.findings.map(({ file, resource }) => [file, resource.name])).toEqual([['over/prod/kustomization.yaml', 'prod-api']]);
    expect((report as unknown as { clusters: { name: string; resources: number }[] }).clusters.map(({ name, resources }) => [name, resources])).toEqual([['over/dev', 1], ['over/prod', 1]]);
    expect(report.accounting).toMatchObject({ files: 4, documents: 2, resources: 2, errors: [] });
  });

  test('kubectl where there is no kustomize; the origin annotation gives the place', () => {
    const origin = "    config.kubernetes.io/origin: |\n      path: ../../base/deploy.yaml\n";
    const bin = programs({ kubectl: printing(deployment('api', { requests: false }).replace('metadata:\n', `metadata:\n  annotations:\n${origin}`)) });
    const { report } = checked(['over', '--render', ...only], { cwd: folder(overlays), env: { PATH: bin } });
    expect(argsOf(bin, 'kubectl')).toEqual(['kustomize', './over/prod']);
    expect(report.findings.map(({ file }) => file)).toEqual(['base/deploy.yaml', 'base/deploy.yaml']);
  });

  test('programs get a lean environment, no shell, and folders that can be nothing else', () => {
    const bin = programs({ helm: printing(template('api', 'x/templates/deploy.yaml')) });
    const odd = "-x; touch 'y' $(id)";
    const cwd = folder({ [`${odd}/Chart.yaml`]: 'apiVersion: v2\nname: "--post-renderer=x"\n', [`${odd}/templates/deploy.yaml`]: '{{ x }}' });
    const { ran } = checked(['--render', ...only], { cwd, env: { PATH: bin, AWS_SECRET_ACCESS_KEY: 'canary', KUBECONFIG: '/canary', HTTPS_PROXY: 'http://canary' } });
    expect(ran.code).toBe(1);
    expect(argsOf(bin, 'helm').slice(0, 3)).toEqual(['template', 'release-name', `./${odd}`]);
    const env = readFileSync(join(bin, 'helm.env'), 'utf8');
    expect(env).toContain('GIT_ALLOW_PROTOCOL=none');
    expect(env).not.toContain('canary');
  });

  test('a program of the working folder is never run', () => {
    const cwd = folder(chart);
    writeFileSync(join(cwd, 'helm'), '#!/bin/sh\necho run > ran\n');
    chmodSync(join(cwd, 'helm'), 0o755);
    for (const path of ['.', '', `.${delimiter}bin`]) expect(codes(checked(['--render', ...only], { cwd, env: { PATH: path } }).report)).toEqual(['not-rendered']);
    expect(() => readFileSync(join(cwd, 'ran'))).toThrow('ENOENT');
    expect(isAbsolute(findProgram('sh')?.path ?? '')).toBe(true);
  });

  test('config says it, flags overrule it, and without either nothing is run', () => {
    const bin = programs({ helm: printing(template('api', 'api-chart/templates/deploy.yaml')) });
    const cwd = folder({ ...chart, 'looplaw.config.json': '{"render": true}' });
    const env = { PATH: bin };
    expect(checked(only, { cwd, env }).ran.code).toBe(1);
    for (const args of [['--no-render'], ['--no-config']]) expect(codes(checked([...args, ...only], { cwd, env }).report)).toEqual(['not-rendered']);
    expect(codes(checked(['--no-config', '--render', ...only], { cwd, env: { PATH: '/nowhere' } }).report)).toEqual(['not-rendered']);
    expect(looplaw(['fix', '.', '--dry-run'], { cwd, env })).toMatchObject({ code: 2, out: '' });
  });
});

describe('--render, with programs that fail', () => {
  const secret = 'ghp_abcdefghijklmnopqrstuvwxyz0123456789';

  test.each([
    ['ends with another code', `echo 'E1127 12:00:00.123456   4242 run.go:72] "command failed" no such chart' >&2; exit 3`, 'not-rendered', 'ended with exit code 3: "command failed" no such chart'],
    ['says nothing and fails', 'exit 1', 'not-rendered', 'ended with exit code 1.'],
    ['is killed', 'kill -9 $$', 'not-rendered', 'ended with SIGKILL'],
    ['acts on the terminal and tells a secret', `printf 'a\\033]0;x\\007\\033[2J b\\n::error::c\\n##vso[d] token=${secret}\\n' >&2; exit 1`, 'not-rendered', 'ended with exit code 1'],
    ['prints no YAML', 'printf "apiVersion: v1\\nkind: [\\n"', 'invalid-yaml', 'of what it renders to'],
    ['prints what is no object', 'echo hello', 'not-an-object', 'Line 1 of what it renders to'],
    ['prints bytes that are no text', "printf 'a: \\377\\n'", 'encoding', 'UTF-8'],
    ['prints 100 MB', '/usr/bin/yes "a: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb" | /usr/bin/head -c 100000000', 'not-rendered', 'printed more than 10000000 bytes'],
    ['complains without end', '/usr/bin/yes "complaint" | /usr/bin/head -c 100000000 >&2', 'not-rendered', 'printed more than 10000000 bytes'],
  ])('one that %s is an error, and the rest is judged', (_, script, code, message) => {
    const bin = programs({ helm: script });
    const cwd = folder({ ...chart, 'a.yaml': deployment('a') });
    const { ran, report } = checked(['--render', ...only], { cwd, env: { PATH: bin } });
    expect([ran.code, ran.err]).toEqual([2, '']);
    expect(report.accounting.errors).toMatchObject([{ code, file: 'charts/api/Chart.yaml', line: null }]);
    expect(report.accounting.errors[0]!.message).toContain(message);
    expect(report.accounting.resources).toBe(1);
    const formats = ['pretty', 'concise', 'github', 'markdown'];
    looplaw(['check', '--render', ...formats.flatMap((format) => ['--report', `${format}=${format}.txt`]), ...only], { cwd, env: { PATH: bin } });
    for (const format of formats) {
      const out = readFileSync(join(cwd, `${format}.txt`), 'utf8');
      expect([format, commandsOf(out, format)]).toEqual([format, []]);
      // eslint-disable-next-line no-control-regex -- what must not be there
      expect(out).not.toMatch(/[\x00-\x09\x0b-\x1f]|ghp_/);
      expect(out).not.toContain(cwd);
    }
  });

  test('one that prints nothing leaves nothing examined', () => {
    const { ran, report } = checked(['--render', ...only], { cwd: folder(chart), env: { PATH: programs({ helm: '' }) } });
    expect([ran.code, codes(report)]).toEqual([2, ['no-input']]);
    expect(report.accounting.skipped.map(({ file, reason }) => `${file} ${reason}`)).toEqual(['charts/api/Chart.yaml empty', 'charts/api/templates/deploy.yaml helm-source']);
  });

  test('one that does not end is ended', () => {
    const bin = programs({ helm: 'exec /bin/sleep 600' });
    vi.stubEnv('PATH', bin);
    const loaded = loadPaths(['.'], { cwd: folder(chart), render: { kubeVersion: '1.34', timeout: 200 } });
    expect(loaded.errors).toMatchObject([{ code: 'not-rendered', message: expect.stringContaining('did not end within 0.2 s') as string }]);
  });

  test('what is not on this disk is never fetched: nothing is run', () => {
    const bin = programs({ kustomize: printing(deployment('api')) });
    const { ran, report } = checked(['--render', ...only], { cwd: folder({ 'kustomization.yaml': 'resources: ["https://example.com/x.yaml"]\nnamespace: x\n' }), env: { PATH: bin } });
    expect([ran.code, codes(report)]).toEqual([2, ['not-rendered']]);
    expect(() => argsOf(bin, 'kustomize')).toThrow('ENOENT');
  });
});

describe('a repository that Flux and Argo CD apply', () => {
  const tree = {
    'clusters/prod/apps.yaml': 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: apps, namespace: flux-system}\nspec: {interval: 10m, path: ./over/prod, prune: true, targetNamespace: shop, sourceRef: {kind: GitRepository, name: repo}}\n',
    'clusters/prod/source.yaml': 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: {name: repo, namespace: flux-system}\nspec: {interval: 1m, url: https://git.example.com/repo.git}\n',
    'clusters/prod/redis.yaml': 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: redis, namespace: shop}\nspec: {interval: 10m, chart: {spec: {chart: redis, sourceRef: {kind: HelmRepository, name: r}}}, values: {replicas: 3, image: {tag: latest}}}\n',
    'argocd/apps.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: apps, namespace: argocd}\nspec:\n  generators: [{list: {elements: [{env: dev}]}}]\n  template:\n    metadata: {name: "{{env}}"}\n    spec: {project: default, source: {repoURL: https://git.example.com/repo.git, path: "over/{{env}}"}, destination: {namespace: shop}}\n',
    'argocd/project.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: {name: default, namespace: argocd}\nspec: {sourceRepos: ["*"]}\n',
    ...overlays,
  };

  test('is examined as the objects it holds; what a chart holds is told, and its overlays are clusters', () => {
    const bin = programs({ kustomize: printing(deployment('api')) });
    const { ran, report } = checked(['--render', '--loop', 'manifest'], { cwd: folder(tree), env: { PATH: bin } });
    expect(ran.code).toBe(0);
    expect(report.findings.map(({ law, message, severity }) => [law, severity, message])).toEqual([
      ['manifest/readable-pod-spec', 'info', 'HelmRelease redis installs chart redis; what the chart holds is not examined'],
    ]);
    expect(report.accounting).toMatchObject({ resources: 7, examined: 7, errors: [] });
    expect((report as unknown as { clusters: { name: string }[] }).clusters.map(({ name }) => name)).toEqual(['.', 'over/dev', 'over/prod']);
  });

  test('and is no pass where its overlays are not built', () => {
    const { ran, report } = checked(['--loop', 'compute'], { cwd: folder(tree) });
    expect([ran.code, codes(report)]).toEqual([2, ['not-rendered', 'not-rendered']]);
    expect(checked(['--loop', 'compute', '--exclude', 'over', '--exclude', 'base'], { cwd: folder(tree) }).ran.code).toBe(0);
  });
});

describe('the programs themselves', () => {
  const kustomize = findProgram('kustomize') ?? findProgram('kubectl');
  const helm = findProgram('helm');
  const missing = (what: string, program: unknown): string => (program === null ? ` (skipped: no ${what} on PATH)` : '');

  test.skipIf(kustomize === null)(`kustomize${missing('kustomize and no kubectl', kustomize)}`, () => {
    const cwd = folder({ ...overlays, 'over/prod/kustomization.yaml': 'resources: [../../base]\nnamePrefix: prod-\nbuildMetadata: [originAnnotations]\nconfigMapGenerator: [{name: settings, literals: [a=b]}]\n' });
    const { ran, report } = checked(['--render', ...only], { cwd });
    expect(ran.code).toBe(1);
    expect(report.findings.map(({ file, resource }) => [file, resource.name])).toEqual([['over/dev/kustomization.yaml', 'dev-api'], ['base/deploy.yaml', 'prod-api']]);
    expect(report.accounting).toMatchObject({ resources: 3, errors: [] });
    const fails = checked(['--render'], { cwd: folder({ 'kustomization.yaml': 'resources: [a.yaml]\npatches: [{path: absent.yaml}]\n', 'a.yaml': deployment('a') }) });
    expect([fails.ran.code, codes(fails.report)]).toEqual([2, ['not-rendered']]);
    // An inline plugin may name an address where no look at the file shows it.
    const plugin = 'apiVersion: builtin\n  kind: PatchTransformer\n  metadata: {name: p}\n  path: https://example.com/p.yaml';
    const fetches = checked(['--render'], { cwd: folder({ 'kustomization.yaml': `resources: [a.yaml]\ntransformers:\n- |-\n  ${plugin}\n`, 'a.yaml': deployment('a') }) });
    expect([fetches.ran.code, codes(fetches.report)]).toEqual([2, ['not-rendered']]);
    expect(fetches.report.accounting.errors[0]!.message).toContain('127.0.0.1');
  });

  test.skipIf(helm === null)(`helm${missing('helm', helm)}`, () => {
    const deploy = deployment('{{ .Release.Name }}', { requests: false });
    const cwd = folder({ 'c/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n', 'c/values.yaml': 'a: 1\n', 'c/templates/deploy.yaml': deploy, 'c/charts/sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n', 'c/charts/sub/templates/d.yaml': deploy.replace(/\{\{ .Release.Name \}\}/g, 'sub') });
    const { ran, report } = checked(['--render', ...only], { cwd });
    expect(ran.code).toBe(1);
    expect(report.findings.map(({ file, resource }) => [file, resource.name])).toEqual([['c/charts/sub/templates/d.yaml', 'sub'], ['c/templates/deploy.yaml', 'web']]);
    symlinkSync('../..', join(cwd, 'c/charts/loop'));
    const loop = checked(['--render'], { cwd });
    expect([loop.ran.code, codes(loop.report)]).toEqual([2, ['not-rendered']]);
  });
});

describe('what comes through a pipe', () => {
  const input = template('api', 'shop/charts/web/templates/deploy.yaml');

  test('tells the template, unless the stream has a name or the comment is none of Helm', () => {
    const filesOf = (text: string, ...args: string[]) => checked(['-', ...args, ...only], { input: text }).report.findings.map(({ file }) => file);
    expect(filesOf(input)).toEqual(['shop/charts/web/templates/deploy.yaml']);
    expect(filesOf(input, '--stdin-filename', 'live.yaml')).toEqual(['live.yaml']);
    for (const source of ['https://example.com/templates/x.yaml', '../../x/templates/y.yaml', '/etc/templates/x', 'readme', '']) expect([source, filesOf(template('a', source))]).toEqual([source, ['<stdin>']]);
    expect(filesOf(`${deployment('a', { requests: false })}# Source: a/templates/b.yaml\n`)).toEqual(['<stdin>']);
  });

  test('a file that holds the same keeps its own places', () => {
    const cwd = folder({ 'rendered.yaml': input });
    expect(checked(only, { cwd }).report.findings.map(({ file, line }) => [file, line])).toEqual([['rendered.yaml', 14]]);
  });
});
