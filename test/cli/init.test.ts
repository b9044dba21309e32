import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse';
import { projectIn } from '../../src/cli/init/project';
import { readStream } from '../../src/load/stream';
import { PlaceMemo } from '../../src/load/document';
import { Source } from '../../src/load/source';
import { BIN, deployment, folder, looplaw } from './command';

const chart = { 'chart/Chart.yaml': 'name: shop\n', 'chart/templates/a.yaml': 'apiVersion: v1\nkind: {{ .Values.kind }}\n', 'chart/values.yaml': 'a: 1\n', 'chart/charts/db/Chart.yaml': 'name: db\n' };
const kustomize = {
  'base/kustomization.yaml': 'resources:\n- app.yaml\n', 'base/app.yaml': deployment('app'),
  'overlays/prod/kustomization.yaml': 'resources:\n- ../../base\n', 'overlays/dev/kustomization.yaml': 'resources:\n  - "../../base/"\n',
};
const claim = (provisioner: string): string => `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: ${provisioner}\nvolumeBindingMode: WaitForFirstConsumer\n`;
const cdk8s = { 'package.json': '{"devDependencies": {"cdk8s": "^2"}}', 'tsconfig.json': '{}', 'cdk8s.yaml': 'language: typescript\napp: npx ts-node main.ts\noutput: out/\n', 'out/app.k8s.yaml': deployment('app') };

const found = (files: Readonly<Record<string, string>>) => {
  const { makers, pipelines } = projectIn(folder(files));
  return { makers: makers.map(({ kind, folder: at }) => `${kind} ${at}`), pipelines: pipelines.map(({ kind }) => kind) };
};

describe('init finds', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['cdk8s, and not what it writes', cdk8s, ['cdk8s .']],
    ['cdk8s by its package', { 'package.json': '{"dependencies": {"cdk8s": "2"}}' }, ['cdk8s .']],
    ['cdktf', { 'infra/cdktf.json': '{}' }, ['cdktf infra']],
    ['a chart, once, with the charts in it', chart, ['helm chart']],
    ['the kustomizations that nothing builds upon', kustomize, ['kustomize overlays/dev', 'kustomize overlays/prod']],
    ['a base that is named in a list on one line', { ...kustomize, 'overlays/dev/kustomization.yaml': 'resources: [../../base]\n', 'overlays/prod/kustomization.yaml': 'resources: ["../dev"] # as dev\n' }, ['kustomize overlays/prod']],
    ['no component', { ...kustomize, 'part/kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n' }, ['kustomize overlays/dev', 'kustomize overlays/prod']],
    ['a kustomization that can not be read', { 'a/kustomization.yaml': 'resources: [\n' }, ['kustomize a']],
    ['manifests by folder', { 'k8s/a.yaml': deployment('a'), 'k8s/b/c.yaml': deployment('b'), 'one.yaml': deployment('c'), 'values.yaml': 'a: 1\n', 'node_modules/x/a.yaml': deployment('x') }, ['manifests k8s', 'manifests one.yaml']],
    ['nothing in nothing', {}, []],
    ['no folder whose name is a command', { '$(touch x)/a.yaml': deployment('a'), 'a b/a.yaml': deployment('a'), 'ok/a.yaml': deployment('a') }, ['manifests ok']],
  ])('%s', (_, files, makers) => expect(found(files).makers).toEqual(makers));

  test('pipelines', () => {
    const files = {
      '.github/workflows/ci.yml': 'on: push\n', '.gitlab-ci.yml': '', '.pre-commit-config.yaml': '', 'azure-pipelines.yml': '',
      'argo/app.yaml': 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\n',
      'flux/app.yaml': 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\n',
    };
    expect(found(files).pipelines).toEqual(['github', 'gitlab', 'pre-commit', 'azure-pipelines', 'argo-cd', 'flux']);
  });

  test('the one cloud manifests speak of, and none where they speak of two', () => {
    expect(projectIn(folder({ 'k8s/a.yaml': claim('ebs.csi.aws.com') })).cloud).toEqual({ name: 'aws', file: 'k8s/a.yaml', says: 'ebs.csi.aws.com' });
    expect(projectIn(folder({ 'k8s/a.yaml': claim('disk.csi.azure.com') })).cloud?.name).toBe('azure');
    expect(projectIn(folder({ 'k8s/a.yaml': claim('ebs.csi.aws.com'), 'k8s/b.yaml': claim('pd.csi.storage.gke.io') })).cloud).toBeNull();
    expect(projectIn(folder({ 'notes.yaml': 'see: ebs.csi.aws.com\n' })).cloud).toBeNull();
  });
});

