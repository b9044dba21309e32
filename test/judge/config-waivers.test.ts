import { describe, expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import type { Verdict } from '../../src/judge/verdict';
import type { Config, ConfigWaiver } from '../../src/config/config';
import { loadText } from '../../src/load/load';
import { originOfFile } from '../../src/load/origin';
import { giverOf, messageOf } from '../../src/report/words';
import { laws } from '../../src/laws';

const TODAY = '2026-11-20';
const about = laws.find((law) => law.id === 'manifest/waiver')!;

interface Made { readonly namespace?: string | null; readonly annotations?: object; readonly containers?: readonly string[] }

/** A Deployment whose containers request nothing. */
function deployment(name: string, { namespace = 'shop', annotations = {}, containers = ['app'] }: Made = {}): object {
  return {
    apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, ...(namespace !== null && { namespace }), annotations },
    spec: { selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: { containers: containers.map((container) => ({ name: container, image: 'x/y:1.2.3' })) } } },
  };
}

const budgeted = (more: Partial<ConfigWaiver>): ConfigWaiver => ({ law: 'compute/budgeted-pod', reason: 'measured next week', ...more });

function judged(objects: readonly object[], config: Config, cluster?: (name: string) => string, file = 'a.yaml'): Verdict {
  return check(loadText(file, objects.map((object) => JSON.stringify(object)).join('\n---\n')), {
    config, today: TODAY, only: ['compute/budgeted-pod', 'manifest/waiver'], configOrigin: originOfFile('looplaw.config.ts'),
    cluster: cluster ? ({ name }) => [cluster(name)] : () => ['default'],
  });
}

const open = ({ findings }: Verdict): readonly string[] => findings.map((f) => `${f.severity} ${f.law} ${f.messageId} ${f.resource.name}`).sort();
const waived = ({ waived: all }: Verdict): readonly string[] => all.map((f) => `${f.resource.name}${f.container === null ? '' : `@${f.container}`} by ${giverOf(f.given)}`).sort();
const BY_CONFIG = 'by config at looplaw.config.ts';
const broken = (name: string): string => `error compute/budgeted-pod missing ${name}`;

describe('a waiver of the config covers what it names', () => {
  const objects = [deployment('api'), deployment('batch-1'), deployment('batch-2', { namespace: 'jobs' }), deployment('nowhere', { namespace: null })];
  test.each<[Partial<ConfigWaiver>, readonly string[]]>([
    [{ name: 'api' }, ['api']],
    [{ name: 'batch-*' }, ['batch-1', 'batch-2']],
    [{ name: 'batch-[12]', namespace: 'jobs' }, ['batch-2']],
    [{ namespace: 'shop' }, ['api', 'batch-1']],
    [{ namespace: 's*' }, ['api', 'batch-1']],
    [{ namespace: '*' }, ['api', 'batch-1', 'batch-2', 'nowhere']],
    [{ kind: 'Deployment' }, ['api', 'batch-1', 'batch-2', 'nowhere']],
    [{ name: '*', container: 'app' }, ['api', 'batch-1', 'batch-2', 'nowhere']],
  ])('%j', (names, covered) => {
    const verdict = judged(objects, { waivers: [budgeted(names)] });
    expect(waived(verdict)).toEqual(covered.map((name) => `${name}@app ${BY_CONFIG}`));
    expect(open(verdict)).toEqual(['api', 'batch-1', 'batch-2', 'nowhere'].filter((name) => !covered.includes(name)).map(broken));
    expect(verdict.laws['compute/budgeted-pod']).toMatchObject({ examined: 4, waived: covered.length, broken: 4 - covered.length });
  });

  test.each<Partial<ConfigWaiver>>([{ name: 'ap' }, { name: 'API' }, { kind: 'StatefulSet' }, { namespace: 'other' }, { name: 'api', container: 'proxy' }, { name: 'api', cluster: 'prod' }])('and nothing else: %j', (names) => {
    const verdict = judged(objects, { waivers: [budgeted(names)] });
    expect(waived(verdict)).toEqual([]);
    expect(open(verdict)).toEqual([...['api', 'batch-1', 'batch-2', 'nowhere'].map(broken), 'warning manifest/waiver unused looplaw.config.ts']);
  });

  test('one container of several', () => {
    const verdict = judged([deployment('api', { containers: ['app', 'proxy'] })], { waivers: [budgeted({ name: 'api', container: 'proxy' })] });
    expect([waived(verdict), open(verdict)]).toEqual([[`api@proxy ${BY_CONFIG}`], [broken('api')]]);
  });

  test('in one cluster of several', () => {
    const twins = [deployment('api-dev'), deployment('api-prod')];
    const verdict = judged(twins, { waivers: [budgeted({ name: 'api-*', cluster: 'd*' })] }, (name) => name.slice(4));
    expect([waived(verdict), open(verdict)]).toEqual([[`api-dev@app ${BY_CONFIG}`], [broken('api-prod')]]);
  });

  test('in each of its forms', () => {
    const list = [budgeted({ name: '*' })];
    for (const waivers of [list, { list }, { from: 'anywhere', list }, { from: 'config-only', list }] as const) expect(waived(judged(objects, { waivers }))).toHaveLength(4);
    expect(waived(judged(objects, { waivers: [] }))).toEqual([]);
    expect(open(judged(objects, { waivers: 'config-only' }))).toEqual(['api', 'batch-1', 'batch-2', 'nowhere'].map(broken));
  });
});

