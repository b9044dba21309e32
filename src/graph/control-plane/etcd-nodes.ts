import { Undecided, every, some } from '../reading/unknown';
import type { Container } from '../workload/container';
import type { Pod } from '../workload/pod';
import type { EtcdCluster } from './etcd-cluster';

/** Does a rule of force keep the members on nodes of their own kind apart from each other? */
export function isOnePerNode(pod: Pod): boolean {
  return some(pod.spreads, (spread) => {
    const { constraint } = spread;
    if (constraint.string('topologyKey') !== 'kubernetes.io/hostname' || !spread.countsOwn()) return false;
    // A term of preferred anti-affinity stands in a preference; a constraint says itself what it is.
    return constraint.has('whenUnsatisfiable') ? constraint.string('whenUnsatisfiable') === 'DoNotSchedule' : !constraint.path.includes('podAffinityTerm');
  });
}

/** Are the members sent to nodes that others are kept off: does a node selector meet a toleration? */
export function isOnTaintedNodes({ spec }: Pod): boolean {
  const required = spec.in('affinity').in('nodeAffinity').in('requiredDuringSchedulingIgnoredDuringExecution');
  const isSent = spec.in('nodeSelector').keys().length > 0 || required.list('nodeSelectorTerms').length > 0;
  return isSent && some(spec.list('tolerations'), (toleration) => (toleration.string('key') ?? '') !== '');
}

/** Are its requests its limits, so that it is the last to be evicted and never throttled below what it was promised? */
export function isGuaranteed(pod: Pod): boolean {
  return every(pod.containers, (container) => every(['cpu', 'memory'] as const, (resource) => hasEqual(container, resource)));
}

function hasEqual(container: Container, resource: 'cpu' | 'memory'): boolean {
  const limit = container.limit(resource);
  const request = container.request(resource);
  return limit !== null && request !== null && limit.amount.compare(request.amount) === 0;
}

/** The zones of kOps members; throws `Undecided` where an instance group is not in the set, or spans several. */
export function zonesOfKops(etcd: EtcdCluster): readonly string[] {
  const members = etcd.declaredBy.spec.list('etcdClusters').find((at) => at.path.join('.') === etcd.place.join('.'))?.list('etcdMembers') ?? [];
  return members.map((member) => {
    const group = member.string('instanceGroup') ?? '';
    const found = etcd.declaredBy.graph.object('kops.k8s.io', 'InstanceGroup', '', group);
    const subnets = found?.spec.strings('subnets') ?? [];
    const [zone] = subnets;
    if (zone === undefined || subnets.length > 1) throw new Undecided(`the zone of InstanceGroup ${group} is not known`, member.path);
    return zone;
  });
}
