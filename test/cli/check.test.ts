import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { everyFormat } from '../../src/report';
import { ALERTS } from '../../src/signals/alerts';
import { BIN, ROOT, deployment, everyReport, folder, looplaw } from './command';

const good = deployment('good');
const bad = deployment('bad', { requests: false });
const json = (out: string) => JSON.parse(out) as { verdict: string; findings: { law: string; file: string; line: number; cluster: string; resource: { name: string } }[]; accounting: Record<string, never[]> & { documents: number; resources: number; examined: number }; laws: Record<string, Record<string, number>>; clusters: { name: string }[] };
const only = ['--law', 'compute/budgeted-pod'];

describe('exit codes', () => {
  test('0: everything was examined and nothing fails', () => {
    expect(looplaw(['check', '.', ...only], { cwd: folder({ 'a.yaml': good }) })).toMatchObject({ code: 0, err: '' });
  });

  test('1: a finding at or above --fail-on', () => {
    const cwd = folder({ 'a.yaml': bad });
    expect(looplaw(['check', ...only], { cwd }).code).toBe(1);
    expect(looplaw([...only], { cwd }).code, 'check is the default command').toBe(1);
    expect(looplaw(['check', '--fail-on', 'never', ...only], { cwd }).code).toBe(0);
  });

  test('2 wins over 1, and what could be read is still judged', () => {
    const ran = looplaw(['check', '-f', 'json', ...only], { cwd: folder({ 'a.yaml': bad, 'b.yaml': 'apiVersion: v1\nkind: [unclosed\n' }) });
    expect(ran.code).toBe(2);
    const report = json(ran.out);
    expect(report.verdict).toBe('error');
    expect(report.findings.map((f) => f.file)).toEqual(['a.yaml']);
    expect(report.accounting['errors']).toMatchObject([{ file: 'b.yaml', code: 'invalid-yaml' }]);
  });

  test('2: nothing to examine, ever', () => {
    expect(looplaw(['check'], { cwd: folder({}) }).code).toBe(2);
    expect(looplaw(['check', '-'], { input: '' }).code).toBe(2);
    expect(looplaw(['check', 'missing.yaml'], { cwd: folder({}) }).code).toBe(2);
    expect(looplaw(['check'], { cwd: folder({ 'values.yaml': 'replicas: 3\n' }) }).code).toBe(2);
  });

  test.each([
    [['--nonsense']], [['check', '--format', 'xml']], [['check', '--law', 'compute/budget-pod']], [['check', '--kube-version', '1.12']],
    [['check', '--cluster', 'prod']], [['check', '--loop', 'gravity']], [['check', '--config', 'missing.json']], [['explain', 'nothing/such']], [['check', '--fail-on']],
  ])('2: %j', (args) => {
    const ran = looplaw(args, { cwd: folder({ 'a.yaml': good }) });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).not.toBe('');
    expect(ran.err).not.toContain('    at ');
  });

  test('says what was probably meant', () => {
    expect(looplaw(['check', '--law', 'compute/budgeted-pods'], { cwd: folder({ 'a.yaml': good }) }).err).toContain('did you mean compute/budgeted-pod?');
  });
});

