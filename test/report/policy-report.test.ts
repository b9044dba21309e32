import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/judge/verdict';
import { loadText } from '../../src/load/load';
import { openreports } from '../../src/report/openreports';
import { policyreport } from '../../src/report/policyreport';
import { folder, looplaw } from '../cli/command';
import { checked } from '../hostile/run';
import { documentsOf, type PolicyDocument } from './grammar';
import { openReportErrors, policyReportErrors } from './schema';
import { budgeted, context, deferred, finding, objectsOf, SHOP, shopVerdict, verdictOf } from './sample';

const documents = (verdict: Verdict = shopVerdict()) => documentsOf(policyreport(verdict, context));
const names = (all: readonly PolicyDocument[]) => all.map(({ kind, metadata: { name, namespace = '' } }) => `${kind} ${namespace}/${name}`);
const fast = objectsOf('dist/shop.k8s.yaml', SHOP)('StorageClass fast');
const api = objectsOf('dist/shop.k8s.yaml', SHOP)('Deployment api');
const outcomes = ({ results }: PolicyDocument, result: string) => results.filter((r) => r.result === result);

describe.each([
  ['policyreport', policyreport, policyReportErrors, 'wgpolicyk8s.io/v1alpha2', 'ClusterPolicyReport', 'PolicyReport'],
  ['openreports', openreports, openReportErrors, 'openreports.io/v1alpha1', 'ClusterReport', 'Report'],
] as const)('%s', (format, report, errors, apiVersion, clusterKind, kind) => {
  test('is a report for what is in no namespace and one for each namespace, as the published definitions have them', () => {
    const all = documentsOf(report(shopVerdict(), context));
    expect(all.map((d) => [d.apiVersion, d.kind, d.metadata.name, d.metadata.namespace])).toEqual([[apiVersion, clusterKind, 'looplaw', undefined], [apiVersion, kind, 'looplaw', 'shop']]);
    expect(all.flatMap(errors)).toEqual([]);
    expect(all.map(({ source }) => source)).toEqual(format === 'openreports' ? ['looplaw', 'looplaw'] : [undefined, undefined]);
  });

  test('can be judged itself: the command reads every document of it', () => {
    const cwd = folder({ 'in/a.yaml': SHOP });
    const ran = looplaw(['check', 'in', '--no-config', '--preset', 'strict', '--role', 'platform', '-f', format, '-o', 'report.yaml'], { cwd });
    expect(ran).toMatchObject({ code: 1, out: '', err: '' });
    const { report: again } = checked(['report.yaml', '--no-config'], { cwd });
    expect(again.accounting).toMatchObject({ errors: [], skipped: [], documents: again.accounting.resources });
    expect(again.accounting.resources).toBeGreaterThan(1);
    expect([again.verdict, again.findings]).toEqual(['pass', []]);
  });
});

