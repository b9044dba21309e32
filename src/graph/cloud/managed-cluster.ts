import type { Cloud } from '../../profile';
import type { PoolFacts } from '../placement/node-pool';
import { CloudResource } from './cloud-resource';
import type { AddressRange } from './address-range';
import type { Flaw } from './flaw';
import { overlaps } from './ranges';

/** What is not reached privately: services of AWS, a registry or vault of Azure, all of Google. */
export type PublicWay = 'services' | 'account' | 'google';

/** A cluster whose control plane the cloud runs. */
export abstract class ManagedCluster extends CloudResource {
  abstract readonly cloud: Exclude<Cloud, 'none'>;

  /** The pools of nodes that Terraform declares for it. Throws `Undecided` where one can't be read. */
  abstract get pools(): readonly PoolFacts[];

  /** Does the cloud make nodes of its own accord, in the zones where pods need them? */
  abstract get makesNodes(): boolean;

  /** Is something there that enforces NetworkPolicies? Throws `Undecided` where that may be installed in another way. */
  abstract get enforcesPolicies(): boolean;

  /** Where that is switched on. */
  abstract get policyField(): readonly string[];

  /** What pods and nodes reach over the internet though the cloud offers a private way. */
  abstract get publicWays(): readonly Flaw<PublicWay>[];

  /**
   * Where addresses run out before the pools are full.
   * @param podsPerNode pods to reckon with on a node, where nothing is written
   */
  abstract addressFlaws(podsPerNode: number): readonly Flaw<'subnets' | 'range'>[];

  /** The ranges of addresses its pods, Services and nodes take, as far as they are written. */
  abstract get ranges(): readonly AddressRange[];

  /** Ranges that take the same addresses. */
  get rangeFlaws(): readonly Flaw<'overlap'>[] {
    return overlaps(this, this.ranges);
  }
}
