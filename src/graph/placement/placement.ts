import type { Path } from '../../load/resource';
import type { Workload } from '../workload/workload';
import { Undecided, find } from '../reading/unknown';
import { boundsOf, type Bound } from './bound';
import { HOSTNAME } from './node-selection';
import type { NodePool } from './node-pool';
import { nodePools } from './node-pools';
import { isSame, type HostPort } from './host-port';
import { portRivalOf, type PortRival } from './host-port-rival';
import { oversizeOf, type Oversize } from './oversize';
import { TemplatePod, type SchedulablePod } from './schedulable';
import { Snapshot } from './snapshot';
import type { PodTerm } from './pod-term';
import { spotUseOf, type SpotUse } from './spot';
import { spreadRooms, type SpreadRoom } from './spread-bound';
import { systemPoolUseOf, type SystemPoolUse } from './system-pool';
import { toleranceOf, type Tolerance } from './tolerance';
import { untolerated, type Taint } from './taint';
import { ZONE } from './zone';

/** Pools that take a pod for certain, and those that may. */
export interface Candidates {
  readonly certain: readonly NodePool[];
  readonly possible: readonly NodePool[];
}

/** More replicas than these are not tried one by one. */
const MOST_TRIED = 300;

/** Where the pods of a workload can run, on the pools of nodes that are known. */
export class Placement {
  private podOnce: SchedulablePod | undefined;
  private selectedOnce: Candidates | undefined;
  private spreadsOnce: readonly SpreadRoom[] | undefined;
  private boundsOnce: readonly Bound[] | undefined;

  constructor(readonly workload: Workload) {}

  /** What the scheduler asks of one of its pods. */
  get pod(): SchedulablePod {
    return (this.podOnce ??= new TemplatePod(this.workload.pod));
  }

  /** Does somebody say which pools there are, and how they are tainted? */
  get areDeclared(): boolean {
    const { areAll, areDeclared } = this.workload.graph.join(nodePools);
    return areAll && areDeclared;
  }

  /** Are the pools that are known all there are? One cluster of so many nodes and zones is one. */
  get areAllKnown(): boolean {
    return this.workload.graph.join(nodePools).areAll;
  }

  /** The pools that its node selector and required node affinity choose. */
  get selected(): Candidates {
    return (this.selectedOnce ??= this.choose());
  }

  /** Those of them whose taints it tolerates. */
  get open(): Candidates {
    const admits = (pool: NodePool) => this.repels(pool) === null;
    return { certain: this.selected.certain.filter(admits), possible: this.selected.possible.filter(admits) };
  }

  /** The taint of a pool that keeps its pods away; `null` = none does. */
  repels(pool: NodePool): Taint | null {
    return untolerated(pool.facts.taints, this.pod.tolerations);
  }

  /** Does it keep every node it is on from its other replicas, by anti-affinity or by a port of the host? */
  get isAloneOnNode(): boolean {
    const { pod } = this;
    return pod.ports.length > 0 || pod.antiAffinity.some((term) => term.topologyKey === HOSTNAME && term.matches(pod, pod));
  }

  /**
   * Why no node takes its pods: none has the labels they ask for, or all that have are tainted against them; `null` = some node does.
   * Throws `Undecided` where no pool takes them for certain and one may, known or not. Where no pool is declared, nothing is refused.
   */
  get refusal(): 'labels' | 'taints' | null {
    if (!this.areListed) return null;
    this.workload.pod.assertWhole();
    const { certain, possible } = this.open;
    const [doubtful] = possible;
    if (certain.length > 0) return null;
    if (doubtful) throw new Undecided(`whether ${doubtful.title} has the labels its pods ask for is not known`);
    if (!this.areAllKnown) throw new Undecided('no node pool of this set takes its pods; declared elsewhere?');
    return this.selected.certain.length + this.selected.possible.length > 0 ? 'taints' : 'labels';
  }

  /** Do its pods keep away from other pods, or ask for nodes by label where pools are declared, by rules that are never bent? */
  get hasHardRules(): boolean {
    return this.pod.antiAffinity.length > 0 || this.pod.affinity.length > 0 || (this.pod.selection.path !== null && this.areListed);
  }

  /** A required affinity to pods that no workload of the set makes, its own not either; `null` = none. Undecided where one may make them. */
  get lonelyTerm(): PodTerm | null {
    const { pod } = this;
    return find(pod.affinity, (term) => {
      if (term.matches(pod, pod)) return false;
      const { certain, possible } = term.peers(pod);
      const [doubtful] = possible;
      if (certain.length === 0 && doubtful) throw new Undecided(`whether its pods are to run beside those of ${doubtful.title} is not known`);
      return certain.length === 0;
    }) ?? null;
  }

  /** Is at least one pool known by its labels and taints? */
  get areListed(): boolean {
    return this.workload.graph.join(nodePools).areDeclared;
  }

  /** Do its pods name nodes, by their labels or their taints? */
  get namesNodes(): boolean {
    return this.pod.tolerations.length > 0 || this.pod.selection.path !== null;
  }