describe('init writes', () => {
  const apps: readonly [string, Readonly<Record<string, string>>, string][] = [
    ['cdk8s', { ...cdk8s, '.github/workflows/ci.yml': 'on: push\n' }, 'looplaw.config.ts'],
    ['Helm', { ...chart, '.gitlab-ci.yml': '' }, 'looplaw.config.yaml'],
    ['Kustomize', { ...kustomize, '.pre-commit-config.yaml': '' }, 'looplaw.config.yaml'],
    ['manifests', { 'environments/no/a.yaml': claim('ebs.csi.aws.com'), 'environments/prod/a.yaml': claim('ebs.csi.aws.com'), 'package.json': '{}' }, 'looplaw.config.yaml'],
    ['TypeScript manifests', { 'environments/it-s/a.yaml': deployment('a'), 'environments/prod/a.yaml': deployment('a'), 'tsconfig.json': '{}' }, 'looplaw.config.ts'],
    ['nothing', {}, 'looplaw.config.yaml'],
  ];

  test.each(apps)('a config for %s that is read, printed and checked with', (_, files, name) => {
    const cwd = folder({ '.git/HEAD': '', 'set/a.yaml': deployment('set'), ...files });
    const ran = looplaw(['init'], { cwd });
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain(`wrote    ${name}\n`);
    expect(readdirSync(cwd)).toContain(name);
    const printed = JSON.parse(looplaw(['config', 'print', '-f', 'json'], { cwd }).out) as { file: string; config: { preset: string }; saidBy: Record<string, string> };
    expect(printed).toMatchObject({ file: name, config: { preset: 'recommended' }, saidBy: { preset: 'config' } });
    expect(looplaw(['check', 'set'], { cwd }).code).toBe(0);
  });

  test.each(apps)('a config for %s whose examples are valid, too', (_, files, name) => {
    const cwd = folder({ '.git/HEAD': '', ...files });
    looplaw(['init'], { cwd });
    const text = readFileSync(join(cwd, name), 'utf8');
    const example = name.endsWith('.ts') ? /^ {2}\/\/ (?=(?:kubeVersion|cloud|role|platformProvides|closedWorld|clusters|laws|waivers):)/gm : /^# (?=(?:kubeVersion|cloud|role|platformProvides|closedWorld|clusters|laws|waivers):| )/gm;
    writeFileSync(join(cwd, name), text.replace(example, name.endsWith('.ts') ? '  ' : ''));
    const printed = looplaw(['config', 'print', '-f', 'json'], { cwd });
    expect(printed.code).toBe(0);
    expect((JSON.parse(printed.out) as { saidBy: object }).saidBy).toMatchObject({ kubeVersion: 'config', role: 'config', waivers: 'config', clusters: 'config', cloud: 'config' });
  });

  test('clusters for environments, under names no YAML reader mistakes', () => {
    const cwd = folder({ '.git/HEAD': '', 'environments/no/a.yaml': deployment('a'), 'environments/1/a.yaml': deployment('a') });
    looplaw(['init'], { cwd });
    const text = readFileSync(join(cwd, 'looplaw.config.yaml'), 'utf8');
    const [entry] = readStream(new Source('x', text), new PlaceMemo({ maxDepth: 9, maxAliasedNodes: 9 }));
    expect(parseConfig(entry!.value, 'x').clusters).toEqual({ no: 'environments/no/**', 1: 'environments/1/**' });
  });

  test('the same twice, which changes nothing', () => {
    const cwd = folder({ '.git/HEAD': '', 'k8s/a.yaml': deployment('a') });
    looplaw(['init'], { cwd });
    const again = looplaw(['init'], { cwd });
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(again.out).toContain('is there looplaw.config.yaml, as it would be written\n');
  });

  test('nothing over what is there, unless forced; and never a second config', () => {
    const cwd = folder({ '.git/HEAD': '', 'looplaw.config.yaml': 'preset: strict\n' });
    expect(looplaw(['init'], { cwd })).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^looplaw: looplaw\.config\.yaml is there already/) });
    expect(readFileSync(join(cwd, 'looplaw.config.yaml'), 'utf8')).toBe('preset: strict\n');
    expect(looplaw(['init', '--dry-run'], { cwd }).code).toBe(0);
    expect(readFileSync(join(cwd, 'looplaw.config.yaml'), 'utf8')).toBe('preset: strict\n');
    expect(looplaw(['init', '--force'], { cwd }).code).toBe(0);
    expect(readFileSync(join(cwd, 'looplaw.config.yaml'), 'utf8')).toContain('preset: recommended\n');
    const other = folder({ '.git/HEAD': '', 'looplaw.config.js': '' });
    expect(looplaw(['init', '--force'], { cwd: other })).toMatchObject({ code: 2, err: expect.stringContaining('looplaw.config.js is there already, and only one config is read') });
    const link = folder({ '.git/HEAD': '' });
    symlinkSync('/nowhere/at/all', join(link, 'looplaw.config.yaml'));
    expect(looplaw(['init'], { cwd: link }).code).toBe(2);
  });

  test('a step only where it is asked to, into a file of its own', () => {
    const files = { '.git/HEAD': '', 'k8s/a.yaml': deployment('a'), '.github/workflows/ci.yml': 'on: push\n', '.gitlab-ci.yml': '', 'azure-pipelines.yml': '' };
    const cwd = folder(files);
    const proposed = looplaw(['init'], { cwd }).out;
    expect(proposed).toContain('propose  a step for github; --write-ci writes it to .github/workflows/looplaw.yml');
    expect(existsSync(join(cwd, '.github/workflows/looplaw.yml'))).toBe(false);
    const ran = looplaw(['init', '--write-ci'], { cwd });
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('then     include it in .gitlab-ci.yml');
    expect(ran.out).toContain('propose  a step for azure-pipelines; add it to steps in azure-pipelines.yml');
    expect(readFileSync(join(cwd, '.github/workflows/looplaw.yml'), 'utf8')).toMatch(/\n {6}- run: npx --yes looplaw@[\d.]+ check k8s --format github\n$/);
    expect(readFileSync(join(cwd, '.gitlab/looplaw.yml'), 'utf8')).toMatch(/check k8s\n$/);
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(cwd, name), 'utf8')).toBe(text);
    writeFileSync(join(cwd, '.gitlab/looplaw.yml'), 'mine\n');
    expect(looplaw(['init', '--write-ci'], { cwd })).toMatchObject({ code: 2, err: expect.stringContaining('.gitlab/looplaw.yml is there already') });
  });

  test('one command renders and checks charts and kustomizations, without a pipe', () => {
    const cwd = folder({ '.git/HEAD': '', ...chart, ...kustomize, 'k8s/a.yaml': deployment('a'), '.github/workflows/ci.yml': 'on: push\n' });
    expect(looplaw(['init', '--write-ci'], { cwd }).code).toBe(0);
    const runs = readFileSync(join(cwd, '.github/workflows/looplaw.yml'), 'utf8').split('\n').filter((line) => line.includes('run:'));
    expect(runs).toEqual([expect.stringMatching(/^ {6}- run: npx --yes looplaw@[\d.]+ check chart overlays\/dev overlays\/prod k8s --render --format github$/)]);
  });

  test('the commands it names check what it found', () => {
    const cwd = folder({ '.git/HEAD': '', 'k8s/a.yaml': deployment('a'), 'b.yaml': deployment('b') });
    const commands = looplaw(['init'], { cwd }).out.split('next\n')[1]!.trim();
    const args = /^npx --yes looplaw@[\d.]+ (check .*)$/.exec(commands)![1]!.split(' ');
    expect(looplaw([...args, '-f', 'concise'], { cwd }).out).toMatch(/2 objects in 2 files examined, 0 not examined\n$/);
  });
});

