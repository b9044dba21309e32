import { AMAZON } from '../../src/graph/mtu/mtu-place';
import { largestFor, linkOf, type Encapsulation } from '../../src/graph/mtu/encapsulation';
import type { Cidr } from '../platform';

/** How pods get their addresses. */
export type Cni =
  | {
    /** Pods take addresses of the VPC. */
    readonly plugin: 'amazon-vpc-cni';
    /** Sixteen addresses at once: more pods to a node, and fewer calls to EC2. Default `true`. */
    readonly prefixes?: boolean;
    /** A range of their own for pods, such as `100.64.0.0/16`: subnets of it are made in each zone. Default: pods share the subnets of nodes. */
    readonly pods?: Cidr;
  }
  | {
    /** Pods have addresses that the VPC does not know. */
    readonly plugin: 'calico' | 'cilium' | 'flannel';
    /** The range of pods; disjoint from all others. */
    readonly pods: Cidr;
    /** What is put around their packets. Default VXLAN. */
    readonly encapsulation?: Encapsulation;
  };

/** What follows from the way pods get their addresses. */
export interface CniPlan {
  readonly plugin: Cni['plugin'];
  /** Do pods take addresses of the subnets their nodes are in? */
  readonly drainsNodeSubnets: boolean;
  /** A second range of the VPC, for pods alone. */
  readonly secondary: Cidr | null;
  /** A range that no router of the VPC knows. */
  readonly overlay: Cidr | null;
  /** Largest packet a pod may send, in bytes: the 9001 of a VPC less the headers. */
  readonly mtu: number;
}

/** Works out the consequences of a plugin. */
export function cniPlan(cni: Cni): CniPlan {
  const link = linkOf('aws') ?? AMAZON.largest;
  if (cni.plugin === 'amazon-vpc-cni') {
    return { plugin: cni.plugin, drainsNodeSubnets: cni.pods === undefined, secondary: cni.pods ?? null, overlay: null, mtu: Math.min(link, AMAZON.largest) };
  }
  return { plugin: cni.plugin, drainsNodeSubnets: false, secondary: null, overlay: cni.pods, mtu: largestFor([cni.encapsulation ?? 'vxlan'], link, 'aws') };
}

/**
 * What the add-on vpc-cni is told: policies are enforced, addresses are taken by prefix, pods go into subnets of their own.
 * @param podSubnets ids by zone; empty = pods share the subnets of nodes
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html
 */
export function vpcCniValues(cni: Cni, region: string, podSubnets: Readonly<Record<string, string>>): string {
  const takesPrefixes = cni.plugin === 'amazon-vpc-cni' && (cni.prefixes ?? true);
  const zones = Object.entries(podSubnets);
  return JSON.stringify({
    enableNetworkPolicy: 'true',
    env: {
      ...(takesPrefixes && { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' }),
      ...(zones.length > 0 && { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: 'true', ENI_CONFIG_LABEL_DEF: 'topology.kubernetes.io/zone' }),
    },
    ...(zones.length > 0 && {
      eniConfig: { create: true, region, subnets: Object.fromEntries(zones.map(([zone, id]) => [zone, { id }])) },
    }),
  });
}
