import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import type { Verdict } from '../../src/judge/verdict';
import { laws } from '../../src/laws';
import { loadPaths } from '../../src/load/load';
import type { Loaded } from '../../src/load/resource';
import { render } from '../../src/report';
import { expectSums } from '../load/accounting';

const ROOT = mkdtempSync(join(tmpdir(), 'looplaw-accounting-'));
afterAll(() => rmSync(ROOT, { recursive: true }));

// Few names, so that objects meet: twins, budgets of workloads, classes of claims.
const name = fc.constantFrom('orders', 'catalog', 'payments');
const labels = name.map((app) => ({ app }));
const metadata = fc.record({
  name: fc.oneof({ arbitrary: name, weight: 9 }, { arbitrary: fc.constant('${NAME}'), weight: 1 }),
  namespace: fc.constantFrom('shop', 'kube-system'),
  annotations: fc.constantFrom({}, { 'looplaw.dev/waive': 'compute/budgeted-pod=measured next week' }, { 'looplaw.dev/waive': 'compute/memory-limited=soon;until=2020-01-01\nnetwork/nothing' }),
}, { requiredKeys: ['name'] });
const quantities = fc.constantFrom({ cpu: '100m', memory: '64Mi' }, { cpu: 1 }, { memory: '${MEMORY}' }, { memory: 'much' });
const container = fc.record({
  name,
  image: fc.constantFrom('registry.example.com/app:1.2.3', 'postgres', 'registry.example.com/app:latest', '${IMAGE}'),
  resources: fc.record({ requests: quantities, limits: quantities }, { requiredKeys: [] }),
  env: fc.constantFrom([], [{ name: 'AWS_SECRET_ACCESS_KEY', value: 'example' }], '${ENV}'),
}, { requiredKeys: ['name'] });
const template = fc.record({ metadata: fc.record({ labels }), spec: fc.record({ containers: fc.array(container, { maxLength: 2 }) }) });
const workload = fc.record({
  apiVersion: fc.constant('apps/v1'),
  kind: fc.constantFrom('Deployment', 'StatefulSet', 'DaemonSet'),
  metadata,
  spec: fc.record({ replicas: fc.constantFrom<unknown>(0, 1, 3, '3', '${REPLICAS}'), selector: labels.map((matchLabels) => ({ matchLabels })), template }, { requiredKeys: ['selector', 'template'] }),
});
const budget = fc.record({
  apiVersion: fc.constantFrom('policy/v1', 'policy/v1beta1'),
  kind: fc.constant('PodDisruptionBudget'),
  metadata,
  spec: fc.record({ maxUnavailable: fc.constantFrom<unknown>(0, 1, '50%', '${MAX}'), minAvailable: fc.constantFrom<unknown>(1, '100%'), selector: labels.map((matchLabels) => ({ matchLabels })) }, { requiredKeys: ['selector'] }),
});
const service = fc.record({ apiVersion: fc.constant('v1'), kind: fc.constant('Service'), metadata, spec: fc.record({ selector: labels, ports: fc.constant([{ port: 80, targetPort: 8080 }]) }) });
const other = fc.record({
  apiVersion: fc.constantFrom('v1', 'example.com/v1', 'storage.k8s.io/v1', 'networking.k8s.io/v1'),
  kind: fc.constantFrom('ConfigMap', 'StorageClass', 'NetworkPolicy', 'ServiceAccount', 'Widget'),
  metadata,
  spec: fc.dictionary(fc.constantFrom('podSelector', 'policyTypes', 'anything'), fc.jsonValue({ maxDepth: 2 })),
});
const object = fc.oneof(workload, budget, service, other);
const list = fc.array(fc.oneof({ arbitrary: object, weight: 5 }, { arbitrary: fc.constantFrom<unknown>('text', {}, null), weight: 1 }), { maxLength: 3 })
  .map((items) => ({ apiVersion: 'v1', kind: 'List', items }));

