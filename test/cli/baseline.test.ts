import Ajv from 'ajv/dist/2020';
import { chmodSync, existsSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, deployment, folder, launch, looplaw, type Ran } from './command';

const only = ['--law', 'compute/budgeted-pod', '--law', 'compute/topology-spread', '--no-config'];
const bad = (name: string) => deployment(name, { requests: false });

function run(cwd: string, ...flags: string[]): Ran {
  return looplaw(['check', '.', ...only, '--baseline', 'base.json', ...flags], { cwd, env: { CI: '' } });
}

const written = (cwd: string) => readFileSync(join(cwd, 'base.json'), 'utf8');

function adopted(files: Readonly<Record<string, string>>): string {
  const cwd = folder(files);
  expect(run(cwd, '--update-baseline')).toMatchObject({ code: 0 });
  return cwd;
}

describe('a baseline', () => {
  test('accepts what it holds, lists it, and fails on what is new', () => {
    const cwd = adopted({ 'a.yaml': bad('a') });
    const accepted = run(cwd);
    expect(accepted).toMatchObject({ code: 0, err: '' });
    expect(accepted.out).toMatch(/1 in the baseline\n {2}a\.yaml:\d+:\d+ {2}compute\/budgeted-pod/);
    expect(accepted.out).toContain('no law is broken that the baseline does not know');
    writeFileSync(join(cwd, 'b.yaml'), bad('b'));
    const json = JSON.parse(run(cwd, '-f', 'json').out);
    expect(json).toMatchObject({ verdict: 'fail', findings: [{ resource: { name: 'b' } }], baselined: [{ resource: { name: 'a' } }], stale: [] });
    expect(run(cwd).code).toBe(1);
  });

  test('is sorted, holds no message and no value, keeps its schema, and is the same when written twice', () => {
    const cwd = adopted({ 'z.yaml': bad('a'), 'a.yaml': bad('z') });
    const text = written(cwd);
    const schema: object = JSON.parse(/```json\n(.*?)```/s.exec(readFileSync(join(ROOT, 'docs/baseline.md'), 'utf8'))![1]!);
    const validate = new Ajv().compile(schema);
    expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect((JSON.parse(text) as { findings: { object: string }[] }).findings.map((f) => f.object)).toEqual(['Deployment a', 'Deployment z']);
    expect(run(cwd, '--update-baseline').code).toBe(0);
    expect(written(cwd)).toBe(text);
    expect(readdirSync(cwd).sort()).toEqual(['a.yaml', 'base.json', 'z.yaml']);
  });

  test('survives moved lines, renamed files and reordered lists', () => {
    const spread = (keys: readonly string[]) => `${deployment('a', { requests: false }).replace('replicas: 1', 'replicas: 2').trimEnd()}
        - name: second
          image: registry.example.com/app:1.2.3
      topologySpreadConstraints:
${keys.map((key) => `        - {maxSkew: 1, topologyKey: ${key}, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app: a}}}`).join('\n')}
`;
    const keys = ['kubernetes.io/hostname', 'failure-domain.beta.kubernetes.io/zone'];
    const cwd = adopted({ 'a.yaml': spread(keys) });
    expect(JSON.parse(written(cwd)).findings).toHaveLength(3);
    const containers = /( +- name: app\n.*\n)( +- name: second\n.*\n)/;
    writeFileSync(join(cwd, 'a.yaml'), `# moved\n\n${spread(keys.toReversed()).replace(containers, '$2$1')}`);
    renameSync(join(cwd, 'a.yaml'), join(cwd, 'renamed.yaml'));
    expect(run(cwd)).toMatchObject({ code: 0, err: '' });
    expect(run(cwd, '--prune').err).toContain('0 dropped, 3 in all');
  });

  test('tells of stale entries, and drops them when pruned', () => {
    const cwd = adopted({ 'a.yaml': bad('a'), 'b.yaml': bad('b') });
    writeFileSync(join(cwd, 'b.yaml'), deployment('b'));
    const stale = run(cwd);
    expect(stale).toMatchObject({ code: 0, err: expect.stringContaining('--prune') });
    expect(stale.out).toContain('1 stale in the baseline');
    expect(run(cwd, '--prune').code).toBe(0);
    expect(written(cwd)).not.toContain('Deployment b');
    expect(run(cwd)).toMatchObject({ code: 0, err: '' });
  });

  test('keeps entries of laws that were not asked', () => {
    const cwd = adopted({ 'a.yaml': bad('a') });
    const before = written(cwd);
    const other = looplaw(['check', '.', '--no-config', '--law', 'compute/topology-spread', '--baseline', 'base.json', '--prune'], { cwd, env: { CI: '' } });
    expect(other.code).toBe(0);
    expect(written(cwd)).toBe(before);
  });

  test('may only shrink in CI, and is not begun there', () => {
    const cwd = folder({ 'a.yaml': bad('a') });
    const inCi = (...flags: string[]) => looplaw(['check', '.', ...only, '--baseline', 'base.json', ...flags], { cwd, env: { CI: 'true' } });
    expect(inCi('--update-baseline')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('looplaw: baseline base.json does not exist, and in CI none is begun') });
    expect(existsSync(join(cwd, 'base.json'))).toBe(false);
    expect(run(cwd, '--update-baseline').code).toBe(0);
    const before = written(cwd);
    writeFileSync(join(cwd, 'b.yaml'), bad('b'));
    expect(inCi('--update-baseline')).toMatchObject({ code: 2, err: expect.stringContaining('may only shrink') });
    expect(written(cwd)).toBe(before);
    writeFileSync(join(cwd, 'a.yaml'), deployment('a'));
    writeFileSync(join(cwd, 'b.yaml'), deployment('b'));
    expect(inCi('--update-baseline').code).toBe(0);
    expect(JSON.parse(written(cwd)).findings).toEqual([]);
  });

  test('is never replaced by a report', () => {
    const begun = adopted({ 'a.yaml': bad('a') });
    const before = written(begun);
    for (const report of [['--report', 'json=base.json'], ['-o', './base.json'], ['--update-baseline', '-o', 'base.json'], ['--prune', '--report', 'sarif=base.json']]) {
      expect([report, run(begun, ...report)]).toMatchObject([report, { code: 2, out: '', err: expect.stringContaining('base.json: it is an input of this run') }]);
      expect(written(begun)).toBe(before);
    }
    const fresh = folder({ 'a.yaml': bad('a') });
    expect(run(fresh, '--update-baseline', '-o', 'base.json')).toMatchObject({ code: 2, out: '' });
    expect(existsSync(join(fresh, 'base.json'))).toBe(false);
  });

  test('is not written after a run that could not read everything', () => {
    const cwd = adopted({ 'a.yaml': bad('a') });
    const before = written(cwd);
    writeFileSync(join(cwd, 'a.yaml'), 'apiVersion: v1\nkind: [open\n');
    expect(run(cwd, '--update-baseline').code).toBe(2);
    expect(written(cwd)).toBe(before);
  });

  test('never accepts a finding about a waiver', () => {
    const cwd = folder({ 'a.yaml': deployment('a').replace('  name: a\n', '  name: a\n  annotations: {looplaw.dev/waive: "compute/budgeted-pod"}\n') });
    const flags = ['--no-config', '--law', 'manifest/waiver', '--baseline', 'base.json'];
    expect(looplaw(['check', '.', ...flags, '--update-baseline'], { cwd, env: { CI: '' } }).code).toBe(1);
    expect(JSON.parse(written(cwd)).findings).toEqual([]);
  });

  test.concurrent.each([
    ['nonsense'], ['[]'], ['null'], ['{"version": 2, "findings": []}'], ['{"version": 1}'], ['{"version": 1, "findings": [{"law": "a/b"}]}'],
    ['{"version": 1, "findings": [], "extra": 1}'], ['{"version": 1, "findings": [null]}'],
  ])('malformed is exit code 2: %s', async (text) => {
    const cwd = folder({ 'a.yaml': deployment('a'), 'base.json': text });
    const options = { cwd, env: { CI: '' } };
    const runs = await Promise.all([[], ['--prune'], ['--update-baseline']].map((flags) => launch(['check', '.', ...only, '--baseline', 'base.json', ...flags], options)));
    for (const ran of runs) expect(ran).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/^looplaw: baseline base\.json can not be read: .+\n$/) });
    expect(written(cwd)).toBe(text);
  });

  test('that is missing, or not named, is exit code 2', () => {
    const cwd = folder({ 'a.yaml': deployment('a') });
    expect(run(cwd)).toMatchObject({ code: 2, out: '' });
    expect(run(cwd, '--prune').code).toBe(2);
    expect(looplaw(['check', '.', '--prune'], { cwd }).code).toBe(2);
    expect(looplaw(['check', '.', '--update-baseline'], { cwd }).code).toBe(2);
    expect(existsSync(join(cwd, 'base.json'))).toBe(false);
  });

  test('keeps its mode, and a folder that can not be written is told', () => {
    const cwd = adopted({ 'a.yaml': bad('a') });
    chmodSync(join(cwd, 'base.json'), 0o640);
    expect(run(cwd, '--update-baseline').code).toBe(0);
    expect(statSync(join(cwd, 'base.json')).mode & 0o777).toBe(0o640);
    const before = written(cwd);
    expect(looplaw(['check', 'a.yaml', ...only, '--baseline', 'no/such/base.json', '--update-baseline'], { cwd })).toMatchObject({ code: 2 });
    expect(written(cwd)).toBe(before);
  });
});
