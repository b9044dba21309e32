import { identityOf } from './clusters';
import { foreignPolicyScope } from './foreign-policy';
import type { Graph } from './graph';
import { Autoscaler } from './nouns/autoscaler';
import { DisruptionBudget } from './nouns/disruption-budget';
import type { KubeObject } from './nouns/kube-object';
import { NamespaceScope } from './nouns/namespace-scope';
import { NetworkPolicy } from './nouns/network-policy';
import { RoleBinding } from './nouns/role-binding';
import { Service } from './nouns/service';
import { StorageClass } from './nouns/storage-class';
import { Workload } from './nouns/workload';
import { SelectionIndex, type Selected } from './selection';
import { SOME, Undecided, maybe } from './unknown';
import { Labels } from './selector';

/** The indexes behind the graph's questions, each built once, when first asked for. */
export class Joins {
  private readonly built = new Map<string, unknown>();

  constructor(private readonly graph: Graph) {}

  /** Workloads by the labels of their pods. */
  get workloads(): SelectionIndex<Workload> {
    return this.once('workloads', () => new SelectionIndex(this.graph.all(Workload).map((item) => ({
      item,
      namespace: item.namespace,
      labels: maybe(() => item.pod.labels) ?? new Labels(SOME),
    }))));
  }

  budgets(workload: Workload): Selected<DisruptionBudget> {
    return this.once('budgets', () => reverse(this.graph.all(DisruptionBudget).filter((b) => this.graph.isApplied(b)), (b) => b.protects())).get(workload) ?? NONE;
  }

  services(workload: Workload): Selected<Service> {
    return this.once('services', () => reverse(this.graph.all(Service), (s) => s.backends())).get(workload) ?? NONE;
  }

  autoscalers(workload: Workload): readonly Autoscaler[] {
    const targets = this.once('autoscalers', () => groupBy(this.graph.all(Autoscaler), (scaler) => {
      const target = maybe(() => scaler.target);
      return target === null ? `${scaler.namespace}\n?` : `${scaler.namespace}\n${target.kind}\n${target.name}`;
    }));
    if (targets.has(`${workload.namespace}\n?`)) throw new Undecided('an autoscaler of this namespace has an unknown target');
    return targets.get(`${workload.namespace}\n${workload.kind}\n${workload.name}`) ?? [];
  }

  /** Bindings that give somebody the whole cluster, besides the one every cluster has, in order of name. */
  get clusterAdmins(): readonly RoleBinding[] {
    return this.once('clusterAdmins', () => this.graph.all(RoleBinding)
      .filter((b) => b.isClusterWide && b.holders.length > 0 && b.grantsEverything)
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)));
  }

  get defaultStorageClass(): StorageClass | null {
    return this.once('defaultStorageClass', () => this.graph.all(StorageClass).find((c) => maybe(() => c.isDefault) === true) ?? null);
  }

  limitRanges(namespace: string): readonly KubeObject[] {
    return this.once('limitRanges', () => groupBy(this.everyLimitRange, (o) => o.namespace)).get(namespace) ?? [];
  }

  /** Those of any namespace that are written in this folder. */
  limitRangesIn(folder: string): readonly KubeObject[] {
    return this.once('limitRangesByFolder', () => groupBy(this.everyLimitRange, (o) => o.folder)).get(folder) ?? [];
  }

  private get everyLimitRange(): readonly KubeObject[] {
    return this.graph.objects.filter((o) => o.kind === 'LimitRange' && o.group === '');
  }

  policies(namespace: string): readonly NetworkPolicy[] {
    return this.once('policies', () => groupBy(this.graph.all(NetworkPolicy), (p) => p.namespace)).get(namespace) ?? [];
  }

  /** A policy of an engine's own kind that may govern a namespace; `null` when there is none. */
  foreignPolicy(namespace: string): KubeObject | null {
    const policies = this.once('foreignPolicies', () => {
      const byNamespace = new Map<string, KubeObject>();
      for (const object of this.graph.objects) {
        const scope = foreignPolicyScope(object);
        if (scope !== null) byNamespace.set(scope === 'cluster' ? EVERYWHERE : object.namespace, object);
      }
      return byNamespace;
    });
    return policies.get(EVERYWHERE) ?? policies.get(namespace) ?? null;
  }

  firstTwin(object: KubeObject): KubeObject {
    const first = this.once('twins', () => {
      const byIdentity = new Map<string, KubeObject>();
      for (const o of this.graph.objects) {
        const identity = identityOf(o.resource);
        if (!byIdentity.has(identity)) byIdentity.set(identity, o);
      }
      return byIdentity;
    });
    return first.get(identityOf(object.resource)) ?? object;
  }

  get namespaces(): readonly NamespaceScope[] {
    return this.once('namespaces', () => {
      const members = groupBy(this.graph.all(Workload), (w) => w.namespace);
      return [...members].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, workloads]) => {
        const sorted = workloads.toSorted((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
        const anchor = this.graph.object('', 'Namespace', '', name) ?? sorted[0];
        return new NamespaceScope(this.graph, name, anchor as KubeObject, sorted);
      });
    });
  }

  private once<T>(name: string, build: () => T): T {
    if (!this.built.has(name)) this.built.set(name, build());
    return this.built.get(name) as T;
  }
}

/** Stands for every namespace; no namespace can be called so. */
const EVERYWHERE = '*';
const NONE: Selected<never> = { certain: [], possible: [] };

/** Turns "what does each select?" into "what selects each?". */
function reverse<T extends KubeObject>(selecting: readonly T[], select: (by: T) => Selected<Workload>): Map<Workload, { certain: T[]; possible: T[] }> {
  const selected = new Map<Workload, { certain: T[]; possible: T[] }>();
  const of = (workload: Workload) => {
    const known = selected.get(workload) ?? { certain: [], possible: [] };
    selected.set(workload, known);
    return known;
  };
  for (const by of selecting) {
    const { certain, possible } = select(by);
    for (const workload of certain) of(workload).certain.push(by);
    for (const workload of possible) of(workload).possible.push(by);
  }
  return selected;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
