import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BatchJob, KUBE_VERSIONS, ScheduledJob, StatefulStore, StatelessService, Worker, type KubeVersion } from '../../constructs';
import { SERVICE, STORE, chart, guarded, manifestsOf, platforms, refusalOf } from './manifests';
import { strictly } from './strict';

const SIDECAR = { name: 'shipper', image: 'ghcr.io/acme/shipper:1.2.0', budget: { cpu: '50m', memory: '64Mi' } } as const;

/** One of each kind of workload, with all that a version may change. */
function shopOn(version: KubeVersion) {
  const platform = platforms(version, { telemetry: { namespace: 'observability', service: 'otel-collector' } }).aws;
  const at = chart();
  const namespace = guarded(at, platform);
  const work = { namespace, image: 'ghcr.io/acme/work:1.2.0', budget: { cpu: '100m', memory: '128Mi' }, priorityClassName: 'shop-batch', deadlineSeconds: 60 } as const;
  new StatelessService(at, 'api', { ...SERVICE, namespace, sidecars: [SIDECAR] });
  new StatefulStore(at, 'orders', { ...STORE, namespace });
  new Worker(at, 'mails', { ...work, name: 'mails', scale: { min: 1, max: 3 } });
  new BatchJob(at, 'import', { ...work, name: 'import', disk: { storageClass: { name: 'disks' }, size: '1Gi', mountPath: '/data' } });
  new ScheduledJob(at, 'report', { ...work, name: 'report', schedule: '@daily' });
  const withSidecar = () => new BatchJob(at, 'export', { ...work, name: 'export', sidecars: [SIDECAR] });
  return { at, platform, manifests: manifestsOf(at), withSidecar };
}

/** All fields of a value as paths, items of lists without their number, with the texts that are written there. */
function fieldsOf(value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldsOf(item, path));
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, item]) => fieldsOf(item, `${path}.${key}`));
  return [`${path}=${String(value)}`];
}

const written = new Map(KUBE_VERSIONS.map((version) => [version, new Set(shopOn(version).manifests.flatMap((m) => fieldsOf(m, m.kind)))]));

/** The first version that writes this, of those that all do from then on. */
function since(said: (fields: ReadonlySet<string>) => boolean): string | undefined {
  const does = KUBE_VERSIONS.map((version) => said(written.get(version) ?? new Set()));
  const first = does.indexOf(true);
  expect(does.slice(first).every(Boolean)).toBe(true);
  return KUBE_VERSIONS[first];
}

const has = (end: string) => (fields: ReadonlySet<string>): boolean => [...fields].some((field) => field.endsWith(end));
const SINCE: Readonly<Record<string, (fields: ReadonlySet<string>) => boolean>> = {
  'restartPolicy: Always': has('.initContainers.restartPolicy=Always'),
  ReadWriteOncePod: has('.accessModes=ReadWriteOncePod'),
  'preStop.sleep': has('.preStop.sleep.seconds=10'),
  'trafficDistribution: PreferClose': (fields) => has('.trafficDistribution=PreferClose')(fields) || has('.trafficDistribution=PreferSameZone')(fields),
  PreferSameZone: has('.trafficDistribution=PreferSameZone'),
  ZONE: has('.env.name=ZONE'),
};

const PAGE = readFileSync('docs/constructs.md', 'utf8');
const LIST = /<!-- per-version -->\n([\s\S]*?)<!-- \/per-version -->/.exec(PAGE)?.[1] ?? '';
const ROWS = LIST.split('\n').slice(2).filter((line) => line !== '').map((line) => line.split('|').map((cell) => cell.trim()).slice(1, 4));

describe('what depends on the version', () => {
  test.each(Object.entries(SINCE))('%s is written from the version the page names', (field, said) => {
    const row = ROWS.find(([what = '']) => what.includes(`\`${field}\``));
    expect(row?.[1]).toBe(since(said));
  });

  test('is a sidecar in a job, too', () => {
    expect(refusalOf(() => shopOn('1.28').withSidecar())).toContain('1.29 or later');
    expect(shopOn('1.29').withSidecar().name).toBe('export');
    expect(ROWS.find(([what = '']) => what === 'a sidecar in a job')?.[1]).toBe('1.29');
  });

  test('is on the page, and nothing else is', () => {
    expect(ROWS).toHaveLength(Object.keys(SINCE).length + 2);
    const parts = [
      /\.restartPolicy=Always$/, /\.accessModes=/, /\.preStop\./, /\.trafficDistribution=/, /\.env\.name=ZONE$/, /topology\.kubernetes\.io\/zone'\]$/, /OTEL|k8s\.pod\.name=/, /pod-security\.kubernetes\.io\/[a-z]+-version=/,
    ];
    const shared = (version: KubeVersion) => [...written.get(version) ?? []].filter((field) => !parts.some((part) => part.test(field))).map((field) => field.replace(/\.(?:initContainers|containers)\./, '.containers.'));
    const newest = new Set(shared('1.36'));
    for (const version of KUBE_VERSIONS) expect({ version, fields: [...new Set(shared(version))].sort() }).toEqual({ version, fields: [...newest].sort() });
  });

  test('are two laws, which the page names', () => {
    const kept = (version: KubeVersion) => {
      const { at, platform } = shopOn(version);
      return new Set(Object.entries(strictly(at, platform).laws).filter(([, law]) => law.kept > 0).map(([id]) => id));
    };
    const all = kept('1.36');
    const missing = (version: KubeVersion) => { const here = kept(version); return [...all].filter((id) => !here.has(id)).sort(); };
    expect(KUBE_VERSIONS.map(missing)).toEqual(KUBE_VERSIONS.map((version) => [
      ...(platforms(version).aws.isAtLeast('1.35') ? [] : ['observability/zone-context']), ...(platforms(version).aws.isAtLeast('1.29') ? [] : ['storage/single-writer']),
    ]));
    expect(PAGE).toContain('`storage/single-writer` does not apply before 1.29, and `observability/zone-context` not before 1.35');
  });
});