describe('init says why not', () => {
  test('where there is no folder', () => {
    expect(looplaw(['init', 'nowhere'], { cwd: folder({ a: '' }) })).toMatchObject({ code: 2, err: 'looplaw: there is no folder nowhere\n' });
    expect(looplaw(['init', 'a'], { cwd: folder({ a: '' }) }).code).toBe(2);
  });

  test('where nothing may be written', () => {
    const cwd = folder({ '.git/HEAD': '', 'k8s/a.yaml': deployment('a') });
    chmodSync(cwd, 0o555);
    const args = [BIN, 'init'];
    const isRoot = process.getuid?.() === 0;
    const { status, stdout, stderr } = isRoot
      ? spawnSync('setpriv', ['--reuid=65534', '--clear-groups', process.execPath, ...args], { cwd, encoding: 'utf8' })
      : spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^looplaw: looplaw\.config\.yaml is not written: EACCES/);
    expect(readdirSync(cwd).sort()).toEqual(['.git', 'k8s']);
  });

  test('that a config above is read no more', () => {
    const cwd = folder({ '.git/HEAD': '', 'looplaw.config.yaml': 'preset: strict\n', 'app/a.yaml': deployment('a') });
    expect(looplaw(['init', 'app'], { cwd }).out).toContain('note     looplaw.config.yaml is not read below here any more');
  });
});
