import { PodBudget } from '../budget/pod-budget';
import { BUILT_IN_VALUES, type PriorityClass } from '../priority/priority-class';
import { Labels } from '../selection/selector';
import { spreadConstraintsOf, type SpreadConstraint } from '../placement/spread-constraint';
import { spreadsOf, type Spread } from '../placement/spread';
import { Subject, isMap } from '../reading/subject';
import { SOME, Undecided, answered, some } from '../reading/unknown';
import { isZoneKey } from '../placement/zone';
import { ZoneContext } from '../observability/zone-context';
import { Claim, type ClaimUse } from '../storage/claim';
import { Container } from './container';
import { PodNetwork } from '../network/pod-network';
import type { Target } from '../network/service';
import { PodIdentity } from '../identity/pod-identity';
import type { ServiceAccount } from '../identity/service-account';
import type { Workload } from './workload';

/** The pods of a workload: its template, or the object itself where it is a bare pod. */
export class Pod extends Subject {
  private podSpecOnce: Subject | undefined;
  private containersOnce: readonly Container[] | undefined;
  private labelsOnce: Labels | undefined;
  private budgetOnce: PodBudget | undefined;
  private claimsOnce: readonly ClaimUse[] | undefined;
  private networkOnce: PodNetwork | undefined;
  private targetsOnce: readonly Target[] | undefined;
  private appContainersOnce: readonly Container[] | undefined;
  private wholeOnce: true | Undecided | undefined;

  constructor(readonly workload: Workload, template: Subject, steps: readonly string[]) {
    super(template.node, workload, steps, template.type);
  }

  get spec(): Subject {
    return (this.podSpecOnce ??= this.in('spec'));
  }

  /** Labels the pods will carry; those their controller adds are there, with values nobody knows before. */
  get labels(): Labels {
    return (this.labelsOnce ??= new Labels(withAdded(this.in('metadata').raw('labels'), this.workload.addedLabels)));
  }

  /** The ports of Services that send traffic to these pods. Undecided when a Service may. */
  get targets(): readonly Target[] {
    return (this.targetsOnce ??= this.workload.routedServices.flatMap((s) => s.targetsIn(this)));
  }

  /** The network as these pods meet it. */
  get network(): PodNetwork {
    return (this.networkOnce ??= new PodNetwork(this));
  }

  /** Do the pods use their node's network, past every policy? */
  get isOnHostNetwork(): boolean {
    return this.spec.boolean('hostNetwork') === true;
  }

  /** May the pods run on one named node only? */
  get isPinnedToNode(): boolean {
    return this.spec.has('nodeName') || this.spec.in('nodeSelector').has('kubernetes.io/hostname');
  }

  /** The resources it budgets as a whole, which the API server reads since 1.34; `null` = it leaves that to its containers. */
  get ownResources(): Subject | null {
    return this.workload.graph.isAtLeast('1.34') && this.spec.has('resources') ? this.spec.in('resources') : null;
  }

  /** Its resources as they will be when it is created. */
  get budget(): PodBudget {
    return (this.budgetOnce ??= new PodBudget(this));
  }

  /** The value of the class it names: of the set, or built in. `null` = it names none, or one that is not in the set. */
  get priority(): number | null {
    const name = this.spec.string('priorityClassName');
    if (name === undefined) return null;
    return BUILT_IN_VALUES.get(name) ?? this.priorityClass?.value ?? null;
  }

  /** The class it names, where it is in the set. */
  get priorityClass(): PriorityClass | null {
    return this.workload.graph.object('scheduling.k8s.io', 'PriorityClass', '', this.spec.string('priorityClassName') ?? '') as PriorityClass | null;
  }

  /** What they are told of the zone they run in. */
  get zoneContext(): ZoneContext {
    return new ZoneContext(this);
  }

  annotation(key: string): string | undefined {
    return this.in('metadata').in('annotations').string(key);
  }

  /** Init containers and containers, in the order in which they start. Ephemeral ones can't be written and are not read. */
  get containers(): readonly Container[] {
    return (this.containersOnce ??= [
      ...this.spec.list('initContainers').map((c) => new Container(this, c, c.string('restartPolicy') === 'Always' ? 'sidecar' : 'init')),
      ...this.spec.list('containers').map((c) => new Container(this, c, 'app')),
    ]);
  }

  /** The containers that make up the running pod: no init containers, no sidecars. */
  get appContainers(): readonly Container[] {
    return (this.appContainersOnce ??= this.containers.filter((c) => c.role === 'app'));
  }

  /**
   * Throws `Undecided` for a part of a workload, to be laid over one that is written elsewhere: the API server takes no container without
   * an image, and no controller of `apps/v1` without a selector.
   */
  assertWhole(): void {
    // Asked by most laws and for every container: a pod of a thousand would be read a thousand times.
    const whole = (this.wholeOnce ??= answered(() => this.isWhole()));
    if (whole instanceof Undecided) throw whole;
  }

  private isWhole(): true {
    const { appContainers, workload } = this;
    if (appContainers.length === 0 || appContainers.some((c) => !c.has('image'))) {
      throw new Undecided('it has a container without an image, so it is a patch of something that is written elsewhere', this.path);
    }
    if (workload.lacksSelector) throw new Undecided('it has no selector, so it is a patch of something that is written elsewhere', ['spec']);
    return true;
  }