describe('results', () => {
  test('say of each finding which law, how grave, on what, where, and how to fix it', () => {
    const [cluster, shop] = documents();
    expect(outcomes(cluster!, 'fail')).toEqual([{
      source: 'looplaw', policy: 'storage/deferred-binding', rule: 'immediate', category: 'storage', severity: 'high', result: 'fail', scored: true,
      message: 'class fast binds volumes of ebs.csi.aws.com before a pod has a zone',
      resources: [{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', name: 'fast', fieldPath: 'volumeBindingMode' }],
      properties: { place: 'dist/shop.k8s.yaml:6:20', fix: deferred.remedy, docs: 'https://example.com/docs/laws/storage/deferred-binding.md', fingerprint: shopVerdict().findings[0]!.fingerprint },
    }]);
    expect(outcomes(shop!, 'warn')).toMatchObject([{ severity: 'medium', scored: false, resources: [{ kind: 'PodDisruptionBudget', namespace: 'shop', name: 'api' }] }]);
    expect(outcomes(shop!, 'fail')[0]?.properties).toMatchObject({ container: 'api' });
  });

  test('what is accepted or undecided is skipped and says why; it is never a pass', () => {
    const [cluster, shop] = documents({ ...shopVerdict(), baselined: [finding(budgeted, api, ['spec'], { args: { container: 'x', resources: 'cpu' } })] });
    expect(outcomes(shop!, 'skip').map(({ message }) => message)).toEqual([
      'waived: legacy batch, JIRA-12 (until 2027-03-31, by annotation at dist/shop.k8s.yaml:10:1): container old requests no cpu', 'in the baseline: container x requests no cpu', 'undecided: image is ${IMAGE}',
    ]);
    expect(outcomes(cluster!, 'skip').map(({ message }) => message)).toEqual(['undecided: zones of the cluster are not declared']);
  });

  test('a law passes where all keep it, and only there', () => {
    expect(documents().flatMap((document) => outcomes(document, 'pass'))).toEqual([
      { source: 'looplaw', policy: 'network/ready-backends', category: 'network', result: 'pass', scored: true, message: 'network/ready-backends', properties: { kept: '5' } },
    ]);
  });

  test('an input that was not examined is an error of the run', () => {
    const errors = [{ code: 'invalid-yaml', file: 'x.yaml', document: 0, line: 3, column: 1, message: 'a tab' }] as const;
    const [cluster] = documents(verdictOf([], { accounting: { ...shopVerdict().accounting, errors } }));
    expect(cluster).toMatchObject({ summary: { pass: 0, fail: 0, error: 1 }, results: [{ policy: 'input', rule: 'invalid-yaml', result: 'error', message: 'not examined: a tab', properties: { place: 'x.yaml:3:1' } }] });
  });
});

describe('reports', () => {
  test('count what they hold; promises that were kept are counted once, with the account of the run', () => {
    for (const document of documents()) {
      for (const outcome of ['fail', 'warn', 'error', 'skip']) expect(document.summary[outcome]).toBe(outcomes(document, outcome).length);
    }
    expect(documents().map(({ summary }) => summary['pass'])).toEqual([20, undefined]);
  });

  test('go where their objects go', () => {
    const at = (namespace: string | null, kind = 'Deployment', apiVersion = 'apps/v1') => finding(budgeted, { ...api, namespace, kind, apiVersion }, ['spec']);
    expect(names(documents(verdictOf([at('b'), at('a'), at(null), at('a', 'Namespace', 'v1'), at('${NS}'), at(null, 'Thing', 'example.com/v1')])))).toEqual([
      'ClusterPolicyReport /looplaw', 'PolicyReport /looplaw', 'PolicyReport a/looplaw', 'PolicyReport b/looplaw',
    ]);
    const [cluster, unnamed, a] = documents(verdictOf([at('a'), at(null), at('${NS}')]));
    expect(cluster!.results.map(({ resources }) => resources?.[0]?.['namespace'])).toEqual(['${NS}']);
    expect([unnamed!.scope, a!.scope]).toEqual([undefined, { apiVersion: 'v1', kind: 'Namespace', name: 'a' }]);
  });

  test('of several clusters stand apart, under names no two share', () => {
    const clusters = ['prod', 'Prod', 'prod/eu', '2', ''];
    const all = documents(verdictOf(clusters.map((cluster) => finding(deferred, fast, [], { cluster })), { clusters: clusters.map((name) => ({ name, resources: 1, note: null })) }));
    expect(all).toHaveLength(6);
    expect(new Set(names(all)).size).toBe(6);
    expect(names(all)[0]).toBe('ClusterPolicyReport /looplaw');
    expect(all.find(({ metadata }) => metadata.name === 'looplaw-prod')?.metadata.annotations).toEqual({ 'looplaw.dev/cluster': 'prod' });
    expect(all.flatMap(policyReportErrors)).toEqual([]);
  });

  test('of thousands of results come in parts that the store of a cluster takes, and lose none', () => {
    const findings = Array.from({ length: 1201 }, (_, i) => finding(budgeted, api, ['spec', i], { args: { container: `c${i}`, resources: 'x'.repeat(500) } }));
    const all = documents(verdictOf(findings));
    expect(names(all)).toEqual(['ClusterPolicyReport /looplaw', 'PolicyReport shop/looplaw', 'PolicyReport shop/looplaw.2', 'PolicyReport shop/looplaw.3']);
    expect(all.flatMap(({ results }) => results)).toHaveLength(1201);
    expect(Math.max(...all.map((document) => JSON.stringify(document).length))).toBeLessThan(1_500_000);
    expect(all.flatMap(policyReportErrors)).toEqual([]);
  });

  test('read the same whatever reads them: no text becomes a number, a date or a truth', () => {
    const odd = ['yes', 'no', '0o17', '1e3', '2027-03-31', 'null', '~', '0x1f', '1_000', '12:30:45', 'on', '---', '# x', '- x', 'a: b', '&a', '*a', '!!str', '', ' x '];
    const stream = policyreport(verdictOf(odd.map((name) => finding(deferred, { ...fast, name, kind: name }, [name], { args: { class: name, provisioner: name } }))), context);
    const [, unnamed] = documentsOf(stream);
    expect(unnamed!.results.map(({ resources }) => resources?.[0]?.['kind'])).toEqual(odd);
    const { resources, errors } = loadText('report.yaml', stream);
    expect([errors, resources.map(({ value }) => value)]).toEqual([[], documentsOf(stream)]);
  });
});
