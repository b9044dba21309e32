import type { Resource } from '../load/resource';
import { isClosedFor, type Profile } from '../profile';
import { Autoscaler } from './nouns/autoscaler';
import { BuiltInClass } from './nouns/built-in-class';
import { Claim } from './nouns/claim';
import { type DisruptionBudget } from './nouns/disruption-budget';
import { type KubeObject } from './nouns/kube-object';
import { type NamespaceScope } from './nouns/namespace-scope';
import { type NetworkPolicy } from './nouns/network-policy';
import type { RoleBinding } from './nouns/role-binding';
import { type Service } from './nouns/service';
import type { ServiceAccount } from './nouns/service-account';
import { type StorageClass, type VolumeClass } from './nouns/storage-class';
import { Workload } from './nouns/workload';
import { nounFor } from './nouns';
import { dominoLinks, type DominoLink } from './domino';
import { Joins } from './joins';
import { readable } from './readable';
import { checkMetadata, checkSchema } from './schema/check';
import { typeOf } from './schema/schema';
import { cloudClass } from './storage-facts';
import type { Selected } from './selection';
import type { Selector } from './selector';
import { Undecided, maybe } from './unknown';

/**
 * One cluster's worth of objects as a read-only world that answers questions. Built once; joins are indexed on first use.
 * Objects that a controller in the set made (live dumps) are left out: they are judged through their owner.
 */
export class Graph {
  /** Every object that is judged, in the order of reading. */
  readonly objects: readonly KubeObject[];
  private readonly byKey = new Map<string, KubeObject>();
  private readonly byNoun = new Map<abstract new (...args: never) => KubeObject, KubeObject[]>();
  private readonly joins: Joins;
  private readonly minor: number;

  constructor(readonly cluster: string, resources: readonly Resource[], readonly profile: Profile) {
    this.minor = Number(profile.kubeVersion.split('.')[1]);
    const all = resources.map((resource) => this.read(resource));
    for (const object of all) this.byKey.set(key(object.group, object.kind, object.namespace, object.name), object);
    this.objects = all.filter((object) => !this.isJudgedThroughOwner(object));
    for (const object of this.objects) {
      const noun = object.constructor as new (...args: never) => KubeObject;
      const peers = this.byNoun.get(noun);
      if (peers) peers.push(object);
      else this.byNoun.set(noun, [object]);
    }
    this.joins = new Joins(this);
  }

  /** All objects that are this noun. */
  all<T extends KubeObject>(noun: abstract new (...args: never) => T): readonly T[] {
    return (this.byNoun.get(noun) ?? []) as unknown as readonly T[];
  }

  /** The object of this name, of whichever version; the last one written where there are several. */
  object(group: string, kind: string, namespace: string, name: string): KubeObject | null {
    return this.byKey.get(key(group, kind, namespace, name)) ?? null;
  }

  /** Is it what the cluster ends up with, and not overwritten by an object of the same name that is read later? */
  isApplied(object: KubeObject): boolean {
    const { group, kind, namespace, name } = object;
    return name === '' || name.endsWith('*') || this.object(group, kind, namespace, name) === object;
  }

  serviceAccount(namespace: string, name: string): ServiceAccount | null {
    return this.object('', 'ServiceAccount', namespace, name) as ServiceAccount | null;
  }

  storageClass(name: string): StorageClass | null {
    return this.object('storage.k8s.io', 'StorageClass', '', name) as StorageClass | null;
  }

  /** The class a claim without a class gets; `null` when the set declares none. */
  defaultStorageClass(): StorageClass | null {
    return this.joins.defaultStorageClass;
  }

  /** The class of a claim: of the set, else the declared cloud's own. `null` = not known here. */
  volumeClass(claim: Claim): VolumeClass | null {
    const declared = claim.storageClass;
    const { cloud } = this.profile;
    if (declared !== null || cloud === null) return declared;
    const facts = cloudClass(cloud, claim.storageClassName);
    return facts === undefined ? null : new BuiltInClass(claim, cloud, facts);
  }

  claim(namespace: string, name: string): Claim | null {
    const object = this.object('', 'PersistentVolumeClaim', namespace, name);
    return object === null ? null : new Claim(this, object, namespace);
  }

  limitRanges(namespace: string): readonly KubeObject[] {
    return this.joins.limitRanges(namespace);
  }

  /**
   * Undecided where no namespace is written, and a LimitRange beside it names one: who applies the folder to that namespace has what the
   * LimitRange supplies.
   */
  assertNoLimitRangeBeside({ namespace, folder }: Workload): void {
    const [beside] = namespace === '' ? this.joins.limitRangesIn(folder) : [];
    if (beside) throw new Undecided(`${beside.title} holds for it where it is applied to that namespace; none is written`);
  }

