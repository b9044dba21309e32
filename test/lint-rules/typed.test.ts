import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing, type Chart } from 'cdk8s';
import { Testing as Terraform, type TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { liftSource } from '../../lint-rules/lift/typescript';
import { MAYBE, SOME } from '../../src/graph/reading/unknown';
import { apiObjectsIn, loadConstructs } from '../../src/gates/construct-resources';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';
import type { Loaded } from '../../src/load/resource';
import { lint, TYPES } from './lint';
import { ALL, CONFIG, expectWithin } from './within';

const PROJECT = join(__dirname, 'typed');
const SHOP = join(PROJECT, 'shop.ts');

describe.each(['shop', 'stock', 'disks'])('%s.ts', (name) => {
  const path = join(PROJECT, `${name}.ts`);
  const linted = (parserOptions: Linter.ParserOptions): readonly Linter.LintMessage[] => lint(readFileSync(path, 'utf8'), path, ALL, CONFIG, parserOptions);

  test.each([['with types', TYPES, 'typed.txt'], ['without types', {}, 'txt']])('%s, what the editor tells is what synthesis tells', async (_, parserOptions, ending) => {
    const { Fixture } = await import(path) as { readonly Fixture: new (scope: Construct, id: string) => Chart & TerraformStack };
    expectWithin(path, check(made(Fixture, name === 'disks'), { config: CONFIG, cluster: () => ['c'] }).findings, linted(parserOptions), join(PROJECT, `${name}.${ending}`));
  });

  test('what is told without types is told with them', () => {
    const placeOf = ({ line, column, ruleId, message }: Linter.LintMessage): string => `${line}:${column} ${ruleId} ${message}`;
    expect(linted(TYPES).map(placeOf)).toEqual(expect.arrayContaining(linted({}).map(placeOf)));
  });
});

function made(Fixture: new (scope: Construct, id: string) => Chart & TerraformStack, isStack: boolean): Loaded {
  if (isStack) return loadText('cdk.tf.json', Terraform.synth(new Fixture(Terraform.app(), 'stack')));
  const app = Testing.app();
  Testing.synth(new Fixture(app, 'c'));
  return loadConstructs(apiObjectsIn(app));
}

/** What every file of these tests has, beside an expression. */
const HEAD = `import { ApiObject as Thing } from 'cdk8s';
import * as settings from './settings';
import { CAST, IMAGE, changing, taken, type Shape } from './settings';
const { web } = settings.SHOP.images;
let later = settings.IMAGE;
`;

describe('a value of another file', () => {
  test.each([
    ['a constant', 'settings.REGISTRY', 'registry.example.com'],
    ['one by its name', 'IMAGE', 'registry.example.com/api:latest'],
    ['one made of others', 'settings.IMAGE', 'registry.example.com/api:latest'],
    ['another name for it', 'settings.SAME', 'registry.example.com/api:latest'],
    ['one in short', '{ IMAGE }', { IMAGE: 'registry.example.com/api:latest' }],
    ['a number', 'settings.REPLICAS', 1],
    ['one below zero', 'settings.OFFSET', -1],
    ['what is true', 'settings.PRIVILEGED', true],
    ['a member of an enumeration', 'settings.Binding.NOW', 'Immediate'],
    ['one that counts on', 'settings.Port.next', 8081],
    ['a part of what never changes', 'settings.SHOP.binding', 'Immediate'],
    ['a part of a part', "settings.SHOP.images['web']", 'shop/web'],
    ['a part that is a constant', 'settings.SHOP.images.api', 'registry.example.com/api:latest'],
    ['a part named as its constant', 'settings.SHOP.REPLICAS', 1],
    ['a part of what is only checked', 'settings.SATISFIED.mode', 'Immediate'],
    ['a static member that is only read', 'settings.Defaults.CLAIM', 'gp2'],
    ['text of it', '`${settings.REGISTRY}/web`', 'registry.example.com/web'],
    ['more of it', "settings.REGISTRY + ':1'", 'registry.example.com:1'],
    ['what a caller has to give', "((tag: 'latest') => { TAG; })('latest')", 'latest', 'tag'],
    ['what a caller has to give as a member', "((props: { readonly tag: 'latest' }) => { TAG; })({ tag: 'latest' })", 'latest', 'props.tag'],
  ])('%s is known: %s', (_, expression, value, within?: string) => {
    expect(lifted(expression, within)).toEqual(value);
  });

  test.each([
    ['one that changes', 'settings.changing'],
    ['one that changes, by its name', 'changing'],
    ['one that may change and says it does not', 'settings.always'],
    ['one that changes here', 'later === later ? later : later'],
    ['a cast', 'settings.CAST'],
    ['a cast by its name', 'CAST'],
    ['another name for a cast', 'settings.CAST_TWICE'],
    ['a cast within a text', 'settings.CAST_WITHIN'],
    ['a cast in disguise', 'settings.CAST_PARSED'],
    ['a part of a cast', 'settings.PARSED.tag'],
    ['one of two', 'settings.UNION'],
    ['anything', 'settings.ANY'],
    ['a part of anything', 'settings.ANY.tag'],
    ['the result of a call', 'settings.CALLED'],
    ['a part that may change', 'settings.OPEN.tag'],
    ['a part that may be written over', 'settings.SPREAD.tag'],
    ['a part under any that may be written', 'settings.WIDENED.tag'],
    ['a part under a name that is computed', 'settings.COMPUTED.tag'],
    ['what was taken out of something', 'taken'],
    ['what was taken out of what never changes', 'web'],
    ['what is only declared', 'settings.DECLARED'],
    ['a static member that may change', 'settings.Defaults.mutable'],
    ['a static member of a wider type', 'settings.Defaults.WIDE'],
    ['a member of an object', 'new settings.Defaults().own'],
    ['what may not be there', 'settings.MAYBE?.tag'],
    ['what is not there', '(settings as any).NOWHERE'],
    ['a parameter of a generic type', "(<T extends 'latest' | 'stable'>(tag: T) => { TAG; })('stable')", 'tag'],
    ['a parameter of any type', "((tag: any) => { TAG; })('stable')", 'tag'],
    ['a parameter of two values', "((tag: 'latest' | 'stable') => { TAG; })('stable')", 'tag'],
    ['a parameter that was asked about', "((tag: string) => { if (tag === 'latest') TAG; })('stable')", 'tag'],
    ['a parameter that may be left out', "((tag?: 'latest') => { TAG; })()", 'tag'],
    ['a parameter whose type nobody wrote', "(JSON.parse('[\"stable\"]') as 'latest'[]).map((tag) => { TAG; })", 'tag'],
    ['a parameter with a default', "((tag: 'latest' = JSON.parse('\"stable\"')) => { TAG; })()", 'tag'],
    ['a member that may be left out', "((props: { readonly tag?: 'latest' }) => { TAG; })({})", 'props.tag'],
    ['a member of what may be left out', "((props?: { readonly tag: 'latest' }) => { TAG; })()", 'props?.tag'],
    ['a member of something cast', "((props: unknown) => { TAG; })({})", "(props as { readonly tag: 'latest' }).tag"],
    ['a member of every name', "((props: Record<string, 'latest'>) => { TAG; })({})", "props['tag']"],
    ['a member of one of several', "((props: settings.Shape) => { TAG; })({} as never)", 'props.tag'],
    ['an element of a list', "((...tags: 'latest'[]) => { TAG; })()", 'tags[0]'],
  ])('%s is not: %s', (_, expression, within?: string) => {
    expect([SOME, MAYBE]).toContain(lifted(expression, within));
  });

  test('is not known without types', () => {
    expect(lifted('settings.REGISTRY', undefined, {})).toBe(MAYBE);
  });
});

/** What is read of an expression in a file of the project; what is read within another, where that says `TAG`. */
function lifted(expression: string, within?: string, parserOptions = TYPES): unknown {
  let value: unknown;
  const rule = { create: (context: never) => ({ Program: () => { value = liftSource(context).worlds.flat()[0]?.value; } }) };
  const made = (data: string): string => `new Thing(undefined as never, 'x', { apiVersion: 'v1', kind: 'ConfigMap', data: ${data} })`;
  const text = `${HEAD}export const it = ${within === undefined ? made(expression) : expression.replace('TAG', made(within))};\nlater = changing;\n`;
  const config = { files: ['**/*.ts'], plugins: { it: { rules: { lifts: rule as never } } }, languageOptions: { parser: tseslint.parser, parserOptions }, rules: { 'it/lifts': 'error' as const } };
  expect(new Linter({ configType: 'flat' }).verify(text, [config], { filename: SHOP })).toEqual([]);
  expect(value).toBeDefined();
  return (value as { readonly data: unknown }).data;
}

describe('a class of another file', () => {
  const VOLUME = "(scope, 'etcd', { availabilityZone: 'eu-west-1a', type: 'gp2' })";
  const CLASS = "(scope, 'fast', { provisioner: 'ebs.csi.aws.com', volumeBindingMode: 'Immediate' })";
  const told = (imports: string, made: string): readonly string[] => lint(`${imports}\nexport const make = (scope: never) => { ${made}; };`, SHOP, {
    'looplaw/storage/deferred-binding': 'error', 'looplaw/control-plane/etcd-volume-class': 'error', 'looplaw/hardening/no-privileged': 'error',
  }, CONFIG, TYPES).map(({ message }) => message);
  const POD = "(scope, 'web', { containers: [{ image: 'shop/web:1', securityContext: { privileged: true, allowPrivilegeEscalation: true } }] })";

  test.each([
    ['a name that is handed on', "import { k8s } from './kube';", `new k8s.KubeStorageClass${CLASS}`],
    ['a name within a module', "import * as kube from './kube';", `new kube.k8s.KubeStorageClass${CLASS}`],
    ['a module that is handed on', "import { kplus } from './kube';", `new kplus.k8s.KubeStorageClass${CLASS}`],
    ['a class that is handed on', "import { Deployment as D } from './kube';", `new D${POD}`],
    ['a class of a module', "import * as kube from './kube';", `new kube.Deployment${POD}`],
    ['a class by another name', "import { Disk } from './kube';", `new Disk${VOLUME}`],
    ['the base of a class', "import { k8s } from './kube';", `class Own extends k8s.KubeStorageClass { constructor() { super${CLASS}; } }`],
  ])('is known by %s', (_, imports, made) => {
    expect(told(imports, made)).toHaveLength(1);
  });

  test.each([
    ['a class of its own that extends one', "import { Healed } from './kube';", `new Healed${POD}`],
    ['a class of a name that is known', "import { KubeStorageClass } from './own';", `new KubeStorageClass${CLASS}`],
    ['a constant that holds a class', "import { Held } from './own';", `new Held${POD}`],
    ['a class of nowhere', "import { Nothing } from './nowhere';", `new Nothing${POD}`],
  ])('is not taken for one: %s', (_, imports, made) => {
    expect(told(imports, made)).toEqual([]);
  });
});
