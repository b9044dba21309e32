import { budgetsByWorkload } from '../disruption/budgets-by-workload';
import { dominoLinks, type DominoLink } from '../cross/domino';
import { Update } from '../disruption/update';
import { servicesByWorkload } from '../network/services-by-workload';
import { RedSignals } from '../observability/red-signals';
import { autoscalersOf } from '../scaling/autoscalers-by-target';
import { WorkloadStorage } from '../storage/workload-storage';
import { Placement } from '../placement/placement';
import { Selector } from '../selection/selector';
import type { Selected } from '../selection/selection-index';
import { Undecided, find, some } from '../reading/unknown';
import type { Autoscaler } from '../scaling/autoscaler';
import type { ClaimUse } from '../storage/claim';
import type { ZoneBound, ZoneFlaw } from '../storage/zone-bound';
import type { Subject } from '../reading/subject';
import type { Container } from './container';
import { databaseImage } from './database';
import type { DisruptionBudget } from '../disruption/disruption-budget';
import { isApplied, isStored } from '../object/keeper';
import { KubeObject } from '../object/kube-object';
import { ADDED_LABELS, TEMPLATES } from './kinds';
import { Pod } from './pod';
import type { Service } from '../network/service';

const NONE: Selected<never> = { certain: [], possible: [] };

/** An object that makes pods. */
export class Workload extends KubeObject implements ZoneBound {
  private podOnce: Pod | undefined;
  private storageOnce: WorkloadStorage | undefined;
  private placementOnce: Placement | undefined;

  /** The pods it makes. */
  get pod(): Pod {
    return (this.podOnce ??= Pod.at(this, TEMPLATES.get(`${this.group}/${this.kind}`) ?? []));
  }

  override get isWorkload(): boolean {
    return true;
  }

  override assertNoPatch(): void {
    this.pod.assertWhole();
  }

  /** Where its pods can run. */
  get placement(): Placement {
    return (this.placementOnce ??= new Placement(this));
  }

  /** Does it keep a number of equal pods running (and is no job, no agent on every node, no single pod)? */
  get isReplicated(): boolean {
    return this.kind === 'Deployment' || this.kind === 'StatefulSet' || this.kind === 'ReplicaSet' || this.kind === 'ReplicationController'
      || this.kind === 'Rollout';
  }

  /** Is it without the selector that the API server demands of its kind? Older versions of the kind got one from the labels of the pods. */
  get lacksSelector(): boolean {
    return this.group === 'apps' && this.version === 'v1' && !this.spec.has('selector');
  }

  /** How it tells its own pods from others. */
  get ownSelector(): Selector {
    return Selector.fromLabelSelector(this.spec.raw('selector'));
  }

  /** Does it run its pods to an end? */
  get isJob(): boolean {
    return this.group === 'batch' || (this.kind === 'Pod' && this.pod.runsToCompletion);
  }

  /** Does a PriorityClass of the set rank it below all others? Such pods keep room free until others need it, and serve nobody. */
  get isPlaceholder(): boolean {
    return (this.pod.priorityClass?.value ?? 0) < 0;
  }

  /** The objects that set its replicas. */
  get autoscalers(): readonly Autoscaler[] {
    return autoscalersOf(this);
  }

  /** Fewest replicas that will run when all is well. */
  get minimumScale(): number {
    const scalers = this.autoscalers;
    return scalers.length === 0 ? this.writtenScale : Math.min(...scalers.map((s) => s.minimum));
  }

  /** Most replicas that will run, a rollout's surge not counted. */
  get maximumScale(): number {
    const scalers = this.autoscalers;
    return scalers.length === 0 ? this.writtenScale : Math.max(...scalers.map((s) => s.maximum));
  }

  /**
   * Most pods it will have at one time, those of a rollout's surge included: a Job's at its parallelism, a DaemonSet's on the declared
   * number of nodes, else on one.
   */
  get podsAtMost(): number {
    if (this.kind === 'DaemonSet') return this.graph.profile.nodes ?? 1;
    if (this.group === 'batch') return this.jobSpec.number('parallelism') ?? 1;
    const scale = this.maximumScale;
    return scale + (this.update.step(scale)?.surge ?? 0);
  }

  /** Where a Job, or the Jobs of a CronJob, are described. */
  get jobSpec(): Subject {
    return this.kind === 'CronJob' ? this.spec.in('jobTemplate').in('spec') : this.spec;
  }

  /** One where nothing is written, save in a patch: its base may say more. */
  private get writtenScale(): number {
    if (!this.isReplicated) return 1;
    if (!this.spec.has('replicas')) this.pod.assertWhole();
    return this.spec.number('replicas') ?? 1;
  }

  /** How its pods are replaced by new ones. */
  get update(): Update {
    return new Update(this);
  }

  /** The disruption budgets that select its pods. */
  get budgets(): Selected<DisruptionBudget> {
    return this.graph.join(budgetsByWorkload).get(this) ?? NONE;
  }

