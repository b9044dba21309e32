import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../../src/config/config';
import { readConfig } from '../../src/config/read';
import { laws } from '../../src/laws';
import { deployment, folder, looplaw, ROOT } from './command';

const bad = deployment('bad', { requests: false });
const CODE = "export default { laws: { 'compute/budgeted-pod': 'off' } };\n";

interface Printed {
  readonly file: string | null;
  readonly config: Readonly<Record<string, unknown>>;
  readonly saidBy: Readonly<Record<string, string>>;
  readonly laws: readonly { readonly id: string; readonly asked: boolean; readonly because: string | null; readonly severities: Readonly<Record<string, string>>; readonly params: object }[];
}
const printed = (cwd: string, ...flags: readonly string[]) => JSON.parse(looplaw(['config', 'print', '-f', 'json', ...flags], { cwd }).out) as Printed;

describe('--config-format data', () => {
  test.each([['check', 1], ['fix', 0]])('%s reads JSON and YAML, and runs no code', (command, code) => {
    for (const name of ['looplaw.config.ts', 'looplaw.config.mjs', 'looplaw.config.cjs']) {
      const cwd = folder({ 'a.yaml': bad, [name]: `${CODE}require('node:fs').writeFileSync('${name}.ran', '');\n` });
      const ran = looplaw([command, '--config-format', 'data'], { cwd });
      expect(ran).toMatchObject({ code: 2, out: '' });
      expect(ran.err).toContain(`looplaw: ${name} is code, and --config-format data runs none`);
      expect(looplaw([command, '--config-format', 'data', '--config', name], { cwd }).code).toBe(2);
      expect(() => readFileSync(join(cwd, `${name}.ran`))).toThrow('ENOENT');
      expect(looplaw([command, '--config-format', 'data', '--no-config'], { cwd }).code).toBe(code);
    }
    const data = folder({ 'a.yaml': deployment('good'), 'looplaw.config.yaml': 'preset: recommended\n' });
    expect(looplaw([command, '--config-format', 'data'], { cwd: data }).code).toBe(looplaw([command], { cwd: data }).code);
    expect(looplaw([command, '--config-format', 'data'], { cwd: data }).code).not.toBe(2);
  });

  test('a config that is code is not passed over for one beside it or above', () => {
    const cwd = folder({ 'a.yaml': bad, 'looplaw.config.js': CODE, 'looplaw.config.yaml': 'preset: strict\n' });
    expect(looplaw(['check', '--config-format', 'data'], { cwd }).err).toContain('looplaw.config.js is code');
    expect(looplaw(['check', '--config-format', 'data', '--config', 'looplaw.config.yaml'], { cwd }).code).toBe(1);
  });

  test('takes no other word', () => expect(looplaw(['check', '--config-format', 'dat'], { cwd: folder({ 'a.yaml': bad }) })).toMatchObject({ code: 2, out: '' }));
});

