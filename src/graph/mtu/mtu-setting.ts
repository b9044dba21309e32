import { Subject, isMap } from '../reading/subject';
import { Undecided } from '../reading/unknown';
import type { KubeObject } from '../object/kube-object';
import { Workload } from '../workload/workload';
import { networkMtu } from '../cloud/google/network-mtu';
import { AMAZON, CALICO, CILIUM, FLANNEL } from './mtu-place';
import { calicoNetwork, calicoObjects, type CalicoNetwork } from './calico';
import { largestFor, linkOf, type Encapsulation } from './encapsulation';

/** Whose packets the number is about: those of pods, those of one tunnel, or those of the node, of which the plugin takes its headers off by itself. */
export type MtuMeaning = 'pod' | 'tunnel' | 'node';

/** A packet size somebody chose for the network of pods. What nobody chose is found out by the plugin, and right. */
export class MtuSetting extends Subject {
  constructor(
    at: Subject,
    /** The field it stands in. */
    readonly field: string,
    readonly plugin: 'Calico' | 'Cilium' | 'flannel' | 'Amazon VPC CNI',
    readonly meaning: MtuMeaning,
    readonly mtu: number,
    /** The headers of the one tunnel it is for. */
    private readonly own: readonly Encapsulation[] = [],
    /** A bound that comes from elsewhere than the network. */
    private readonly bound: number | null = null,
  ) {
    super(at.node, at.up === null ? at : at.up, at.up === null ? [] : at.steps, null);
  }

  /**
   * The largest number that fits. Undecided where the network, or what is put around packets, is not known.
   * @param link Largest packet of the nodes' network; 0 = that of the declared cloud.
   */
  largest(link: number): number {
    const { profile } = this.object.graph;
    if (this.bound !== null) return this.bound;
    const network = link > 0 ? link : (this.object.graph.join(networkMtu) ?? linkOf(profile.cloud));
    if (network === null) throw new Undecided('how large a packet the nodes can send is not known');
    const known = largestFor(this.meaning === 'pod' ? [...(this.calico.pools ?? []), ...this.calico.encryption] : this.own, network, profile.cloud);
    if (this.meaning === 'pod' && this.calico.pools === null && this.mtu <= known) throw new Undecided('no address pool is in this set, so what is put around packets is not known');
    return known;
  }

  /** The largest number eBPF leaves room for; `null` where it does not matter. */
  largestForBpf(link: number): number | null {
    const { profile } = this.object.graph;
    if (this.meaning !== 'pod' || !this.calico.isBpf || this.calico.pools?.length !== 0) return null;
    const network = link > 0 ? link : (this.object.graph.join(networkMtu) ?? linkOf(profile.cloud));
    if (network === null) throw new Undecided('how large a packet the nodes can send is not known');
    return largestFor(['vxlan'], network, profile.cloud);
  }

  /** Does the plugin take headers off a number that is already too small? */
  isReducedTwice(link: number): boolean {
    return this.meaning === 'node' && this.bound === null && this.mtu < this.largest(link);
  }

  /** Settings of tunnels of the same network that take smaller packets than pods send. */
  get narrowerTunnels(): readonly MtuSetting[] {
    if (this.meaning !== 'pod') return [];
    const { graph } = this.object;
    const { pools, encryption } = this.calico;
    const used = pools === null ? null : [...pools, ...encryption];
    return calicoObjects(graph, 'FelixConfiguration').flatMap(ofFelix)
      .filter((tunnel) => tunnel.mtu < this.mtu && (used === null || tunnel.own.some((e) => used.includes(e))));
  }

  private get calico(): CalicoNetwork {
    return this.object.graph.join(calicoNetwork)();
  }
}

/** The packet sizes an object sets. */
export function mtuSettingsOf(object: KubeObject): readonly MtuSetting[] {
  if (object instanceof Workload) return object.name === AMAZON.name ? ofAmazon(object) : [];
  switch (object.kind) {
    case 'ConfigMap':
      return ofConfigMap(object);
    case 'Installation':
      return object.group === 'operator.tigera.io' ? chosen(object.spec.in('calicoNetwork'), 'mtu').map((mtu) => new MtuSetting(object.spec.in('calicoNetwork'), 'mtu', 'Calico', 'pod', mtu)) : [];
    case 'FelixConfiguration':
      return ofFelix(object);
    default:
      return [];
  }
}

const TUNNELS: readonly (readonly [string, Encapsulation])[] = [
  ['vxlanMTU', 'vxlan'], ['vxlanMTUV6', 'vxlan-v6'], ['ipipMTU', 'ipip'], ['wireguardMTU', 'wireguard'], ['wireguardMTUV6', 'wireguard-v6'],
];

function ofFelix({ spec }: KubeObject): readonly MtuSetting[] {
  return TUNNELS.flatMap(([field, tunnel]) => chosen(spec, field).map((mtu) => new MtuSetting(spec, field, 'Calico', 'tunnel', mtu, [tunnel])));
}

/** Values of a ConfigMap are texts. */
function ofConfigMap(object: KubeObject): readonly MtuSetting[] {
  const data = object.in('data');
  switch (object.name) {
    case CALICO.name:
      return chosenText(data, CALICO.key).map((mtu) => new MtuSetting(data, CALICO.key, 'Calico', 'pod', mtu));
    case CILIUM.name:
      return chosenText(data, CILIUM.key).map((mtu) => new MtuSetting(data, CILIUM.key, 'Cilium', 'node', mtu));
    case FLANNEL.name:
      return chosenByFlannel(data).map((mtu) => new MtuSetting(data, FLANNEL.key, 'flannel', 'node', mtu));
    default:
      return [];
  }
}

/** No header is put around packets: pods may send what their interface carries. */
function ofAmazon(workload: Workload): readonly MtuSetting[] {
  const variables = workload.pod.containers.flatMap((c) => c.list('env')).filter((e) => [AMAZON.interface, AMAZON.pod].map(String).includes(e.string('name') ?? ''));
  const interfaces = variables.filter((e) => e.string('name') === AMAZON.interface).flatMap((e) => chosenText(e, 'value'));
  return variables.flatMap((at) => chosenText(at, 'value').map((mtu) => {
    const isPod = at.string('name') === AMAZON.pod;
    return new MtuSetting(at, 'value', 'Amazon VPC CNI', isPod ? 'pod' : 'node', mtu, [], isPod ? Math.min(AMAZON.largest, ...interfaces) : AMAZON.largest);
  }));
}

/** Zero asks the plugin to find out. */
function chosen(at: Subject, field: string): readonly number[] {
  const mtu = at.number(field) ?? 0;
  return mtu > 0 ? [mtu] : [];
}

/** The same for a number that is a text; an empty one asks for nothing, either. */
function chosenText(at: Subject, field: string): readonly number[] {
  const mtu = at.string(field) === '' ? 0 : at.numberText(field) ?? 0;
  return mtu > 0 ? [mtu] : [];
}

function chosenByFlannel(data: Subject): readonly number[] {
  const field = FLANNEL.key;
  const json = data.string(field);
  try {
    const config: unknown = JSON.parse(json ?? '{}');
    const backend = isMap(config) ? config['Backend'] : undefined;
    const mtu = Number(isMap(backend) ? backend['MTU'] ?? 0 : 0);
    if (Number.isInteger(mtu)) return mtu > 0 ? [mtu] : [];
  } catch {
    // What is no JSON says nothing that could be read.
  }
  throw data.unknown(field);
}
