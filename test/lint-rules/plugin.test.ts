import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { Linter as LinterOf9 } from 'eslint9';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { plugin } from '../../lint-rules/plugin';
import { laws } from '../../src/laws';
import { lint } from './lint';

const ROOT = join(__dirname, '../..');
const INCIDENT = readFileSync(join(ROOT, 'examples/domino/incident/shop.yaml'), 'utf8');

const CHART = `import { ApiObject, Chart } from 'cdk8s';
export class Disks extends Chart {
  constructor(scope, id) {
    super(scope, id);
    new ApiObject(this, 'fast', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com' });
  }
}`;

describe('the rules', () => {
  test('are every law, under its own id, and what only source code shows', () => {
    const names = Object.keys(plugin.rules);
    expect(names.filter((name) => !name.startsWith('source/'))).toEqual(laws.map(({ id }) => id));
    expect(names.filter((name) => name.startsWith('source/'))).toHaveLength(5);
  });

  test.each(Object.entries(plugin.rules))('%s says what it promises, where that is explained, and in which languages it is asked', (name, { meta }) => {
    expect(meta?.docs?.description).toMatch(/^\S.{5,}[^.]$/);
    expect((meta as { readonly languages?: readonly string[] }).languages).toContain('js/js');
    expect(meta?.schema).toBeDefined();
    const [, page] = /\/blob\/main\/(.*)$/.exec(meta?.docs?.url ?? '') ?? [];
    const [file, heading] = (page ?? '').split('#');
    expect(existsSync(join(ROOT, file ?? '')), page).toBe(true);
    if (name.startsWith('source/')) expect(readFileSync(join(ROOT, file ?? ''), 'utf8')).toContain(`### ${heading ?? ''}\n`);
  });

  test('take the parameters of the law as options, and refuse others', () => {
    const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec:\n  selector: {matchLabels: {app: api}}\n  template:\n    metadata: {labels: {app: api}}\n    spec:\n      containers:\n        - {name: api, image: "api:1.0.0", resources: {limits: {cpu: 1}}}\n';
    const told = (options: object) => lint(deployment, 'api.yaml', { 'looplaw/compute/cpu-limited': ['error', options] }).map(({ message }) => message);
    expect(told({ cpuLimits: 'require' })).toEqual([]);
    expect(told({ cpuLimits: 'forbid' })).toEqual([expect.stringContaining('CPU limit')]);
    expect(() => told({ cpuLimit: 'forbid' })).toThrow(/additional propert/);
  });

  test('are silenced by comments, waivers and settings', () => {
    const rules = { 'looplaw/storage/deferred-binding': 'error' } as const;
    const storageClass = (more: string) => `apiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata:\n  name: fast\n${more}provisioner: ebs.csi.aws.com\n`;
    expect(lint(storageClass(''), 'a.yaml', rules)).toHaveLength(1);
    expect(lint(storageClass('  annotations: {looplaw.dev/waive: storage/deferred-binding=one zone only}\n'), 'a.yaml', rules)).toEqual([]);
    expect(lint(storageClass('').replace('ebs.csi.aws.com', 'ebs.csi.aws.com # eslint-disable-line looplaw/storage/deferred-binding -- one zone only'), 'a.yaml', rules)).toEqual([]);
    expect(lint(storageClass(''), 'a.yaml', rules, { laws: { 'storage/deferred-binding': 'off' } })).toEqual([]);
    expect(lint(storageClass(''), 'a.yaml', rules, { waivers: [{ law: 'storage/deferred-binding', name: 'fast', reason: 'one zone only' }] })).toEqual([]);
    expect(lint(CHART, 'a.ts', rules)).toHaveLength(1);
    expect(lint(CHART.replace("kind: 'Sto", "metadata: { annotations: { 'looplaw.dev/waive': 'storage/deferred-binding=one zone' } }, kind: 'Sto"), 'a.ts', rules)).toEqual([]);
    expect(lint(CHART.replace('import', "import { waive } from 'looplaw/cdk8s';\nimport").replace('  }\n}', "    waive(this, 'storage/deferred-binding', { reason: 'one zone' });\n  }\n}"), 'a.ts', rules)).toEqual([]);
  });

  test('wait for what a file makes unseen', () => {
    const chart = (more: string) => `import { ApiObject, Chart } from 'cdk8s';
${more}
export class Disks extends Chart {
  constructor(scope, id) {
    super(scope, id);
    new ApiObject(this, 'api', { apiVersion: 'apps/v1', kind: 'Deployment', spec: { selector: { matchLabels: { app: 'api' } }, template: { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api', image: 'api:1.0.0' }] } } } });
    new Maker(this, 'made');
  }
}`;
    const rules = { 'looplaw/compute/budgeted-pod': 'error' } as const;
    expect(lint(chart("import { Maker } from './maker';"), 'a.ts', rules)).toHaveLength(1);
    expect(lint(chart("import { GuardedNamespace as Maker } from 'looplaw/constructs';"), 'a.ts', rules)).toEqual([]);
    expect(lint(chart("import { Maker } from './imports/example.com';"), 'a.ts', rules)).toEqual([]);
  });

  test('speak to an app of what Terraform declares, and to the platform of objects, too', () => {
    const rules = { 'looplaw/identity/imds-guard': 'error' } as const;
    const template = JSON.stringify({ resource: { aws_launch_template: { a: { metadata_options: { http_tokens: 'optional' } } }, aws_eks_node_group: { a: { launch_template: { id: '${aws_launch_template.a.id}' } } } } });
    const nodes = 'apiVersion: karpenter.k8s.aws/v1\nkind: EC2NodeClass\nmetadata: {name: a}\nspec: {metadataOptions: {httpTokens: optional}}\n';
    expect(lint(template, 'a.tf.json', rules)).toHaveLength(1);
    expect(lint(nodes, 'a.yaml', rules)).toEqual([]);
    expect(lint(nodes, 'a.yaml', rules, { role: 'platform' })).toHaveLength(1);
    expect(lint(nodes, 'a.yaml', rules, { laws: { 'identity/imds-guard': 'warning' } })).toHaveLength(1);
  });

  test('say that settings are wrong', () => {
    expect(() => lint(INCIDENT, 'a.yaml', { 'looplaw/compute/budgeted-pod': 'error' }, { cloud: 'moon' } as never)).toThrow(/cloud/);
  });
});