const document = fc.oneof(
  { arbitrary: fc.oneof(object, list).map((value) => JSON.stringify(value, null, 1)), weight: 6 },
  { arbitrary: fc.constantFrom('', '# nothing', 'null', '{}', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {a: b, a: c}'), weight: 2 },
  { arbitrary: fc.constantFrom('a: [', 'kind: "open', 'apiVersion: v1\n  kind: ConfigMap', 'text', '- 1', '42', 'apiVersion: v1', '{{ if .Values.x }}\nkind: ConfigMap\n{{ end }}', 'a: *nothing'), weight: 1 },
);
const files = fc.array(fc.array(document, { minLength: 1, maxLength: 5 }).map((documents) => documents.join('\n---\n')), { minLength: 1, maxLength: 4 });

const context = { laws: new Map(laws.map((law) => [law.id, law])), docsBaseUrl: 'https://docs.example.com', toolVersion: '1.0.0', explainUndecided: true, color: false, width: 100, unicode: true };
const RANK = { info: 0, warning: 1, error: 2, never: 3 };

/** Writes the files, and reads them in the order of their paths given. */
function loaded(texts: readonly string[], paths: readonly string[]): Loaded {
  texts.forEach((text, i) => writeFileSync(join(ROOT, `${i}.yaml`), text));
  return loadPaths(paths, { cwd: ROOT });
}

const judged = (read: Loaded, failOn: keyof typeof RANK = 'error', preset: Verdict['preset'] = 'strict'): Verdict =>
  check(read, { config: { role: 'platform', preset }, failOn, today: '2026-11-20' });

describe('any run', () => {
  test('accounts for every document, object and answer', () => {
    fc.assert(fc.property(files, (texts) => {
      const read = loaded(texts, texts.map((_, i) => `${i}.yaml`));
      expectSums(read);
      const { accounting, clusters, laws: counts, findings, waived, undecided } = judged(read);
      expect(accounting).toMatchObject({ files: texts.length, documents: read.documents, resources: read.resources.length, skipped: read.skipped, errors: read.errors });
      expect(clusters.reduce((sum, { resources }) => sum + resources, 0)).toBe(read.resources.length);
      expect(Object.keys(counts).sort()).toEqual(laws.map(({ id }) => id).sort());
      for (const [id, { examined, ...answers }] of Object.entries(counts)) {
        expect({ id, examined }).toEqual({ id, examined: answers.kept + answers.broken + answers.undecided + answers.waived });
        const of = (told: readonly { readonly law: string }[]): number => told.filter(({ law }) => law === id).length;
        expect(of(undecided)).toBe(answers.undecided);
        expect(of(findings) > 0).toBe(answers.broken > 0);
        expect(of(findings)).toBeGreaterThanOrEqual(answers.broken);
        expect(of(waived)).toBeGreaterThanOrEqual(answers.waived);
      }
      expect(new Set([...findings, ...waived].map((f) => `${f.cluster} ${f.fingerprint}`)).size).toBe(findings.length + waived.length);
    }), { numRuns: 150 });
  });

  test('says error where something was not examined, else fail where a finding is grave enough, else pass', () => {
    fc.assert(fc.property(files, fc.constantFrom('info', 'warning', 'error', 'never'), fc.constantFrom('recommended', 'strict'), (texts, failOn, preset) => {
      const { verdict, accounting, findings } = judged(loaded(texts, texts.map((_, i) => `${i}.yaml`)), failOn, preset);
      const isFailing = findings.some(({ severity }) => RANK[severity] >= RANK[failOn]);
      expect(verdict).toBe(accounting.errors.length > 0 ? 'error' : isFailing ? 'fail' : 'pass');
      expect(accounting.errors.map(({ code }) => code)).not.toContain('law-crash');
    }), { numRuns: 150 });
  });

  test('says the same whatever the order of its files', () => {
    const shuffled = files.chain((texts) => fc.shuffledSubarray(texts.map((_, i) => `${i}.yaml`), { minLength: texts.length }).map((paths) => ({ texts, paths })));
    fc.assert(fc.property(shuffled, ({ texts, paths }) => {
      const inOrder = judged(loaded(texts, [...paths].sort()));
      const anyhow = judged(loaded(texts, paths));
      expect(render('json', anyhow, context)).toBe(render('json', inOrder, context));
    }), { numRuns: 100 });
  });
});