  /** As {@link assertWhole}, for a workload without a selector: a patch hardly ever says what its containers run and how its pods are labelled. */
  assertDescribed(): void {
    const isDescribed = this.in('metadata').has('labels') && this.appContainers.length > 0 && this.appContainers.every((c) => c.has('image'));
    if (!isDescribed) throw new Undecided('it does not say what its pods are, so it is a patch of something that is written elsewhere', this.path);
  }

  /** Name of the ServiceAccount the pods run as. */
  get serviceAccountName(): string {
    return this.spec.string('serviceAccountName') ?? this.spec.string('serviceAccount') ?? 'default';
  }

  /** That ServiceAccount, where it is in the set. */
  get serviceAccount(): ServiceAccount | null {
    return this.workload.graph.object('', 'ServiceAccount', this.workload.namespace, this.serviceAccountName) as ServiceAccount | null;
  }

  /** Who the pods are, to the Kubernetes API and to a cloud. */
  get identity(): PodIdentity {
    return new PodIdentity(this);
  }

  /** Do the pods end by themselves instead of running for ever? */
  get runsToCompletion(): boolean {
    return this.spec.string('restartPolicy') !== undefined && this.spec.string('restartPolicy') !== 'Always';
  }

  /** Every use of a PersistentVolumeClaim, templates of a StatefulSet included: these take the place of volumes of their name. */
  get claims(): readonly ClaimUse[] {
    return (this.claimsOnce ??= this.readClaims());
  }

  private readClaims(): readonly ClaimUse[] {
    const { workload } = this;
    const templates = workload.kind === 'StatefulSet' ? workload.spec.list('volumeClaimTemplates') : [];
    const replaced = new Set(templates.map((t) => t.in('metadata').string('name')));
    const named = this.spec.list('volumes').flatMap((volume): ClaimUse[] => {
      if (!volume.has('persistentVolumeClaim') || replaced.has(volume.string('name'))) return [];
      const claimName = volume.in('persistentVolumeClaim').string('claimName') ?? '';
      return [{ name: claimName, volume: volume.string('name') ?? '', shared: true, at: volume, field: [...volume.path, 'persistentVolumeClaim', 'claimName'], claim: Claim.named(workload.graph, workload.namespace, claimName) }];
    });
    return [...named, ...templates.map((t): ClaimUse => ({
      name: t.in('metadata').string('name') ?? '',
      volume: t.in('metadata').string('name') ?? '',
      shared: false,
      at: t,
      field: [...t.path, 'metadata', 'name'],
      claim: new Claim(workload.graph, t, workload.namespace, workload),
    }))];
  }

  /** The volume a mount refers to; `null` when no such volume is written. */
  volume(name: string): Subject | null {
    return this.spec.list('volumes').find((v) => v.string('name') === name) ?? null;
  }

  /** What keeps these pods apart from some pods, their own like or others: spread constraints and anti-affinity. */
  get spreads(): readonly Spread[] {
    return spreadsOf(this);
  }

  /** Its topology spread constraints, one by one. */
  get spreadConstraints(): readonly SpreadConstraint[] {
    return spreadConstraintsOf(this);
  }

  /** Is the scheduler asked to spread them over zones, by force or by preference? Constraints that count other pods do not. */
  get isSpreadOverZones(): boolean {
    if (some(this.spreads, (spread) => spread.isOverZones && spread.countsOwn())) return true;
    this.assertWhole();
    return false;
  }

  /** Is it part of what others run on: ranked as the system's own, or infrastructure off the shelf such as an ingress controller? */
  get isAddOn(): boolean {
    this.assertWhole();
    return this.spec.string('priorityClassName')?.startsWith('system-') === true || this.appContainers.every((container) => !container.isOwnCode);
  }

  /** Does a container name the Azure identity it wants by itself? */
  get namesAzureClient(): boolean {
    return some(this.containers, (container) => some(container.variables(), (variable) => variable.name === 'AZURE_CLIENT_ID'));
  }

  /** The zones that its node selector and required node affinity leave it; `null` = they name none. */
  get allowedZones(): readonly string[] | null {
    const nodeSelector = this.spec.in('nodeSelector');
    const selected = nodeSelector.keys().filter(isZoneKey).map((key) => nodeSelector.string(key) ?? '');
    if (selected.length > 0) return selected;
    const terms = this.spec.in('affinity').in('nodeAffinity').in('requiredDuringSchedulingIgnoredDuringExecution').list('nodeSelectorTerms');
    const zones = terms.map((term) => term.list('matchExpressions')
      .filter((e) => isZoneKey(e.string('key') ?? '') && e.string('operator') === 'In').flatMap((e) => e.strings('values')));
    return zones.length === 0 || zones.some((named) => named.length === 0) ? null : [...new Set(zones.flat())];
  }

  static at(workload: Workload, steps: readonly string[]): Pod {
    return new Pod(workload, steps.reduce<Subject>((at, step) => at.in(step), workload), steps);
  }
}

/** Labels with more of them whose values are not known. A label that is written is left as it is. */
function withAdded(labels: unknown, keys: readonly string[]): unknown {
  if (keys.length === 0 || (labels !== undefined && labels !== null && !isMap(labels))) return labels;
  return { ...Object.fromEntries(keys.map((key) => [key, SOME])), ...(labels ?? {}) };
}
