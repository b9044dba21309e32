import type { Subject } from '../../reading/subject';
import { maybe } from '../../reading/unknown';
import { cloud } from '../cloud';
import { CloudResource } from '../cloud-resource';
import type { Flaw } from '../flaw';
import { AksCluster } from './aks-cluster';

/** A NAT gateway of Azure: in one zone, or without one, where Azure picks it. */
export class AzureNatGateway extends CloudResource {
  /** That nodes of other zones go out through it. */
  get egressFlaws(): readonly Flaw<'unzoned'>[] {
    const [zone, another] = this.items('zones').map(String);
    if (zone === undefined || another !== undefined) return [];
    const subnets = this.graph.join(cloud).seen('azurerm_subnet_nat_gateway_association')
      .filter((association) => (maybe(() => association.targets('nat_gateway_id', ['azurerm_nat_gateway'])) ?? []).includes(this))
      .flatMap((association) => association.targets('subnet_id', ['azurerm_subnet']));
    return this.graph.cloudOf(AksCluster).flatMap((cluster) => {
      const isIn = (of: readonly CloudResource[]): boolean => of.some((subnet) => subnets.includes(subnet));
      const own: readonly Subject[] = [
        ...[cluster.defaultPool].filter((pool) => isIn(cluster.targetsAt(pool, 'vnet_subnet_id', ['azurerm_subnet']))),
        ...cluster.otherPools.filter((pool) => isIn(pool.targets('vnet_subnet_id', ['azurerm_subnet']))),
      ];
      const others = [...new Set(own.flatMap((pool) => pool.items('zones').map(String)))].filter((other) => other !== zone);
      if (others.length === 0) return [];
      return [{ is: 'unzoned' as const, path: ['zones'], args: { nat: this.title, zone, others: others.join(', ') }, related: [{ message: 'has nodes there', resource: cluster.resource, path: [] }] }];
    });
  }
}