  /** A budget that lets one of its pods go at a time; `null` where its selector is not known, or a budget of its name exists. */
  get newBudget(): Readonly<Record<string, unknown>> | null {
    const selector = this.knownSelector;
    if (selector === null || this.graph.object('policy', 'PodDisruptionBudget', this.namespace, this.name) !== null) return null;
    const metadata = { name: this.name, ...(this.namespace !== '' && { namespace: this.namespace }) };
    return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { maxUnavailable: 1, selector, ...(!this.isStateful && { unhealthyPodEvictionPolicy: 'AlwaysAllow' }) } };
  }

  /** Its label selector as written, which the API server makes sure selects its pods; `null` where it is not wholly known. */
  get knownSelector(): unknown {
    if (!this.isReplicated || this.kind === 'ReplicationController') return null;
    const raw = this.spec.raw('selector');
    const selector = Selector.fromLabelSelector(raw);
    const isKnown = selector.requirements.length > 0 && !selector.isOpen && selector.requirements.every((r) => !r.isOpen);
    return isKnown ? raw : null;
  }

  /** The Services that select its pods. */
  get services(): Selected<Service> {
    return this.graph.join(servicesByWorkload).get(this) ?? NONE;
  }

  /**
   * The Services that hold back traffic until a pod is ready. Not among them: those that publish pods that are not, and headless ones
   * beside a Service that fronts the pods, for peers find each other through them. Undecided when another Service may select the pods.
   */
  get routedServices(): readonly Service[] {
    const { certain, possible } = this.services;
    const gated = certain.filter((s) => !s.isExternalName && !s.publishesNotReady);
    const fronting = gated.filter((s) => !s.isHeadless);
    const [doubtful] = possible;
    if (doubtful) throw new Undecided(`whether ${doubtful.title} selects these pods is not known`);
    if (fronting.length === 0 && gated.length > 0) this.graph.assertAllSeen('Service');
    return fronting.length > 0 ? fronting : gated;
  }

  /** Labels its controller puts on the pods, with values of its own. */
  get addedLabels(): readonly string[] {
    return ADDED_LABELS.get(this.kind) ?? [];
  }

  /** Does whoever applies it write its replicas? In a cluster every workload has some: undecided where nothing tells who wrote them. */
  get appliesReplicas(): boolean {
    if (!this.spec.has('replicas')) return false;
    const applied = isStored(this) ? isApplied(this, 'replicas') : true;
    if (applied === null) throw new Undecided('who wrote the replicas of a stored object is told by its managed fields: kubectl get --show-managed-fields');
    return applied;
  }

  /** Is it a pod of the control plane, which the kubelet runs from a file? */
  get isStaticPod(): boolean {
    return this.kind === 'Pod' && this.isSystem && this.pod.isOnHostNetwork;
  }

  /** A claim of which all its pods share the volume, though one node at a time can mount it and they may be on many; `null` = none. */
  get singleNodeClaim(): ClaimUse | null {
    const { pod } = this;
    return find(pod.claims, ({ shared, claim, name }) => {
      if (!shared) return false;
      if (claim === null) throw new Undecided(`PersistentVolumeClaim ${name} is not in this set`);
      if (!claim.isSingleNode || claim.volumeClass?.isFileStorage === true) return false;
      return !pod.isPinnedToNode || claim.isSinglePod;
    }) ?? null;
  }

  /** Is it made to run one pod at a time: it replaces pods by stopping them first, or is a store, whose pods are not all alike? */
  get isExclusive(): boolean {
    const isStore = (container: Container) => databaseImage(container.string('image') ?? '') !== null;
    return this.spec.in('strategy').string('type') === 'Recreate' || this.isStateful || this.singleNodeClaim !== null || some(this.pod.appContainers, isStore);
  }

  /** The container that keeps data as a database does; `null` when none does. */
  get database(): Container | null {
    return find(this.pod.containers, (c) => c.isDatabase) ?? null;
  }

  /** Does one of its containers keep data as a database does? */
  get isDatabase(): boolean {
    return this.database !== null;
  }

  /** Does it keep state: a database, or a claim per replica? */
  get isStateful(): boolean {
    return (this.kind === 'StatefulSet' && this.spec.list('volumeClaimTemplates').length > 0) || this.isDatabase;
  }

  /** What it keeps, and where. */
  get storage(): WorkloadStorage {
    return (this.storageOnce ??= new WorkloadStorage(this));
  }

  get isZoneBound(): boolean {
    return this.pod.claims.length > 0;
  }

  /** Why its pods and volumes may not come together. */
  zoneFlaws(): Iterable<ZoneFlaw> {
    return this.storage.zoneFlaws();
  }

  /** How its requests are counted. */
  get redSignals(): RedSignals {
    return new RedSignals(this);
  }

  /** The links of a cascade over zones that it carries. */
  get dominoLinks(): readonly DominoLink[] {
    return dominoLinks(this);
  }
}