describe('input', () => {
  test('standard input, lists, arrays and folders are the same objects', () => {
    const item = (name: string) => ({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { selector: {}, template: { spec: { containers: [{ name: 'c', image: 'x:1' }] } } } });
    const names = (out: string) => json(out).findings.map((f) => f.resource.name);
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [item('a'), item('b')] });
    const args = ['check', '-f', 'json', ...only];
    expect(names(looplaw([...args, '-'], { input: list }).out)).toEqual(['a', 'b']);
    expect(names(looplaw([...args, '-'], { input: JSON.stringify([item('a'), item('b')]) }).out)).toEqual(['a', 'b']);
    expect(names(looplaw(args, { cwd: folder({ 'x/a.json': JSON.stringify(item('a')), 'x/y/b.yaml': deployment('b', { requests: false }) }) }).out)).toEqual(['a', 'b']);
  });

  test('a FIFO, a folder in place of a file, an endless device do not hang it', () => {
    const cwd = folder({ 'a.yaml': good });
    execFileSync('mkfifo', [join(cwd, 'pipe.yaml')]);
    const ran = looplaw(['check', 'a.yaml', 'pipe.yaml', '/dev/zero', '-f', 'json', ...only], { cwd });
    expect(ran.code).toBe(2);
    expect(json(ran.out).accounting['errors']).toMatchObject([{ code: 'not-a-regular-file' }, { code: 'not-a-regular-file' }]);
  });

  test.each(['check', 'fix'])('%s: an empty path is no folder to judge', (command) => {
    const cwd = folder({ 'a.yaml': bad });
    for (const paths of [[''], ['a.yaml', ''], [' ']]) {
      const ran = looplaw([command, ...paths], { cwd });
      expect(ran).toMatchObject({ code: 2, out: '' });
      expect(ran.err).toContain('It is empty; write . for the working folder.');
    }
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(bad);
  });

  test('links that lead in circles are not followed', () => {
    const cwd = folder({ 'a.yaml': good });
    symlinkSync('..', join(cwd, 'up'));
    expect(json(looplaw(['check', '-f', 'json', ...only], { cwd }).out).accounting.resources).toBe(1);
  });

  test('deep nesting is an error, not a crash, twice in one run', () => {
    const deep = `apiVersion: v1\nkind: ConfigMap\nx: ${'['.repeat(5000)}${']'.repeat(5000)}\n`;
    const ran = looplaw(['check', ...only, '-f', 'json'], { cwd: folder({ 'a.yaml': deep, 'b.yaml': deep, 'c.yaml': good }) });
    expect(ran).toMatchObject({ code: 2, signal: null });
    expect(json(ran.out).accounting['errors']).toMatchObject([{ code: 'depth-limit' }, { code: 'depth-limit' }]);
  });

  test('aliases that multiply are an error within seconds', () => {
    const laughs = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefghij'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`)].join('\n');
    const ran = looplaw(['check', '-f', 'json'], { cwd: folder({ 'a.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n${laughs}\n` }) });
    expect(ran.code).toBe(2);
    expect(json(ran.out).accounting['errors']).toMatchObject([{ code: 'alias-limit' }]);
  });
});

describe('clusters', () => {
  const files = Object.fromEntries(['dev', 'staging', 'prod'].flatMap((env, i) => [
    [`dist/${env}/app.yaml`, deployment('api', { requests: i !== 1, namespace: 'shop' })],
    [`dist/${env}/pdb.yaml`, 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: api, namespace: shop}\nspec: {maxUnavailable: 0, selector: {matchLabels: {app: api}}}\n'],
  ]));

  test('three environments in one run give what three runs give', () => {
    const cwd = folder(files);
    const facts = (out: string) => json(out).findings.map(({ law, file, line }) => `${file}:${line} ${law}`);
    const together = looplaw(['check', 'dist', '-f', 'json'], { cwd }).out;
    const apart = ['dev', 'prod', 'staging'].flatMap((env) => facts(looplaw(['check', `dist/${env}`, '-f', 'json'], { cwd }).out));
    expect(facts(together)).toEqual(apart);
    expect(apart.length).toBeGreaterThan(3);
    expect(json(together).clusters.map((c) => c.name)).toEqual(['dist/dev', 'dist/prod', 'dist/staging']);
    expect(new Set(json(together).findings.map((f) => f.cluster))).toEqual(new Set(['dist/dev', 'dist/prod', 'dist/staging']));
  });

  test('leave the fingerprints of each environment as they are', () => {
    const cwd = folder(files);
    const prints = (out: string) => (JSON.parse(out) as { findings: { cluster: string; fingerprint: string }[] }).findings.map((f) => f.fingerprint);
    const together = prints(looplaw(['check', 'dist', '-f', 'json'], { cwd }).out);
    expect(together).toEqual(['dev', 'prod', 'staging'].flatMap((env) => prints(looplaw(['check', `dist/${env}`, '-f', 'json'], { cwd }).out)));
  });

  test('of a config are found from any folder below it, and one without objects is an error on the command line', () => {
    const cwd = folder({ ...files, 'looplaw.config.json': '{"clusters": {"live": "dist/prod/**"}}', '.git/HEAD': '' });
    expect(json(looplaw(['check', '.', '-f', 'json'], { cwd: join(cwd, 'dist/prod') }).out).clusters.map((c) => c.name)).toEqual(['live']);
    expect(looplaw(['check', 'dist/prod', '--cluster', 'x=nothing/**'], { cwd }).code).toBe(2);
    expect(json(looplaw(['check', 'dist/prod', '-f', 'json', '--cluster', '__proto__=dist/**'], { cwd }).out).clusters.map((c) => c.name)).toEqual(['__proto__']);
  });

  test('that share an object use its waivers together', () => {
    const waived = good.replace('  name: good', '  name: good\n  annotations: {looplaw.dev/waive: "compute/pdb-present=one node"}').replace('replicas: 1', 'replicas: 2');
    const budget = 'apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: b}\nspec: {maxUnavailable: 1, selector: {matchLabels: {app: good}}}\n';
    const cwd = folder({ 'shared/app.yaml': waived, 'prod/pdb.yaml': budget });
    const clusters = ['--cluster', 'prod=prod/**', '--cluster', 'prod=shared/**', '--cluster', 'dev=shared/**'];
    expect(json(looplaw(['check', '-f', 'json', ...clusters], { cwd }).out).findings.filter((f) => f.law === 'manifest/waiver')).toEqual([]);
  });

  test('are named by flags or config', () => {
    const cwd = folder({ ...files, 'looplaw.config.json': '{"clusters": {"live": "dist/prod/**"}}' });
    expect(json(looplaw(['check', 'dist/prod', '-f', 'json'], { cwd }).out).clusters.map((c) => c.name)).toEqual(['live']);
    expect(json(looplaw(['check', 'dist/prod', '-f', 'json', '--cluster', 'x=dist/prod/*'], { cwd }).out).clusters.map((c) => c.name)).toEqual(['x']);
  });
});

describe('config', () => {
  const cases: readonly [string, string][] = [
    ['looplaw.config.json', '{"laws": {"compute/budgeted-pod": "off"}}'],
    ['looplaw.config.yaml', 'laws:\n  compute/budgeted-pod: off\n'],
    ['looplaw.config.ts', "import type { Config } from 'looplaw';\nconst config: Config = { laws: { 'compute/budgeted-pod': 'off' } };\nexport default config;\n"],
    ['looplaw.config.mjs', "export default { laws: { 'compute/budgeted-pod': 'off' } };\n"],
  ];
  test.each(cases)('%s is read', (name, text) => {
    const report = json(looplaw(['check', '-f', 'json'], { cwd: folder({ 'a.yaml': bad, [name]: text }) }).out);
    expect(report.laws['compute/budgeted-pod']).toBeUndefined();
    expect(Object.keys(report.laws).length).toBeGreaterThan(10);
  });

  test.each([
    ['{"presets": "strict"}', 'did you mean preset?'],
    ['{"laws": {"compute/budget-pod": "off"}}', 'compute/budget'],
    ['{"preset": "lax"}', 'preset'],
    ['{"laws": {"compute/immutable-image": ["on", {"digest": true}]}}', 'compute/immutable-image'],
    ['{', 'can not be read'],
  ])('%s is refused', (text, said) => {
    const ran = looplaw(['check'], { cwd: folder({ 'a.yaml': good, 'looplaw.config.json': text }) });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(said);
  });
});

describe('output', () => {
  test('a reader that stops early changes nothing', () => {
    const many = Array.from({ length: 300 }, (_, i) => deployment(`bad-${i}`, { requests: false })).join('---\n');
    const cwd = folder({ 'a.yaml': many });
    const { stdout } = spawnSync('bash', ['-c', `"${process.execPath}" "${BIN}" check -f json | head -c 10; echo " \${PIPESTATUS[0]}"`], { cwd, encoding: 'utf8' });
    expect(stdout.trim()).toMatch(/1$/);
  });

  test('a large report reaches a slow pipe whole', () => {
    const many = Array.from({ length: 400 }, (_, i) => deployment(`bad-${i}`, { requests: false })).join('---\n');
    const cwd = folder({ 'a.yaml': many });
    const { stdout } = spawnSync('bash', ['-c', `"${process.execPath}" "${BIN}" check -f json | (sleep 1; cat)`], { cwd, encoding: 'utf8', maxBuffer: 1e9 });
    expect(json(stdout).findings.length).toBeGreaterThanOrEqual(400);
  });

  test.skipIf(!existsSync('/dev/full'))('a full disk is exit code 2', () => {
    const { status } = spawnSync('bash', ['-c', `"${process.execPath}" "${BIN}" check -f json > /dev/full`], { cwd: folder({ 'a.yaml': good }) });
    expect(status).toBe(2);
  });

  test('a report goes to a file whole or not at all, and never over an input', () => {
    const cwd = folder({ 'a.yaml': good });
    expect(looplaw(['check', 'a.yaml', '-f', 'json', '-o', 'out.json', ...only], { cwd })).toMatchObject({ code: 0, out: '' });
    expect(json(readFileSync(join(cwd, 'out.json'), 'utf8')).verdict).toBe('pass');
    expect(looplaw(['check', 'a.yaml', '-o', 'a.yaml', ...only], { cwd }).code).toBe(2);
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(good);
    expect(looplaw(['check', 'a.yaml', '-o', '.', ...only], { cwd }).code).toBe(2);
    expect(looplaw(['check', '.', '-o', 'a.yaml', ...only], { cwd }).code, 'nor over a file that was found').toBe(2);
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(good);
  });

  test('is the same whatever the order of inputs', async () => {
    const cwd = folder({ 'a.yaml': bad, 'b.yaml': deployment('other', { requests: false }), 'c.yaml': good });
    const forward = await everyReport(['a.yaml', 'b.yaml', 'c.yaml'], { cwd });
    expect(Object.keys(forward.reports)).toEqual(everyFormat);
    expect(await everyReport(['c.yaml', 'b.yaml', 'a.yaml'], { cwd })).toEqual(forward);
  });

  test('an unreadable file is an error, not a skip', () => {
    const cwd = folder({ 'a.yaml': good, 'b.yaml': bad });
    chmodSync(join(cwd, 'b.yaml'), 0);
    chmodSync(cwd, 0o755);
    const isRoot = process.getuid?.() === 0;
    const args = [BIN, 'check', '-f', 'json', ...only];
    const { status } = isRoot
      ? spawnSync('setpriv', ['--reuid=65534', '--clear-groups', process.execPath, ...args], { cwd, encoding: 'utf8' })
      : spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    expect(status).toBe(2);
  });
});

test('--closed-world takes kinds behind = only', () => {
  const cwd = folder({ 'sub/a.yaml': good, 'b.yaml': good });
  const run = (...args: string[]) => JSON.parse(looplaw(['check', '-f', 'json', ...only, ...args], { cwd }).out) as { profile: { closedWorld: unknown }; accounting: { resources: number } };
  expect(run('--closed-world', 'sub')).toMatchObject({ profile: { closedWorld: true }, accounting: { resources: 1 } });
  expect(run('--closed-world=Secret,Service', 'sub')).toMatchObject({ profile: { closedWorld: ['Secret', 'Service'] }, accounting: { resources: 1 } });
});

describe('accounting', () => {
  test('adds up over a mixed run', () => {
    const cwd = folder({ 'a.yaml': `${good}---\n---\n# nothing\n---\n${bad}`, 'values.yaml': 'x: 1\n', 'broken.yaml': 'a: [\n' });
    mkdirSync(join(cwd, 'empty'));
    writeFileSync(join(cwd, 'list.json'), JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] }));
    const { accounting } = json(looplaw(['check', '-f', 'json'], { cwd }).out);
    const skippedDocuments = (accounting['skipped'] as unknown as { document: number | null }[]).filter((s) => s.document !== null).length;
    expect(accounting.resources).toBe(2);
    expect(accounting.examined).toBe(2);
    expect(accounting.documents).toBeGreaterThanOrEqual(2 + skippedDocuments);
  });
});

