import { ApiObject, App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { Platform, StatefulStore, StatelessService, WorkloadIdentity, ZonalStorageClass } from '../../../constructs';
import { EksPodIdentity, Irsa, IrsaRole, NodePools, PodIdentityRole, loopReadyEks } from '../../../constructs/aws';
import { SERVICE, STORE, guarded } from '../manifests';
import { ACCOUNT, ISSUER, ZONES, clusterIn, judged, networkOf, newStack } from './stack';

const who = { namespace: 'shop', serviceAccount: 'api', account: ACCOUNT };
const closed = { closedWorld: ['ServiceAccount', 'aws_iam_role', 'aws_eks_addon'] };

function chartOf() {
  const chart = new Chart(new App(), 'app');
  const namespace = guarded(chart, Platform.aws({ zones: ZONES }));
  return { chart, namespace };
}

/** Laws that hold the planes together, among all faults. */
const joined = (faults: readonly string[]) => faults.filter((fault) => /^(?:identity|network\/policy-enforced|compute\/(?:zonal|system|dedicated|spot|topology)|storage\/(?:volume-zone|stateful))/.test(fault));

describe('both halves of an identity', () => {
  test.each([
    ['IRSA', () => new Irsa({ ...who, issuer: ISSUER })],
    ['IRSA for another audience', () => new Irsa({ ...who, issuer: ISSUER, audience: 'vault', rolePath: '/apps/' })],
    ['Pod Identity', () => new EksPodIdentity({ ...who, cluster: 'main' })],
  ])('agree by %s, since they are made of one value', (_, make) => {
    const identity = make();
    const stack = newStack();
    const cluster = clusterIn(stack, networkOf(stack));
    loopReadyEks(stack, { name: cluster.name, issuer: ISSUER });
    if (identity instanceof Irsa) new IrsaRole(stack, 'Api', { identity });
    else new PodIdentityRole(stack, 'Api', { identity });
    const { chart, namespace } = chartOf();
    const made = new WorkloadIdentity(chart, 'identity', { namespace, identity });
    new StatelessService(chart, 'api', { ...SERVICE, namespace, identity: made });
    const { faults, kept } = judged(stack, chart, closed);
    expect(joined(faults)).toEqual([]);
    expect(kept[identity instanceof Irsa ? 'identity/workload-identity-wired' : 'identity/pod-identity-trust']).toBeGreaterThan(0);
  });

  test('are told apart where one of them is written by hand', () => {
    const stack = newStack();
    new IrsaRole(stack, 'Api', { identity: new Irsa({ ...who, namespace: 'store', roleName: 'shop-api', issuer: ISSUER }) });
    const { chart, namespace } = chartOf();
    new WorkloadIdentity(chart, 'identity', { namespace, name: 'api', principal: { roleArn: `arn:aws:iam::${ACCOUNT}:role/shop-api` } });
    expect(judged(stack, chart, closed).faults.filter((fault) => fault.startsWith('identity/irsa-trust-scoped elsewhere'))).toHaveLength(1);
  });
});

describe('a store and the pools under it', () => {
  function storeOn(dedicated: boolean): readonly string[] {
    const stack = newStack();
    const network = networkOf(stack);
    const cluster = clusterIn(stack, network);
    const pools = new NodePools(stack, 'Pools', {
      cluster: cluster.name, network,
      pools: { apps: { for: 'stateless', instanceTypes: ['m7i.xlarge'], min: 3, max: 9 }, db: { for: 'stateful', instanceTypes: ['r7i.xlarge'], min: 1, max: 2 } },
    });
    const { chart, namespace } = chartOf();
    new ZonalStorageClass(chart, 'class', { platform: namespace.platform, name: 'data' });
    new StatefulStore(chart, 'db', { ...STORE, namespace, replicas: 3, quorum: true, ...(dedicated && { placement: { dedicatedPool: pools.poolOf('db') } }) });
    return joined(judged(stack, chart, closed).faults);
  }

  test('fit where it is sent to the pool that has a group per zone', () => {
    expect(storeOn(true)).toEqual([]);
  });

  test('are told apart where it lands on nodes of any zone', () => {
    expect(storeOn(false).filter((fault) => fault.startsWith('compute/zonal-node-groups spans'))).toHaveLength(1);
  });
});

test('policies of the chart are enforced by the plugin that is switched on, and told where nothing enforces them', () => {
  const policiesOn = (isReady: boolean): readonly string[] => {
    const stack = newStack();
    const cluster = clusterIn(stack, networkOf(stack));
    loopReadyEks(stack, { name: cluster.name, issuer: ISSUER }, isReady ? {} : { vpcCni: '{}' });
    const { chart } = chartOf();
    new ApiObject(chart, 'policy', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'deny', namespace: 'shop' }, spec: { podSelector: {}, policyTypes: ['Ingress'] } });
    return judged(stack, chart).faults.filter((fault) => fault.startsWith('network/policy-enforced'));
  };
  expect(policiesOn(true)).toEqual([]);
  expect(policiesOn(false)).not.toEqual([]);
});
