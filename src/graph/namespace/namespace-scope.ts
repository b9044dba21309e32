import type { Path } from '../../load/resource';
import { Subject } from '../reading/subject';
import { assertNoForeignPolicy, policiesByNamespace } from '../network/policies-by-namespace';
import { claimUsers, isStorageBounded } from '../storage/quota';
import { find, some } from '../reading/unknown';
import type { Graph } from '../graph';
import type { KubeObject } from '../object/kube-object';
import type { Direction, NetworkPolicy } from '../network/network-policy';
import type { Workload } from '../workload/workload';

/**
 * A namespace as the place its members share, whether or not the set holds a Namespace object. Findings stand at that object,
 * else at the first member.
 */
export class NamespaceScope extends Subject {
  constructor(readonly graph: Graph, readonly name: string, readonly anchor: KubeObject, readonly workloads: readonly Workload[]) {
    super(anchor.node, anchor, [], null);
  }

  get isSystem(): boolean {
    return this.workloads.some((w) => w.isSystem);
  }

  /** Its workloads that claim storage. */
  get claimUsers(): readonly Workload[] {
    return claimUsers(this);
  }

  /** Does a ResourceQuota bound this resource of storage? */
  isStorageBounded(resource: string): boolean {
    return isStorageBounded(this, resource);
  }

  /** The NetworkPolicies in it. */
  get policies(): readonly NetworkPolicy[] {
    return this.graph.join(policiesByNamespace).get(this.name) ?? [];
  }

  /** Undecided where an engine's own policies, which are not read, govern it too. */
  assertNoForeignPolicy(): void {
    assertNoForeignPolicy(this.graph, this.name);
  }

  /** A policy that denies every pod this direction by default; `null` when none does. */
  defaultDeny(direction: Direction): NetworkPolicy | null {
    return find(this.policies, (p) => p.deniesByDefault(direction)) ?? null;
  }

  /** A policy that allows every pod everything in this direction; `null` when none does. */
  allowAll(direction: Direction): NetworkPolicy | null {
    return find(this.policies, (p) => p.allowsAll(direction)) ?? null;
  }

  /** Are there pods a NetworkPolicy can reach? It reaches none on the network of their node. Undecided where there are patches only: what they are laid over may stand beside a policy. */
  get hasPolicedPods(): boolean {
    return some(this.workloads, ({ pod }) => {
      if (pod.isOnHostNetwork) return false;
      pod.assertWhole();
      return true;
    });
  }

  /** Where a finding about it stands: the name of the Namespace, else the first member. */
  get place(): Path {
    return this.anchor.metadata.has('namespace') ? ['metadata', 'namespace'] : ['metadata', 'name'];
  }

  /** The first ten of its workloads besides the one findings stand at: enough to know the namespace by. */
  get neighbours(): readonly Workload[] {
    return this.workloads.filter((w) => w !== this.anchor).slice(0, 10);
  }

  /** How people call it; a namespace that no manifest names is the one the set is applied to. */
  get title(): string {
    return this.name === '' ? 'the namespace this is applied to' : `namespace ${this.name}`;
  }
}