  policiesIn(namespace: string): readonly NetworkPolicy[] {
    return this.joins.policies(namespace);
  }

  /** Undecided where an engine's own policies, which are not read, govern a namespace too. */
  assertNoForeignPolicy(namespace: string): void {
    const policy = this.joins.foreignPolicy(namespace);
    if (policy !== null) throw new Undecided(`${policy.title} may govern this namespace, and is not read`);
  }

  /** The first object written with the same group, kind, namespace and name; undecided when the name is not known. */
  firstTwin(object: KubeObject): KubeObject {
    return this.joins.firstTwin(object);
  }

  /** The workloads of a namespace whose pods a selector matches. */
  selectWorkloads(selector: Selector, namespace: string): Selected<Workload> {
    return this.joins.workloads.select(selector, namespace);
  }

  budgetsOf(workload: Workload): Selected<DisruptionBudget> {
    return this.joins.budgets(workload);
  }

  servicesOf(workload: Workload): Selected<Service> {
    return this.joins.services(workload);
  }

  autoscalersOf(workload: Workload): readonly Autoscaler[] {
    return this.joins.autoscalers(workload);
  }

  /** Bindings that give somebody the whole cluster, in order of name; the built-in one of `system:masters` is not among them. */
  get clusterAdmins(): readonly RoleBinding[] {
    return this.joins.clusterAdmins;
  }

  /** The links of a cascade over zones that a stateful workload carries. */
  dominoLinks(workload: Workload): readonly DominoLink[] {
    return dominoLinks(this, workload);
  }

  /** Every namespace that holds workloads, in order of name. */
  get namespaces(): readonly NamespaceScope[] {
    return this.joins.namespaces;
  }

  /** Is the target version this one (`1.34`) or a later one? */
  isAtLeast(version: string): boolean {
    return this.minor >= Number(version.split('.')[1]);
  }

  /** A name was looked up and not found: certain only where the set is closed for the kind, else undecided. */
  assertComplete(kind: string, name: string): void {
    if (!isClosedFor(this.profile, kind)) throw new Undecided(`${kind} ${name} is not in this set; declared elsewhere?`);
  }

  /** A collector on the node adds context to log lines: then no manifest of the app tells whether it is there. */
  assertLogContextIsOwn(): void {
    if (this.profile.logContext === 'collector') throw new Undecided('a collector puts pod, namespace and node into log lines');
  }

  /** A companion the platform may add outside the set is never known to be missing. */
  assertNotProvided(companion: string): void {
    if (this.profile.platformProvides.includes(companion)) throw new Undecided(`the platform provides ${companion}`);
  }

  private read(resource: Resource): KubeObject {
    const { value, apiVersion, kind } = resource;
    const { kubeVersion } = this.profile;
    const problems = typeOf(apiVersion, kind) === null ? checkMetadata(value, kubeVersion) : checkSchema(value, apiVersion, kind, kubeVersion);
    const noun = nounFor(apiVersion, kind);
    return new noun(resource, this, problems, readable(value, problems));
  }

  /**
   * Only what looplaw reads through its owner is left out: pods of pods' makers, and the HPA KEDA made. A StatefulSet that some
   * operator's resource owns is judged itself, and so are objects that own each other.
   */
  private isJudgedThroughOwner(object: KubeObject): boolean {
    const seen = new Set([object]);
    let owner = this.controllerOf(object);
    if (owner === null) return false;
    for (; owner !== null; owner = this.controllerOf(owner)) {
      if (seen.has(owner)) return false;
      seen.add(owner);
    }
    return true;
  }

  /** The workload (for an HPA, the ScaledObject) of the set that made this one. */
  private controllerOf(object: KubeObject): KubeObject | null {
    const noun = object instanceof Workload ? Workload : object instanceof Autoscaler ? Autoscaler : null;
    if (noun === null) return null;
    for (const reference of maybe(() => object.metadata.list('ownerReferences')) ?? []) {
      const owner = maybe(() => {
        if (reference.boolean('controller') !== true) return null;
        const group = (reference.string('apiVersion') ?? '').split('/').slice(0, -1).join('/');
        return this.object(group, reference.string('kind') ?? '', object.namespace, reference.string('name') ?? '');
      });
      if (owner instanceof noun) return owner;
    }
    return null;
  }
}

function key(group: string, kind: string, namespace: string, name: string): string {
  return `${group}\n${kind}\n${namespace}\n${name}`;
}