describe('a waiver of the config that is wrong is a finding about the config', () => {
  const finding = (verdict: Verdict) => verdict.findings.find((f) => f.law === about.id)!;

  test('expired, from the day after its last', () => {
    const last = judged([deployment('api')], { waivers: [budgeted({ name: 'api', until: TODAY })] });
    expect(waived(last)).toHaveLength(1);
    const gone = judged([deployment('api')], { waivers: [budgeted({ name: 'api', until: '2026-11-19' })] });
    expect(open(gone)).toEqual([broken('api'), 'error manifest/waiver expired looplaw.config.ts']);
    expect(finding(gone)).toMatchObject({ cluster: '*', path: ['waivers', 0, 'until'], resource: { kind: 'Config', origin: { file: 'looplaw.config.ts' } } });
    expect(messageOf(finding(gone), about)).toBe('waiver of compute/budgeted-pod held until 2026-11-19, and waives nothing any more');
  });

  test('unused, where its law is asked', () => {
    const kept = judged([deployment('api')], { waivers: { list: [budgeted({ name: 'api' }), budgeted({ name: 'old' })] } });
    expect(open(kept)).toEqual(['warning manifest/waiver unused looplaw.config.ts']);
    expect(finding(kept).path).toEqual(['waivers', 'list', 1, 'law']);
    expect(open(judged([deployment('api')], { waivers: [{ law: 'compute/pdb-present', name: 'old', reason: 'x' }] }))).toEqual([broken('api')]);
  });

  test('without a day, for errors in strict', () => {
    const config: Config = { preset: 'strict', waivers: [budgeted({ name: 'api' })] };
    expect(open(judged([deployment('api')], config))).toEqual([broken('api'), 'error manifest/waiver no-expiry looplaw.config.ts']);
    expect(waived(judged([deployment('api')], { ...config, waivers: [budgeted({ name: 'api', until: '2026-12-31' })] }))).toHaveLength(1);
  });

  test('and can not be waived itself', () => {
    const waivers: readonly ConfigWaiver[] = [budgeted({ name: 'old' }), { law: 'manifest/waiver', name: '*', reason: 'peace' }];
    expect(open(judged([deployment('api')], { waivers })).filter((text) => text.includes('manifest/waiver'))).toHaveLength(2);
  });
});

