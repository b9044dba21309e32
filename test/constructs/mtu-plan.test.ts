import { ApiObject } from 'cdk8s';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MtuPlan, type Cloud, type PodNetwork } from '../../constructs';
import { CLOUDS, chart, manifestsOf, platforms, refusalOf } from './manifests';
import { strictly } from './strict';

const ENCAPSULATIONS = ['vxlan', 'ipip', 'wireguard'] as const;
type Encapsulation = (typeof ENCAPSULATIONS)[number];

/** Calico as its operator installs it, with these headers. */
function calico(cloud: Cloud, encapsulation: readonly Encapsulation[], more = 0) {
  const at = chart();
  const ipPools = encapsulation.filter((e) => e !== 'wireguard').map((e, i) => ({ cidr: `10.${i}.0.0/16`, encapsulation: e === 'vxlan' ? 'VXLAN' : 'IPIP' }));
  const installation = new ApiObject(at, 'installation', {
    apiVersion: 'operator.tigera.io/v1', kind: 'Installation', metadata: { name: 'default' },
    spec: { calicoNetwork: { ipPools: ipPools.length > 0 ? ipPools : [{ cidr: '10.0.0.0/16', encapsulation: 'None' }] } },
  });
  if (encapsulation.includes('wireguard')) {
    new ApiObject(at, 'felix', { apiVersion: 'crd.projectcalico.org/v1', kind: 'FelixConfiguration', metadata: { name: 'default' }, spec: { wireguardEnabled: true } });
  }
  const plan = new MtuPlan<Cloud>({ platform: platforms()[cloud], network: { plugin: 'calico', encapsulation } });
  Object.assign(plan, { mtu: plan.mtu + more });
  plan.applyTo(installation);
  return strictly(at, platforms()[cloud]).findings.filter((f) => f.law.startsWith('network/mtu')).map((f) => f.messageId);
}

function patched(platform: 'aws' | 'gcp', network: PodNetwork<'aws'>, kind: string, props: object, linkMtu?: number) {
  const at = chart();
  const object = new ApiObject(at, 'object', { apiVersion: 'v1', kind, ...props });
  new MtuPlan<'aws'>({ platform: platforms()[platform] as never, network, ...(linkMtu !== undefined && { linkMtu }) }).applyTo(object);
  return manifestsOf(at)[0] as unknown as { data: Record<string, string>; spec: { template: { spec: { containers: readonly { env: readonly object[] }[] } } } };
}

describe('a plan of packet sizes', () => {
  test.each(CLOUDS)('takes on %s the largest number that keeps the law, and one more would not', (cloud) => {
    fc.assert(fc.property(fc.subarray([...ENCAPSULATIONS]), (encapsulation) => {
      expect(calico(cloud, encapsulation)).toEqual([]);
      expect(calico(cloud, encapsulation, 1)).toEqual(['tooLarge']);
    }), { numRuns: 12 });
  });

  test.each<[string, number, PodNetwork, Cloud]>([
    // Azure fragments at 1400, and WireGuard forbids that.
    ['leaves what the largest header leaves', 1340, { plugin: 'calico', encapsulation: ['vxlan', 'wireguard'] }, 'azure'],
    ['counts the VXLAN of eBPF', 1410, { plugin: 'calico', encapsulation: [], bpf: true }, 'gcp'],
    ['leaves subtracting to Cilium', 1460, { plugin: 'cilium' }, 'gcp'],
    ['leaves subtracting to flannel', 1500, { plugin: 'flannel' }, 'azure'],
  ])('%s: %i', (_, mtu, network, cloud) => {
    expect(new MtuPlan<Cloud>({ platform: platforms()[cloud], network }).mtu).toBe(mtu);
  });

  test('follows the narrowest part of the way', () => {
    expect(new MtuPlan({ platform: platforms().aws, network: { plugin: 'amazon-vpc-cni' } }).mtu).toBe(9001);
    expect(new MtuPlan({ platform: platforms().aws, network: { plugin: 'amazon-vpc-cni' }, linkMtu: 8500 }).mtu).toBe(8500);
  });

  test('writes it where each plugin looks', () => {
    expect(patched('gcp', { plugin: 'calico', encapsulation: ['ipip'] }, 'ConfigMap', { metadata: { name: 'calico-config' }, data: { veth_mtu: '0' } }).data).toEqual({ veth_mtu: '1440' });
    expect(patched('gcp', { plugin: 'cilium' }, 'ConfigMap', { metadata: { name: 'cilium-config' }, data: { debug: 'false' } }).data).toEqual({ debug: 'false', mtu: '1460' });
    const flannel = patched('gcp', { plugin: 'flannel' }, 'ConfigMap', { metadata: { name: 'kube-flannel-cfg' }, data: { 'net-conf.json': '{"Network":"10.0.0.0/16","Backend":{"Type":"vxlan"}}' } });
    expect(JSON.parse(flannel.data['net-conf.json'] ?? '')).toEqual({ Network: '10.0.0.0/16', Backend: { Type: 'vxlan', MTU: 1460 } });
    const containers = [{ name: 'aws-node', env: [{ name: 'POD_MTU', value: '1' }, { name: 'AWS_VPC_K8S_CNI_LOGLEVEL', value: 'INFO' }] }];
    const node = patched('aws', { plugin: 'amazon-vpc-cni' }, 'DaemonSet', { metadata: { name: 'aws-node' }, spec: { template: { spec: { containers } } } }, 8500);
    expect(node.spec.template.spec.containers[0]?.env).toEqual([
      { name: 'AWS_VPC_K8S_CNI_LOGLEVEL', value: 'INFO' }, { name: 'AWS_VPC_ENI_MTU', value: '8500' }, { name: 'POD_MTU', value: '8500' },
    ]);
    expect(patched('gcp', { plugin: 'calico', encapsulation: [] }, 'Installation', { metadata: { name: 'default' }, spec: {} }).spec).toEqual({ calicoNetwork: { mtu: 1460 } });
  });

  test('refuses an object its plugin does not read, and a size no network has', () => {
    expect(refusalOf(() => patched('gcp', { plugin: 'cilium' }, 'ConfigMap', { metadata: { name: 'calico-config' }, data: {} }))).toContain('expected: one of ConfigMap/cilium-config');
    expect(refusalOf(() => new MtuPlan({ platform: platforms().gcp, network: { plugin: 'cilium' }, linkMtu: 100 }))).toContain('found:    linkMtu 100');
  });
});
