import type { PoolFacts } from '../../placement/node-pool';
import { maybe } from '../../reading/unknown';
import { text } from '../argument';
import { CloudResource } from '../cloud-resource';
import { aksPoolFacts, SYSTEM_TAINT } from './aks-pool';

/** A pool of nodes of AKS beside the default one. */
export class AksNodePool extends CloudResource {
  /** Where its zones are written. */
  readonly zonePath: readonly string[] = ['zones'];

  get cluster(): CloudResource | null {
    return this.targets('kubernetes_cluster_id', ['azurerm_kubernetes_cluster'])[0] ?? null;
  }

  get isUserPool(): boolean {
    return (text(this, 'mode') ?? 'User') === 'User';
  }

  /** Does it keep pods of apps away by the taint of the system pool? */
  get hasSystemTaint(): boolean {
    return this.strings('node_taints').some((taint) => taint.startsWith(SYSTEM_TAINT));
  }

  /** What its nodes are, as the scheduler sees them. */
  get facts(): PoolFacts {
    const { cluster } = this;
    return aksPoolFacts(this, { title: this.title, object: this, region: cluster === null ? null : maybe(() => text(cluster, 'location')) ?? null, isDefault: false });
  }
}
