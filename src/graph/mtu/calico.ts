import type { Join } from '../join';
import type { Graph } from '../graph';
import type { KubeObject } from '../object/kube-object';
import type { Subject } from '../reading/subject';
import type { Encapsulation } from './encapsulation';

/** What the set says of a Calico network. */
export interface CalicoNetwork {
  /** The headers of its address pools; `null` = no pool is in the set. */
  readonly pools: readonly Encapsulation[] | null;
  /** Those of its encryption. */
  readonly encryption: readonly Encapsulation[];
  /** Does eBPF replace iptables? It carries NodePort traffic between nodes in VXLAN, whatever the pools say. */
  readonly isBpf: boolean;
}

const GROUPS = ['crd.projectcalico.org', 'projectcalico.org'];

/** Objects of Calico, in either of the groups it serves them in. */
export function calicoObjects(graph: Graph, kind: string): readonly KubeObject[] {
  return GROUPS.flatMap((group) => graph.ofKind(kind, group));
}

/** Throws `Undecided` where a pool is not known. */
export const calicoNetwork: Join<() => CalicoNetwork> = (graph) => {
  let once: CalicoNetwork | undefined;
  return () => (once ??= read(graph));
};

function read(graph: Graph): CalicoNetwork {
  const installed = graph.ofKind('Installation', 'operator.tigera.io').map(({ spec }) => spec.in('calicoNetwork'));
  const pools = [
    ...installed.flatMap((network) => network.list('ipPools').map((pool) => byOperator(pool))),
    ...calicoObjects(graph, 'IPPool').map(({ spec }) => byMode(spec)),
  ];
  const felix = calicoObjects(graph, 'FelixConfiguration').map(({ spec }) => spec);
  return {
    pools: pools.length === 0 ? null : [...new Set(pools.flat())],
    encryption: felix.flatMap((spec): readonly Encapsulation[] => [
      ...(spec.boolean('wireguardEnabled') === true ? ['wireguard' as const] : []),
      ...(spec.boolean('wireguardEnabledV6') === true ? ['wireguard-v6' as const] : []),
    ]),
    isBpf: felix.some((spec) => spec.boolean('bpfEnabled') === true) || installed.some((network) => network.string('linuxDataplane') === 'BPF'),
  };
}

/** The operator takes IPIP where nothing is written. */
function byOperator(pool: Subject): readonly Encapsulation[] {
  const encapsulation = pool.string('encapsulation') ?? 'IPIP';
  if (encapsulation.startsWith('VXLAN')) return [vxlanFor(pool)];
  return encapsulation.startsWith('IPIP') ? ['ipip'] : [];
}

function byMode(pool: Subject): readonly Encapsulation[] {
  const isOn = (field: string) => (pool.string(field) ?? 'Never') !== 'Never';
  return [...(isOn('vxlanMode') ? [vxlanFor(pool)] : []), ...(isOn('ipipMode') ? ['ipip' as const] : [])];
}

function vxlanFor(pool: Subject): Encapsulation {
  return (pool.string('cidr') ?? '').includes(':') ? 'vxlan-v6' : 'vxlan';
}