describe('config print', () => {
  const config = 'preset: strict\nclusters: {prod: "prod/**"}\nlaws:\n  compute/immutable-image: [warning, {requireDigest: true}]\n  observability/log-context: off\nwaivers: [{law: compute/budgeted-pod, name: old, reason: "it\'s: # old", until: 2099-01-01}]\n';

  test('tells file, flags and defaults apart', () => {
    const cwd = folder({ 'looplaw.config.yaml': config });
    const { file, config: said, saidBy } = printed(cwd, '--cloud', 'aws', '--preset', 'recommended');
    expect(file).toBe('looplaw.config.yaml');
    expect(said).toMatchObject({ preset: 'recommended', cloud: 'aws', kubeVersion: '1.34', clusters: { prod: 'prod/**' } });
    expect(saidBy).toMatchObject({ preset: 'flag', cloud: 'flag', kubeVersion: 'default', clusters: 'config', waivers: 'config' });
    expect(printed(cwd, '--no-config')).toMatchObject({ file: null, saidBy: { preset: 'default' } });
  });

  test('says of every law whether it is asked, how grave it is and by which parameters', () => {
    const { laws: inForce } = printed(folder({ 'looplaw.config.yaml': config }));
    expect(inForce.map(({ id }) => id)).toEqual(laws.map(({ id }) => id));
    const law = (id: string) => inForce.find((l) => l.id === id)!;
    expect(law('observability/log-context')).toMatchObject({ asked: false, because: 'off in the config', severities: {} });
    expect(law('control-plane/etcd-odd-members')).toMatchObject({ asked: false, because: 'asked with role platform only' });
    expect(new Set(Object.values(law('compute/immutable-image').severities))).toEqual(new Set(['warning']));
    expect(law('compute/immutable-image').params).toMatchObject({ requireDigest: true });
    expect(law('compute/cpu-limited')).toMatchObject({ asked: true, severities: { missing: 'error' }, params: { cpuLimits: 'require' } });
  });

  test.each([[], ['--preset', 'strict'], ['--role', 'platform', '--cloud', 'aws'], ['--closed-world'], ['--closed-world=StorageClass']].map((flags) => [flags]))('as YAML is a config that means the same, with %j', (flags) => {
    const cwd = folder({ 'a.yaml': bad, 'prod/a.yaml': bad, 'looplaw.config.yaml': config });
    const before = looplaw(['check', '-f', 'json', ...flags], { cwd }).out;
    const yaml = looplaw(['config', 'print', ...flags], { cwd }).out;
    writeFileSync(join(cwd, 'looplaw.config.yaml'), yaml);
    expect(printed(cwd).config).toEqual(printed(cwd, ...flags).config);
    const findings = (out: string) => (JSON.parse(out) as { findings: object[]; laws: object; profile: object });
    expect(findings(looplaw(['check', '-f', 'json'], { cwd }).out).laws).toEqual(findings(before).laws);
    expect(findings(looplaw(['check', '-f', 'json'], { cwd }).out).profile).toEqual(findings(before).profile);
    expect(looplaw(['config', 'print'], { cwd }).out.replace(/ # .*/g, '')).toBe(yaml.replace(/ # .*/g, ''));
  });

  test('holds every key there is, and what is judged by it is the same', () => {
    const full = {
      preset: 'strict', kubeVersion: '1.32', cloud: 'aws', zones: ['a', 'b'], nodes: 9, nodePools: [{ name: 'p', zones: ['a', 'b'], maxNodes: 9 }], cni: 'cilium', environment: 'dev', role: 'platform',
      platformProvides: ['default-deny'], closedWorld: ['StorageClass'], clusters: { prod: ['prod/**'] }, exclude: ['vendor', '**/testdata'], render: true, logContext: 'collector', etcd: 'strict',
      laws: { 'compute/budgeted-pod': 'warning', 'observability/log-context': 'off' }, waivers: { from: 'config-only', list: [{ law: 'compute/budgeted-pod', name: 'old', reason: 'goes' }] },
    };
    const { properties } = JSON.parse(looplaw(['config', 'schema']).out) as { properties: object };
    expect(Object.keys(full).sort()).toEqual(Object.keys(properties).filter((key) => key !== '$schema').sort());
    const cwd = folder({ 'a.yaml': bad, 'prod/a.yaml': deployment('old', { requests: false }), 'vendor/b.yaml': bad, 'x/testdata/c.yaml': bad, 'looplaw.config.json': JSON.stringify(full) });
    const judged = (config: string) => looplaw(['check', 'a.yaml', 'prod', 'vendor', 'x', '-f', 'json', '-c', config], { cwd }).out;
    // A config is the object of findings about its waivers, which stand elsewhere in another file.
    const meaning = (config: string) => JSON.parse(judged(config).replaceAll(config, 'CONFIG'), (key, value: unknown) => (['line', 'column', 'fingerprint', 'duration'].includes(key) ? null : value)) as unknown;
    expect(printed(cwd).config).toMatchObject({ ...full, laws: { 'observability/log-context': 'off' } });
    expect(JSON.parse(judged('looplaw.config.json'))).toMatchObject({ accounting: { skipped: expect.arrayContaining([expect.objectContaining({ file: 'x/testdata/', reason: 'excluded' })]) } });
    writeFileSync(join(cwd, 'printed.yaml'), looplaw(['config', 'print'], { cwd }).out);
    writeFileSync(join(cwd, 'printed.json'), JSON.stringify(printed(cwd).config));
    const before = meaning('looplaw.config.json');
    for (const config of ['printed.yaml', 'printed.json']) expect(meaning(config)).toEqual(before);
  });

  test('holds what keys mean that nobody gives, and the globs of --exclude where the config would say them', () => {
    const cwd = folder({ '.git/HEAD': '', 'looplaw.config.yaml': 'exclude: vendor\n', 'sub/a.yaml': bad });
    const { config: said, saidBy } = printed(join(cwd, 'sub'), '--exclude', 'old/**');
    expect(said).toMatchObject({ exclude: ['vendor', 'sub/old/**'], render: false, clusters: {}, waivers: [] });
    expect(saidBy).toMatchObject({ exclude: 'flag', render: 'default' });
    expect(printed(cwd)).toMatchObject({ config: { exclude: 'vendor' }, saidBy: { exclude: 'config' } });
  });

  test('is exit code 2 for a config that is none', () => {
    expect(looplaw(['config', 'print'], { cwd: folder({ 'looplaw.config.yaml': 'prest: strict\n' }) })).toMatchObject({ code: 2, out: '', err: 'looplaw: looplaw.config.yaml: unknown key prest; did you mean preset?\n' });
  });

  test('acts on no terminal', () => {
    const cwd = folder({ 'looplaw.config.json': JSON.stringify({ clusters: { 'a\u001b[2J\n::error::x': '\u202e*' }, cni: '##vso[task]' }) });
    for (const format of ['yaml', 'json']) {
      const { out } = looplaw(['config', 'print', '-f', format], { cwd });
      // eslint-disable-next-line no-control-regex
      expect(out).not.toMatch(/[\u001b\u202e]|^::|##vso\[/m);
    }
    expect(printed(cwd).config['clusters']).toEqual({ 'a\u001b[2J\n::error::x': '\u202e*' });
  });
});

describe('config schema', () => {
  const schema = JSON.parse(looplaw(['config', 'schema']).out) as object;
  const isValid = new Ajv({ strict: false, allErrors: true }).compile(schema);

  test('is the one in the package', () => {
    const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { exports: Record<string, string> };
    expect(JSON.parse(readFileSync(join(ROOT, exports['./config.schema.json']!), 'utf8'))).toEqual(schema);
  });

  test.each<[object, boolean]>([
    [{ $schema: './config.schema.json', preset: 'strict' }, true],
    [{ waivers: 'config-only' }, true],
    [{ waivers: { from: 'config-only', list: [{ law: 'compute/budgeted-pod', name: 'x', reason: 'y' }] } }, true],
    [{ waivers: [{ law: 'compute/budgeted-pod', reason: '' }] }, false],
    [{ waivers: [{ law: 'compute/nothing', name: 'x', reason: 'y' }] }, false],
    [{ prest: 'strict' }, false],
  ])('%j: %s, for editors as for looplaw', (config, valid) => {
    expect(isValid(config)).toBe(valid);
    expect(looplaw(['config', 'print'], { cwd: folder({ 'looplaw.config.json': JSON.stringify(config) }) }).code).toBe(valid ? 0 : 2);
  });
});

describe('a config that is wrong is refused, and says where', () => {
  const refused = async (name: string, text: string): Promise<string> => {
    const said: unknown = await readConfig(folder({ [name]: text })).then(() => 'it is read', (e: unknown) => e);
    expect(said).toBeInstanceOf(ConfigError);
    return (said as ConfigError).message;
  };

  test.each([['yaml', 'laws: {compute/budgetted-pod: off}'], ['json', '{"waivers": 5}'], ['mjs', "throw new Error('no\\u001b[2J');"]])('exit code 2, one harmless line, nothing judged: %s', (ending, text) => {
    const ran = looplaw(['check'], { cwd: folder({ 'a.yaml': bad, [`looplaw.config.${ending}`]: text }) });
    expect(ran).toMatchObject({ code: 2, out: '' });
    // Node may warn of the environment before.
    expect(ran.err).toMatch(/^(?:\(.*\n)*looplaw: [\x20-\x7e]+\n$/);
  });

  test.each([
    ['prest: strict', 'unknown key prest; did you mean preset?'],
    ['preset: stict', 'preset: found a text, expected recommended or strict; did you mean strict?'],
    ['laws: {compute/budgetted-pod: off}', 'laws: there is no law compute/budgetted-pod; did you mean compute/budgeted-pod?'],
    ['laws: {storage/budgeted-pod: off}', 'did you mean compute/budgeted-pod?'],
    ['laws: {compute/budgeted-pod: eror}', 'laws.compute/budgeted-pod: found a text, expected on, off, error, warning or info; did you mean error?'],
    ['laws: {compute/cpu-limited: [on, {cpuLimit: allow}]}', 'laws.compute/cpu-limited[1]: unknown key cpuLimit; did you mean cpuLimits?'],
    ['laws: {compute/cpu-limited: [on, {cpuLimits: alow}]}', 'laws.compute/cpu-limited[1].cpuLimits: found a text, expected'],
    ['laws: {compute/cpu-limited: [on]}', 'a list holds a severity and the parameters'],
    ['clusters: {prod: 5}', 'clusters.prod: found a number, expected a text or a list'],
    ['waivers: confg-only', 'did you mean config-only?'],
    ['waivers: {form: config-only}', 'waivers: unknown key form; did you mean from?'],
    ['waivers: {list: [{lw: x}]}', 'waivers.list[0]: unknown key lw; did you mean law?'],
    ['waivers: [{law: compute/budgetted-pod, name: x, reason: y x}]', 'waivers[0].law: there is no law compute/budgetted-pod; did you mean compute/budgeted-pod?'],
    ['waivers: [{law: compute/budgeted-pod, name: x}]', 'waivers[0]: reason is missing'],
    ['waivers: [{law: compute/budgeted-pod, name: x, reason: " "}]', 'waivers[0].reason: a waiver needs a reason'],
    ['waivers: [{law: compute/budgeted-pod, name: x, reason: ""}]', 'waivers[0].reason: must not be empty'],
    ['waivers: [{law: compute/budgeted-pod, name: x, reason: old, until: 2027-02-30}]', 'waivers[0].until: is no day, write YYYY-MM-DD'],
    ['waivers: [{law: compute/budgeted-pod, name: x, reason: old, until: soon}]', 'waivers[0].until: is no day, write YYYY-MM-DD'],
    ['waivers: [{law: compute/budgeted-pod, reason: old}]', 'say what is waived'],
    ['waivers: [{law: compute/budgeted-pod, kind: deployment, reason: old}]', 'waivers[0].kind: there is no kind deployment; did you mean Deployment?'],
    ['waivers: [5]', 'waivers[0]: found a number, expected a map'],
    ['waivers: 5', 'waivers: found a number, expected config-only, a list or a map'],
    ['preset: strict\npreset: recommended', 'line 2, column 1: preset is written twice'],
    ['preset: strict\n---\nrole: app', 'line 3, column 1: found more than one document'],
    ['preset: strict\n...\nrole: app', 'end marker'],
    ['- preset', 'found a list, expected an object'],
    ['constructor: {preset: strict}', 'unknown key constructor'],
    ['laws: {toString: off}', 'there is no law toString'],
    ['laws: {__proto__: off}', 'there is no law __proto__'],
    ['a: &a [*a]', 'can not be read'],
    ['a: &a [1,1,1,1]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c]\ne: [*d,*d,*d,*d]', 'can not be read'],
    [`a: ${'['.repeat(50)}${']'.repeat(50)}`, 'can not be read'],
  ])('%s', async (yaml, said) => {
    const err = await refused('looplaw.config.yaml', yaml);
    expect(err).toContain('looplaw.config.yaml');
    expect(err).toContain(said);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test.each([
    ['{"preset": "strict",}', 'it is not valid JSON'],
    ['preset: strict', 'it is not valid JSON'],
    ['{"preset": "strict", "preset": "recommended"}', 'preset is written twice'],
    ['{"__proto__": {"preset": "strict"}}', 'unknown key __proto__'],
    [`{"cni": "${'x'.repeat(1_100_000)}"}`, 'Larger than 1000000 bytes'],
  ])('%.60s in JSON', async (json, said) => expect(await refused('looplaw.config.json', json)).toContain(said));

  test.each([
    ["throw new Error('no');", 'threw: no'],
    ['export default { get preset() { throw new Error("mine"); } };', 'threw while it was read: mine'],
    ['const a = {}; a.laws = a; export default a;', 'laws: found a cycle, expected data'],
    ['const a = ["on"]; a.push(a); export default { laws: { "compute/cpu-limited": a } };', 'found a cycle'],
    ['export default { zones: Array.from({ length: 2e5 }, () => []) };', 'more than 100000 values'],
    ['export default { preset: () => "strict" };', 'preset: found a function, expected data'],
    ['export default async () => ({});', 'found a function'],
    ['export default { waivers: [{ law: "compute/budgeted-pod", name: "x", reason: "y", until: new Date() }] };', 'waivers[0].until: found a Date, expected data'],
    ['export default { nodes: NaN };', 'nodes: found a number that is none'],
    ['export default { clusters: new Map() };', 'clusters: found a Map'],
    ['export default { zones: [undefined] };', 'zones: found an empty place in a list'],
    ['export default 5;', 'found a number'],
    ["import 'nowhere-to-be-found'; export default {};", 'threw'],
  ])('%s in code', async (code, said) => expect(await refused('looplaw.config.mjs', code)).toContain(said));

  test('a file of another sort is not run', () => {
    const cwd = folder({ 'a.yaml': bad, 'config.txt': CODE });
    expect(looplaw(['check', '--config', 'config.txt'], { cwd }).err).toContain('expected a file that ends in .ts');
  });

  test('keys without a value are as if they were not there', () => {
    const cwd = folder({ 'a.yaml': deployment('good'), 'looplaw.config.mjs': 'export default { cloud: undefined, laws: { "compute/budgeted-pod": undefined } };' });
    expect(looplaw(['check'], { cwd }).code).toBe(0);
  });

  test('one that imports looplaw needs no installed looplaw', () => {
    const cwd = folder({ 'a.yaml': bad, 'looplaw.config.ts': "import { defineConfig } from 'looplaw';\nexport default defineConfig({ laws: { 'compute/budgeted-pod': 'off', 'compute/memory-limited': 'off' } });\n" });
    expect(looplaw(['check'], { cwd })).toMatchObject({ code: 0 });
  });
});

describe('which config is read', () => {
  const law = ['check', '--law', 'compute/budgeted-pod'];
  const off = 'laws: {compute/memory-limited: off, compute/budgeted-pod: warning}\n';

  test('of a repository, from any folder in it; outside of one only that of the working folder', () => {
    const cwd = folder({ 'looplaw.config.yaml': off, 'sub/deep/a.yaml': bad });
    expect(looplaw(law, { cwd }).code).toBe(0);
    expect(looplaw(law, { cwd: join(cwd, 'sub/deep') }).code).toBe(1);
    mkdirSync(join(cwd, '.git'));
    expect(looplaw(law, { cwd: join(cwd, 'sub/deep') }).code).toBe(0);
    expect(looplaw(law, { cwd: join(cwd, 'sub/deep'), env: { HOME: cwd } }).code).toBe(1);
    mkdirSync(join(cwd, 'sub/.git'));
    expect(looplaw(law, { cwd: join(cwd, 'sub/deep') }).code).toBe(1);
  });

  test('a planted one above is not run', () => {
    const cwd = folder({ 'looplaw.config.js': "require('node:fs').writeFileSync(__dirname + '/ran', '');\n", 'h/sub/a.yaml': bad });
    expect(looplaw(law, { cwd: join(cwd, 'h/sub') }).code).toBe(1);
    expect(() => readFileSync(join(cwd, 'ran'))).toThrow('ENOENT');
  });

  test.each([['looplaw.config.yaml'], ['looplaw.config.ts']])('%s that is a link to nowhere is no config to pass over', (name) => {
    const cwd = folder({ '.git/HEAD': '', 'sub/a.yaml': bad });
    symlinkSync('gone', join(cwd, name));
    for (const at of [cwd, join(cwd, 'sub')]) expect(looplaw(law, { cwd: at })).toMatchObject({ code: 2, out: '', err: `looplaw: config file ${name} is a link that leads nowhere\n` });
    expect(looplaw([...law, '-c', name], { cwd }).err).toBe(`looplaw: config file ${name} is a link that leads nowhere\n`);
  });
});
