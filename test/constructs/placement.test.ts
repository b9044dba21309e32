import { describe, expect, test } from 'vitest';
import { GuardedNamespace, Platform, StatelessService, type Placement, type Tenancy } from '../../constructs';
import { SERVICE, chart, find, guarded, manifestsOf, platforms, refusalOf } from './manifests';

const POOL = { labels: { pool: 'web' }, taint: { key: 'pool', value: 'web', effect: 'NoSchedule' } } as const;
const TOLERATION = { key: 'pool', operator: 'Equal', value: 'web', effect: 'NoSchedule' };
const QUOTA = { requests: { cpu: '9', memory: '9Gi' }, limits: { cpu: '9', memory: '9Gi' }, pods: 20 } as const;

function podWith(placement: Placement, platform: Platform = platforms().aws) {
  const at = chart();
  new StatelessService(at, 'api', { ...SERVICE, namespace: guarded(at, platform), placement });
  return find(manifestsOf(at), 'Deployment').spec.template.spec;
}

function podIn(tenancy: Tenancy, placement: Placement = {}) {
  const at = chart();
  const namespace = new GuardedNamespace(at, 'namespace', { platform: platforms().aws, name: 'tenants', quota: QUOTA, ...tenancy });
  new StatelessService(at, 'api', { ...SERVICE, namespace, placement });
  return find(manifestsOf(at), 'Deployment').spec.template.spec;
}

describe('placement', () => {
  test('asks for nothing unless told', () => {
    for (const field of ['nodeSelector', 'affinity', 'tolerations', 'runtimeClassName']) expect(podWith({})).not.toHaveProperty(field);
  });

  test('requires and prefers labels of nodes', () => {
    expect(podWith({ require: { arch: ['amd64', 'arm64'], disk: 'nvme' }, prefer: { size: 'large' } }).affinity).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [
          { key: 'arch', operator: 'In', values: ['amd64', 'arm64'] }, { key: 'disk', operator: 'In', values: ['nvme'] },
        ] }] },
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: { matchExpressions: [{ key: 'size', operator: 'In', values: ['large'] }] } }],
      },
    });
  });

  test.each([[undefined, 'ScheduleAnyway'], ['prefer', 'ScheduleAnyway'], ['require', 'DoNotSchedule']] as const)('spread %s over zones is %s, over hosts a wish', (spread, whenUnsatisfiable) => {
    expect(podWith({ ...(spread && { spread }) }).topologySpreadConstraints.map((c) => c.whenUnsatisfiable)).toEqual([whenUnsatisfiable, 'ScheduleAnyway']);
  });

  test('stays near to one and far from another, also in other namespaces, and never waits for it', () => {
    const cache = { namespace: { name: 'shop' }, selector: { app: 'cache' } };
    const crunch = { namespace: { name: 'batch' }, selector: { app: 'crunch' } };
    expect(podWith({ colocate: cache, avoid: crunch }).affinity).toEqual({
      podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: { topologyKey: 'topology.kubernetes.io/zone', labelSelector: { matchLabels: { app: 'cache' } } } }] },
      podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{
        weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'crunch' } }, namespaces: ['batch'] },
      }] },
    });
  });

  test('on a dedicated pool is both: drawn there, and let in', () => {
    expect(podWith({ dedicatedPool: POOL })).toMatchObject({ nodeSelector: POOL.labels, tolerations: [TOLERATION] });
  });

  test('on spot nodes of a pool is all four', () => {
    expect(podWith({ dedicatedPool: POOL, spot: true }, platforms().azure)).toMatchObject({
      nodeSelector: { ...POOL.labels, 'kubernetes.azure.com/scalesetpriority': 'spot' },
      tolerations: [TOLERATION, { key: 'kubernetes.azure.com/scalesetpriority', operator: 'Equal', value: 'spot', effect: 'NoSchedule' }],
    });
  });

  test('on spot nodes drains within their notice', () => {
    const pod = podWith({ spot: true }, platforms().gcp);
    expect([pod.terminationGracePeriodSeconds, pod.containers[0].lifecycle.preStop.sleep.seconds]).toEqual([15, 5]);
    const slow = () => { const at = chart(); return new StatelessService(at, 'api', { ...SERVICE, namespace: guarded(at, platforms().gcp), placement: { spot: true }, shutdownSeconds: 60 }); };
    expect(refusalOf(slow)).toContain('found:    65 s to stop, on spot nodes');
  });

  test('on spot nodes of EKS Auto Mode goes by the label of Karpenter', () => {
    expect(podWith({ spot: true }, Platform.aws({ zones: ['us-east-1a'], autoMode: true })).nodeSelector).toEqual({ 'karpenter.sh/capacity-type': 'spot' });
  });
});

describe('tenancy', () => {
  test('of code nobody trusts is a sandbox, or nodes of its own, for every pod', () => {
    expect(podIn({ tenancy: 'untrusted', sandbox: { runtimeClassName: 'gvisor' } })).toMatchObject({ runtimeClassName: 'gvisor' });
    expect(podIn({ tenancy: 'untrusted', sandbox: POOL })).toMatchObject({ nodeSelector: POOL.labels, tolerations: [TOLERATION] });
    expect(podIn({ tenancy: 'untrusted', sandbox: { runtimeClassName: 'kata' } }, { dedicatedPool: POOL })).toMatchObject({ runtimeClassName: 'kata', nodeSelector: POOL.labels });
  });

  test('of code nobody trusts knows one pool only', () => {
    expect(refusalOf(() => podIn({ tenancy: 'untrusted', sandbox: POOL }, { dedicatedPool: POOL }))).toContain('[compute/untrusted-isolated]');
  });
});