describe('the configs', () => {
  test.each(['recommended', 'strict', 'app', 'manifests', 'manifests-strict', 'terraform', 'terraform-strict'])('%s says which files it is for, and names rules there are', (name) => {
    const config = plugin.configs[name]!;
    expect(config).toHaveLength(1);
    for (const { files, rules = {}, plugins } of config) {
      expect(files?.length).toBeGreaterThan(0);
      expect(plugins?.['looplaw']).toBe(plugin);
      expect(Object.keys(rules).length).toBeGreaterThan(1);
      expect(Object.keys(rules).filter((rule) => !Object.hasOwn(plugin.rules, rule.replace('looplaw/', '')))).toEqual([]);
    }
  });

  test('leave tests, types and chart templates alone', async () => {
    const eslint = new ESLint({ cwd: ROOT, overrideConfigFile: true, overrideConfig: [...plugin.configs['recommended']!, ...plugin.configs['manifests']!] });
    const rulesOf = async (file: string) => Object.keys((await eslint.calculateConfigForFile(join(ROOT, file)) as { readonly rules?: object } | undefined)?.rules ?? {}).length;
    expect(await rulesOf('chart.ts')).toBeGreaterThan(50);
    expect(await rulesOf('deploy/api.yaml')).toBeGreaterThan(50);
    expect([await rulesOf('chart.test.ts'), await rulesOf('chart.d.ts'), await rulesOf('charts/api/templates/api.yaml')]).toEqual([0, 0, 0]);
  });

  test('an error of theirs is an error of the command', () => {
    const [{ rules = {} }] = plugin.configs['recommended'] as [{ readonly rules?: Readonly<Record<string, unknown>> }];
    const graver = laws.filter(({ id, messages }) => rules[`looplaw/${id}`] === 'error' && Object.values(messages).some(({ severity }) => (typeof severity === 'string' ? severity : severity.recommended) === 'warning'));
    expect(graver.map(({ id }) => id)).toEqual([]);
    expect(rules['looplaw/compute/budgeted-pod']).toBe('error');
    expect(rules['looplaw/compute/pdb-present']).toBe('warn');
  });
});

describe('ESLint 9', () => {
  const linter = new LinterOf9({ configType: 'flat' });

  test('hears the same of YAML', () => {
    const rules = Object.fromEntries(laws.map(({ id }) => [`looplaw/${id}`, 'error' as const]));
    const told = linter.verify(INCIDENT, [{ ...plugin.configs['manifests']![0], rules }] as never, { filename: 'shop.yaml' }).map(({ line, column, message }) => `${line}:${column} ${message}`);
    expect(told.length).toBeGreaterThan(10);
    expect(told).toEqual(lint(INCIDENT, 'shop.yaml', rules).map(({ line, column, message }) => `${line}:${column} ${message}`));
  });

  test('hears the same of TypeScript', () => {
    const told = linter.verify(CHART, [{ ...plugin.configs['recommended']![0], languageOptions: { parser: tseslint.parser } }] as never, { filename: 'disks.ts' });
    expect(told.map(({ ruleId, line }) => `${line} ${ruleId}`)).toEqual(['5 looplaw/storage/allow-expansion', '5 looplaw/storage/deferred-binding']);
  });
});
