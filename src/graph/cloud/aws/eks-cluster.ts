import { isMap } from '../../reading/subject';
import { Undecided } from '../../reading/unknown';
import type { PoolFacts } from '../../placement/node-pool';
import { rangeOf, type AddressRange } from '../address-range';
import { block, flag, text } from '../argument';
import { cloud } from '../cloud';
import type { Flaw } from '../flaw';
import { missingEndpoints } from './endpoints';
import type { CloudResource } from '../cloud-resource';
import { ManagedCluster } from '../managed-cluster';
import { NodeGroup } from './node-group';
import { Subnet } from './subnet';

const CLUSTER = ['aws_eks_cluster'];

/** A cluster of EKS. */
export class EksCluster extends ManagedCluster {
  readonly cloud = 'aws';

  /** Auto Mode, which brings nodes, disks, the network plugin and its agents along. */
  get isAuto(): boolean {
    return flag(block(this, 'compute_config'), 'enabled') ?? false;
  }

  override get makesNodes(): boolean {
    return this.isAuto || this.graph.ofKind('NodePool', 'karpenter.sh').length > 0;
  }

  /** The subnets of its control plane. */
  get subnets(): readonly Subnet[] {
    return this.targetsAt(block(this, 'vpc_config'), 'subnet_ids', ['aws_subnet']).filter((subnet) => subnet instanceof Subnet);
  }

  get nodeGroups(): readonly NodeGroup[] {
    return this.ownOf('aws_eks_node_group').filter((group) => group instanceof NodeGroup);
  }

  override get pools(): readonly PoolFacts[] {
    return this.nodeGroups.map((group) => group.facts);
  }

  /** An add-on of it; `null` where the set has none. */
  addOn(name: string): CloudResource | null {
    const found = this.ownOf('aws_eks_addon').find((addOn) => text(addOn, 'addon_name') === name);
    if (found === undefined) this.graph.assertAllSeen('aws_eks_addon');
    return found ?? null;
  }

  override get policyField(): readonly string[] {
    return ['name'];
  }

  /**
   * The VPC CNI enforces policies only where its add-on is told to; another engine may be installed in the cluster.
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html
   */
  override get enforcesPolicies(): boolean {
    if (this.isAuto) {
      const switches = this.graph.object('', 'ConfigMap', 'kube-system', 'amazon-vpc-cni');
      if (switches === null) throw new Undecided(`whether the ConfigMap amazon-vpc-cni of ${this.title} switches policies on is not known`);
      return switches.in('data').string('enable-network-policy-controller') === 'true';
    }
    const addOn = this.addOn('vpc-cni');
    if (addOn === null) throw new Undecided(`how the network plugin of ${this.title} is installed is not known`);
    const values = text(addOn, 'configuration_values');
    return values !== undefined && isPolicyOn(values);
  }

  override get publicWays(): readonly Flaw<'services'>[] {
    const missing = missingEndpoints(this);
    return missing.length === 0 ? [] : [{ is: 'services', path: ['vpc_config'], args: { cluster: this.title, services: missing.join(', ') }, related: [] }];
  }

  override addressFlaws(podsPerNode: number): readonly Flaw<'subnets'>[] {
    const configured = this.addOn('vpc-cni');
    if (configured !== null && /CUSTOM_NETWORK_CFG/.test(text(configured, 'configuration_values') ?? '')) throw new Undecided('pods take addresses of other subnets');
    return this.nodeGroups.flatMap((group) => group.addressFlaws(podsPerNode));
  }

  override get ranges(): readonly AddressRange[] {
    const network = block(this, 'kubernetes_network_config');
    const vpcs = this.subnets.flatMap((subnet) => subnet.targets('vpc_id', ['aws_vpc']));
    return [
      ...rangeOf('Services', text(network, 'service_ipv4_cidr'), this, [...network.path, 'service_ipv4_cidr']),
      ...[...new Set(vpcs)].flatMap((vpc) => rangeOf('the network of its nodes', text(vpc, 'cidr_block'), vpc, ['cidr_block'])),
    ];
  }

  /** The resources at hand of a type that name it as their cluster. */
  private ownOf(type: string): readonly CloudResource[] {
    return this.graph.join(cloud).seen(type).filter((resource) => resource.targets('cluster_name', CLUSTER, ['name', 'id']).includes(this));
  }
}

function isPolicyOn(json: string): boolean {
  try {
    const values: unknown = JSON.parse(json);
    return isMap(values) && String(values['enableNetworkPolicy']) === 'true';
  } catch {
    return /^\s*enableNetworkPolicy:\s*["']?true/m.test(json);
  }
}
