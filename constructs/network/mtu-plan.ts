import { ApiObject, JsonPatch } from 'cdk8s';
import { largestFor, linkOf, type Encapsulation } from '../../src/graph/mtu/encapsulation';
import { AMAZON, CALICO, CILIUM, FLANNEL } from '../../src/graph/mtu/mtu-place';
import type { Cloud, Platform } from '../platform';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';

/** What carries the packets of pods between nodes. */
export type PodNetwork<C extends Cloud = Cloud> =
  | {
    readonly plugin: 'calico';
    /** All headers in use, encryption among them; `[]` = none. The smallest size they leave counts. */
    readonly encapsulation: readonly Encapsulation[];
    /** Does eBPF replace iptables? It carries NodePort traffic in VXLAN, whatever the pools say. Default `false`. */
    readonly bpf?: boolean;
  }
  | { readonly plugin: 'cilium' | 'flannel' }
  | (C extends 'aws' ? { readonly plugin: 'amazon-vpc-cni' } : never);

/** What the size of packets follows from. */
export interface MtuPlanProps<C extends Cloud> {
  /** The cluster; its cloud says how large a packet a node can send. */
  readonly platform: Platform<C>;
  readonly network: PodNetwork<C>;
  /** Largest packet all of the way takes, in bytes, where it is not the cloud's own: 8500 through a transit gateway, 1500 through a VPN. */
  readonly linkMtu?: number;
}

type Change = (object: Written, mtu: number) => readonly JsonPatch[];

/** As much of an object as tells what it is. */
interface Written {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec?: { readonly calicoNetwork?: object; readonly template?: { readonly spec: { readonly containers: readonly { readonly name: string; readonly env?: readonly { readonly name: string }[] }[] } } };
}

/**
 * The size of packets for the network of pods, as one number and the field its plugin keeps it in. Plugins find it out by themselves, and
 * rightly so on one cloud's own network; a plan is for ways they cannot see. Keeps network/mtu-headroom, mtu-uniform.
 */
export class MtuPlan<C extends Cloud = Cloud> {
  /** What to write, in bytes: the packets of pods for Calico and the VPC CNI, those of the node for Cilium and flannel. */
  readonly mtu: number;
  private readonly plugin: PodNetwork['plugin'];

  /** @throws Refusal for a size no network has. */
  constructor(props: MtuPlanProps<C>) {
    const { platform, network, linkMtu } = checked(SHAPES, 'MtuPlanProps', 'MtuPlan', props);
    const { cloud } = platform;
    const link = linkMtu ?? linkOf(cloud) ?? 1500;
    demand(Number.isInteger(link) && link >= 1280 && link <= 9216, 'MtuPlan', 'network/mtu-headroom', () => ({
      found: `linkMtu ${link}`, expected: 'a whole number from 1280 to 9216', remedy: 'measure the way: ping with the fragment bit set, between two nodes',
    }));
    const { plugin }: PodNetwork = network;
    this.plugin = plugin;
    const headers = network.plugin === 'calico' ? [...network.encapsulation, ...(network.bpf === true ? ['vxlan' as const] : [])] : [];
    this.mtu = plugin === 'amazon-vpc-cni' ? Math.min(link, AMAZON.largest) : largestFor(headers, link, cloud);
  }

  /** Writes the number into the object of the plugin, e.g. one that is included. @throws Refusal for an object the plugin does not keep it in. */
  applyTo(object: ApiObject): void {
    demand(ApiObject.isApiObject(object), 'MtuPlan', 'network/mtu-headroom', () => ({
      found: 'no ApiObject', expected: 'the object that configures the network of pods', remedy: 'include the manifests the plugin is installed by, and pass that object',
    }));
    const written = object.toJson() as Written;
    const change = CHANGES[this.plugin][`${written.kind}/${written.kind === 'Installation' ? '*' : written.metadata.name}`];
    demand(change !== undefined, object.node.path, 'network/mtu-headroom', () => ({
      found: `${written.kind} "${written.metadata.name}" for the network of ${this.plugin}`, expected: `one of ${Object.keys(CHANGES[this.plugin]).join(', ')}`,
      remedy: 'include the manifests the plugin is installed by, and pass the object that configures it',
    }));
    object.addJsonPatch(...change(written, this.mtu));
  }
}

const key = ({ key: name }: { readonly key: string }): Change => (_, mtu) => [JsonPatch.add(`/data/${name}`, String(mtu))];

const CHANGES: { readonly [P in PodNetwork<'aws'>['plugin']]: Readonly<Record<string, Change>> } = {
  calico: {
    'Installation/*': ({ spec }, mtu) => [
      ...(spec?.calicoNetwork === undefined ? [JsonPatch.add('/spec/calicoNetwork', {})] : []), JsonPatch.add('/spec/calicoNetwork/mtu', mtu),
    ],
    [`ConfigMap/${CALICO.name}`]: key(CALICO),
  },
  cilium: { [`ConfigMap/${CILIUM.name}`]: key(CILIUM) },
  flannel: {
    [`ConfigMap/${FLANNEL.name}`]: ({ data }, mtu) => {
      const config = JSON.parse(data?.[FLANNEL.key] ?? '{}') as { readonly Backend?: object };
      return [JsonPatch.add(`/data/${FLANNEL.key}`, JSON.stringify({ ...config, Backend: { ...config.Backend, MTU: mtu } }))];
    },
  },
  'amazon-vpc-cni': {
    [`DaemonSet/${AMAZON.name}`]: ({ spec }, mtu) => {
      const containers = spec?.template?.spec.containers ?? [];
      const i = Math.max(0, containers.findIndex(({ name }) => name === AMAZON.name));
      const others = (containers[i]?.env ?? []).filter(({ name }) => name !== AMAZON.interface && name !== AMAZON.pod);
      const sizes = [AMAZON.interface, AMAZON.pod].map((name) => ({ name, value: String(mtu) }));
      return [JsonPatch.add(`/spec/template/spec/containers/${i}/env`, [...others, ...sizes])];
    },
  },
};