describe('laws and explain', () => {
  test('list every law, as text and as JSON', () => {
    const list = JSON.parse(looplaw(['laws', '-f', 'json']).out) as { id: string }[];
    const text = looplaw(['laws']).out;
    expect(list.length).toBeGreaterThan(20);
    for (const { id } of list) expect(text).toContain(id);
  });

  test('explain every law offline', () => {
    const list = JSON.parse(looplaw(['laws', '-f', 'json']).out) as { id: string; title: string; remedy: string }[];
    for (const { id, title, remedy } of list.slice(0, 5)) {
      const { code, out } = looplaw(['explain', id]);
      expect(code).toBe(0);
      expect(out).toContain(title);
      expect(out).toContain(remedy);
    }
  });

  test('explain says which law was probably meant', () => {
    expect(looplaw(['explain', 'budgeted-pod'])).toMatchObject({ code: 2, out: '', err: 'looplaw: there is no law budgeted-pod; did you mean compute/budgeted-pod?\n' });
    expect(looplaw(['explain', 'storage/budgeted-pod']).err).toContain('did you mean compute/budgeted-pod?');
    expect(looplaw(['explain', 'nope'])).toMatchObject({ code: 2, out: '', err: 'looplaw: neither a law nor a symptom is known as nope; looplaw laws lists the laws, looplaw runbook the symptoms\n' });
  });

  test('explain tells the way from a symptom to its cause, whatever words it is told in', () => {
    const { code, out } = looplaw(['explain', 'volume', 'node', 'affinity', 'conflict']);
    expect(code).toBe(0);
    expect(out).toContain('The disk is in a zone where the pod is not  (S4, storage)');
    expect(out).toContain('  blamed  "a Kubernetes bug", or the provisioner\n');
    expect(out).toContain('kubectl get nodes -L topology.kubernetes.io/zone');
    expect(out).toContain('storage/deferred-binding');
    expect(looplaw(['explain', 'volume node affinity conflict']).out).toBe(out);
    expect(looplaw(['explain', '502']).out).toContain('(S3, network)');
  });

  test('explain says which symptom was probably meant', () => {
    expect(looplaw(['explain', 's3'])).toMatchObject({ code: 2, out: '', err: 'looplaw: neither a law nor a symptom is known as s3; looplaw runbook S3 prints the runbook of a signature\n' });
    expect(looplaw(['explain', 'FailedSchedling'])).toMatchObject({ code: 2, out: '', err: 'looplaw: neither a law nor a symptom is known as FailedSchedling; did you mean FailedScheduling?\n' });
    expect(looplaw(['explain', ' '])).toMatchObject({ code: 2, out: '', err: 'looplaw: nothing is named; name a law, or what you see, e.g. looplaw explain CrashLoopBackOff\n' });
    expect(looplaw(['explain', 'x'.repeat(9000)]).err.length).toBeLessThan(300);
  });

  test('explain leads from the name of an alert to the symptom it tells of', () => {
    for (const { name, symptom } of ALERTS) expect(looplaw(['explain', name.toUpperCase()]).out, name).toContain(`(#${symptom})`);
  });

  test('--version and --help', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect(looplaw(['--version'])).toMatchObject({ code: 0, out: `${version}\n` });
    expect(looplaw(['--help']).out).toContain('Exit codes');
  });
});