  /** From the root of the object to where its pods choose nodes by label; their spec where they do not. */
  get selectionPath(): Path {
    return [...this.workload.pod.path, 'spec', ...(this.pod.selection.path ?? [])];
  }

  /** Is it known how many nodes there are for its pods at most? */
  get areNodesCounted(): boolean {
    return this.areAllKnown && this.workload.graph.join(nodePools).pools.every(({ facts }) => facts.maxNodes !== null);
  }

  /** What its pods tolerate beyond what they should. */
  get tolerance(): Tolerance {
    return toleranceOf(this);
  }

  /** What brings its pods by name to the pool of system pods; `null` = nothing. */
  get systemPoolUse(): SystemPoolUse | null {
    return systemPoolUseOf(this);
  }

  /** A port of the host that two containers of one pod want; `null` = none. */
  get duplicatePort(): HostPort | null {
    const ports = this.pod.ports.filter(({ container }) => container.role === 'app');
    return ports.find((port, i) => ports.slice(0, i).some((other) => isSame(other, port))) ?? null;
  }

  /** What a rule leaves room for. Throws `Undecided` where nobody says how many nodes, or zones, its pods can run on. */
  roomUnder({ rule, most }: Bound): number {
    if (most === null) throw new Undecided(`how many ${rule === 'zone' ? 'zones' : 'nodes'} its pods can run on is not known`);
    return most;
  }

  /** A workload that holds a port its pods want on every node they can run on; `null` = none. */
  get portRival(): PortRival | null {
    return portRivalOf(this.workload);
  }

  /** Is it declared what the nodes of a pool can give, or how much at most of something its pods request? */
  get areNodesSized(): boolean {
    const { pools } = this.workload.graph.join(nodePools);
    return this.areAllKnown && pools.some(({ facts: { allocatable, atMost } }) => allocatable !== null || [...atMost.keys()].some((name) => this.pod.request.has(name)));
  }

  /** What makes its pods too large for every node they can run on; `null` = a node can hold one. */
  get oversize(): Oversize | null {
    return oversizeOf(this);
  }

  /** What brings its pods to nodes that the cloud may take back; `null` = nothing. */
  get spotUse(): SpotUse | null {
    return spotUseOf(this);
  }

  /** Its hard spread constraints over zones and nodes, and what they leave room for. */
  get spreads(): readonly SpreadRoom[] {
    return (this.spreadsOnce ??= spreadRooms(this));
  }

  /** What limits the number of its pods that can run at once, rule by rule. */
  get bounds(): readonly Bound[] {
    return (this.boundsOnce ??= boundsOf(this));
  }

  /**
   * Throws `Undecided` unless so many pods find a place for certain, whichever node the scheduler prefers: the emptiest or the fullest of
   * those its filters leave.
   */
  assertRoomFor(pods: number): void {
    if (pods > MOST_TRIED) throw new Undecided(`whether ${pods} pods find a place is not tried`);
    for (const prefers of [-1, 1] as const) {
      const placed = this.fill(pods, prefers);
      if (placed < pods) throw new Undecided(`of ${pods} pods, ${placed} found a place on the nodes that are known`);
    }
  }

  private choose(): Candidates {
    const { pools } = this.workload.graph.join(nodePools);
    const { selection } = this.pod;
    const answers = pools.map((pool) => ({ pool, answer: selection.test(pool, null) }));
    const of = (wanted: boolean | null) => answers.filter(({ answer }) => answer === wanted).map(({ pool }) => pool);
    return { certain: of(true), possible: of(null) };
  }

  private fill(pods: number, prefers: -1 | 1): number {
    const nodes = this.workload.graph.join(nodePools).pools.flatMap((pool) => nodesOf(pool, pods));
    const zones = nodes.map(({ labels }) => labels.values(ZONE)?.join() ?? '');
    const snapshot = new Snapshot(nodes);
    for (let placed = 0; placed < pods; placed++) {
      const rejections = snapshot.rejections(this.pod);
      const load = snapshot.load;
      const inZone = (i: number) => load.reduce((sum, n, other) => (zones[other] === zones[i] ? sum + n : sum), 0);
      const [best] = nodes.map((_, i) => i).filter((i) => rejections[i] === null)
        .sort((a, b) => (inZone(b) - inZone(a)) * prefers || (load[b]! - load[a]!) * prefers);
      if (best === undefined) return placed;
      snapshot.place(this.pod, nodes[best]!);
    }
    return pods;
  }
}

/** As many nodes as the pods could use: one each, in every zone. */
function nodesOf(pool: NodePool, pods: number): readonly ReturnType<NodePool['node']>[] {
  const { maxNodes, zones, title } = pool.facts;
  if (maxNodes === null) throw new Undecided(`how many nodes ${title} has is not known`);
  return Array.from({ length: Math.min(maxNodes, pods * Math.max(1, zones?.length ?? 1)) }, (_, i) => pool.node(i));
}
