import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { GuardedNamespace, KUBE_VERSIONS, PriorityLadder, RbacAudit, ZonalStorageClass, type Cloud } from '../../constructs';
import { EVERYTHING, READ_PODS, binding, listOf, role } from '../audit/dumps';
import { BIN, folder } from '../cli/command';
import { telemetry } from './arbitraries';
import { brokenIn } from './judged';
import { CLOUDS, find, manifestsOf, platforms } from './manifests';

function auditOn(cloud: Cloud, version: (typeof KUBE_VERSIONS)[number] = '1.34') {
  const app = new App();
  const chart = new Chart(app, 'test');
  const platform = platforms(version, { telemetry })[cloud];
  const namespace = new GuardedNamespace<Cloud>(chart, 'namespace', {
    platform, name: 'security', quota: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' }, pods: 5, storage: { size: '5Gi', claims: 1 } },
  });
  const storageClass = new ZonalStorageClass<Cloud>(chart, 'disks', { platform, name: 'dumps' });
  const priorityClassName = new PriorityLadder(chart, 'ladder', { name: 'security' }).batch.name;
  const audit = new RbacAudit(chart, 'audit', { namespace, image: 'ghcr.io/acme/rbac-audit:1.0.0', storageClass, priorityClassName });
  return { app, chart, platform, audit };
}

describe('the weekly audit of rights', () => {
  const manifests = manifestsOf(auditOn('aws').chart);

  test.each(CLOUDS)('keeps every law in strict on %s, from the oldest version to the newest', (cloud) => {
    const wrong = KUBE_VERSIONS.flatMap((version) => {
      const { app, platform } = auditOn(cloud, version);
      return brokenIn(app, platform).map((what) => `${version} ${what}`);
    });
    expect(wrong).toEqual([]);
  });

  test('may list roles and bindings of the whole cluster, and nothing else', () => {
    expect(find(manifests, 'ClusterRole')).toMatchObject({
      metadata: { name: 'security-rbac-audit' },
      rules: [{ apiGroups: ['rbac.authorization.k8s.io'], resources: ['clusterroles', 'roles', 'clusterrolebindings', 'rolebindings'], verbs: ['list'] }],
    });
    expect(find(manifests, 'ClusterRoleBinding').subjects).toEqual([{ kind: 'ServiceAccount', name: 'rbac-audit', namespace: 'security' }]);
  });

  test('keeps its dump on a disk from one Monday to the next', () => {
    const { schedule, jobTemplate } = find(manifests, 'CronJob').spec as unknown as { readonly schedule: string; readonly jobTemplate: { readonly spec: { readonly backoffLimit: number; readonly template: { readonly spec: { readonly volumes: readonly object[] } } } } };
    expect(schedule).toBe('0 6 * * 1');
    expect(jobTemplate.spec.backoffLimit).toBe(0);
    expect(jobTemplate.spec.template.spec.volumes).toContainEqual({ name: 'disk', persistentVolumeClaim: { claimName: 'rbac-audit' } });
    expect(find(manifests, 'PersistentVolumeClaim').spec).toMatchObject({ accessModes: ['ReadWriteOncePod'], storageClassName: 'dumps' });
  });
});

describe('its script', () => {
  /** Runs the script as the pod does, with a kubectl that prints a dump and folders of our own. */
  function run(dump: string, last?: string) {
    const place = folder({ kubectl: '#!/bin/sh\ncat dump.json\n', 'dump.json': dump, looplaw: `#!/bin/sh\nexec ${process.execPath} ${BIN} "$@"\n` });
    for (const program of ['kubectl', 'looplaw']) chmodSync(join(place, program), 0o755);
    mkdirSync(join(place, 'dumps'));
    if (last !== undefined) writeFileSync(join(place, 'dumps/last.json'), last);
    const { audit } = auditOn('aws');
    const [, , script = ''] = (audit.job.resource.toJson() as { readonly spec: { readonly jobTemplate: { readonly spec: { readonly template: { readonly spec: { readonly containers: readonly [{ readonly command: readonly string[] }] } } } } } })
      .spec.jobTemplate.spec.template.spec.containers[0].command;
    const here = script.replaceAll('/tmp/', `${place}/`).replaceAll('/dumps/', `${place}/dumps/`);
    const { status, stdout } = spawnSync('sh', ['-c', here], { cwd: place, encoding: 'utf8', env: { ...process.env, PATH: `${place}:${process.env['PATH'] ?? ''}` } });
    const kept = join(place, 'dumps/last.json');
    return { status, stdout, kept: existsSync(kept) ? readFileSync(kept, 'utf8') : null };
  }

  const calm = listOf(role('reader', [READ_PODS]), binding('ci', 'ClusterRole reader', ['ServiceAccount shop/ci']));
  const worse = listOf(role('reader', [READ_PODS]), role('admin', [EVERYTHING]), binding('ci', 'ClusterRole reader', ['ServiceAccount shop/ci']), binding('bob', 'ClusterRole admin', ['User bob']));

  test('keeps the first dump, and fails where somebody has powers', () => {
    expect(run(calm)).toMatchObject({ status: 0, kept: calm });
    expect(run(worse)).toMatchObject({ status: 1, kept: worse });
  });

  test('tells what is new, once', () => {
    const first = run(worse, calm);
    expect(first).toMatchObject({ status: 1, kept: worse });
    expect(first.stdout).toContain('1 gained, 0 lost');
    expect(run(worse, worse)).toMatchObject({ status: 0, kept: worse });
  });

  test('keeps the dump of last week where this one is half', () => {
    expect(run('{', calm)).toMatchObject({ status: 2, kept: calm });
  });
});