describe('waivers on objects', () => {
  const annotated = (text: string) => deployment('api', { annotations: { 'looplaw.dev/waive': text } });

  test('come before those of the config, which is then of no use', () => {
    const verdict = judged([annotated('compute/budgeted-pod=legacy')], { waivers: [budgeted({ name: 'api' })] });
    expect(waived(verdict)).toEqual([expect.stringMatching(/^api@app by annotation at a\.yaml:1:\d+$/)]);
    expect(open(verdict)).toEqual(['warning manifest/waiver unused looplaw.config.ts']);
  });

  test.each(['compute/budgeted-pod=legacy', 'compute/budgeted-pod=', 'nonsense'])('waive nothing where the config keeps that to itself, and say so: %s', (text) => {
    for (const waivers of ['config-only', { from: 'config-only' }] as const) {
      const verdict = judged([annotated(text)], { waivers });
      expect(waived(verdict)).toEqual([]);
      expect(open(verdict)).toEqual([broken('api'), 'error manifest/waiver not-allowed api']);
    }
  });

  test('that are refused do not stand in the way of one of the config', () => {
    const verdict = judged([annotated('compute/budgeted-pod=legacy')], { waivers: { from: 'config-only', list: [budgeted({ name: 'api' })] } });
    expect([waived(verdict), open(verdict)]).toEqual([[`api@app ${BY_CONFIG}`], ['error manifest/waiver not-allowed api']]);
  });

  test('of one construct are of use together, and told once when they are not', () => {
    const line = 'compute/budgeted-pod=legacy; scope=app/shop';
    const kept = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop', annotations: { 'looplaw.dev/waive': line } } };
    const verdict = judged([kept, annotated(line)], {}, undefined, 'a.k8s.yaml');
    expect(waived(verdict)).toEqual([expect.stringMatching(/^api@app by construct app\/shop at a\.k8s\.yaml:3:\d+$/)]);
    expect(open(verdict)).toEqual([]);
    expect(open(judged([kept, { ...kept, metadata: { ...kept.metadata, name: 'd' } }], {}))).toEqual(['warning manifest/waiver unused c']);
  });
});

test.each(['__proto__', 'constructor', 'a}{b', '(((((((((a+)+)+)+)+)+)+)+)+$', '!(a)', '**', '../*', '\u0000'])('a name may be any text: %j', (name) => {
  expect(waived(judged([deployment('api')], { waivers: [budgeted({ name })] })).length).toBeLessThanOrEqual(1);
});

describe('waivers in comments of Terraform', () => {
  const judgedWith = (comment: unknown, config: object = {}) => check(
    loadText('cdktf.out/stacks/a/cdk.tf.json', JSON.stringify({ resource: { aws_ebs_volume: { etcd: { '//': comment, availability_zone: 'eu-west-1a', size: 100, type: 'gp2' } } } })),
    { config: config, today: '2026-01-01' },
  );
  const line = 'control-plane/etcd-volume-class=a laboratory';

  test('accept what they name, as an annotation does', () => {
    const { findings, waived } = judgedWith({ 'looplaw.dev/waive': line });
    expect(findings).toEqual([]);
    expect(waived.map(({ law, reason, given }) => [law, reason, given.by])).toEqual([['control-plane/etcd-volume-class', 'a laboratory', 'annotation']]);
  });

  test.each([
    ['a comment that is text', 'control-plane/etcd-volume-class=a laboratory', []],
    ['a law that does not exist', { 'looplaw.dev/waive': 'control-plane/etcd-volume=x' }, ['manifest/waiver']],
    ['a day that is over', { 'looplaw.dev/waive': `${line}; until=2025-12-31` }, ['manifest/waiver']],
  ])('waive nothing by %s', (_, comment, more) => {
    expect(judgedWith(comment).findings.map(({ law }) => law).sort()).toEqual(['control-plane/etcd-volume-class', ...more]);
  });

  test('count for nothing where only the config may waive', () => {
    expect(judgedWith({ 'looplaw.dev/waive': line }, { waivers: 'config-only' }).findings.map(({ law }) => law).sort()).toEqual(['control-plane/etcd-volume-class', 'manifest/waiver']);
  });
});
