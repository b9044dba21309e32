import type { Resource } from '../load/resource';
import { isClosedFor, type Profile } from '../profile';
import { clusterBelow, cloudPools, profileWithCloud } from './cloud/managed-clusters';
import { cloudResourcesOf } from './cloud/cloud-nouns';
import type { CloudResource } from './cloud/cloud-resource';
import { Autoscaler } from './scaling/autoscaler';
import type { Join } from './join';
import { kindsOf, nounFor } from './nouns';
import type { KubeObject } from './object/kube-object';
import { nodeProfile } from './placement/live-nodes';
import { readable } from './reading/readable';
import type { Node } from './reading/subject';
import { Undecided, answered, maybe } from './reading/unknown';
import { checkMetadata, checkSchema, type SchemaProblem } from './schema/check';
import { typeOf } from './schema/schema';
import type { Selected } from './selection/selection-index';
import type { Selector } from './selection/selector';
import { Workload } from './workload/workload';
import { workloadsByLabel } from './workload/workloads-by-label';

/**
 * One cluster's worth of objects, and of the cloud it runs on, as a read-only world that answers questions. Built once; joins are indexed on first use.
 * Objects that a controller in the set made (live dumps) are left out: they are judged through their owner.
 *
 * A graph of a *part* of a cluster, such as one file, holds all that is known of it and never all there is: what is not found, and what
 * hangs on every object of a kind, is undecided there, unless the profile says that the part is closed for the kind.
 */
export class Graph {
  /** Every object of Kubernetes that is judged, in the order of reading. */
  readonly objects: readonly KubeObject[];
  /** Every block of Terraform, in the order of reading. */
  readonly cloudResources: readonly CloudResource[];
  private readonly byKey = new Map<string, KubeObject>();
  private readonly byNoun = new Map<abstract new (...args: never) => KubeObject, KubeObject[]>();
  private readonly byCloudNoun = new Map<abstract new (...args: never) => CloudResource, readonly CloudResource[]>();
  private readonly byKind = new Map<string, KubeObject[]>();
  private readonly joins = new Map<Join<unknown>, { readonly index: unknown } | Undecided>();
  private readonly open = new Map<string, Undecided | null>();
  private readonly minor: number;
  private profileOnce: Profile | undefined;

  /**
   * @param declared what the user says of the target
   * @param extent whether the objects are those of a whole cluster, or some of them
   */
  constructor(readonly cluster: string, resources: readonly Resource[], readonly declared: Profile, readonly extent: 'whole' | 'part' = 'whole') {
    this.minor = Number(declared.kubeVersion.split('.')[1]);
    const all = resources.filter(({ declaration }) => declaration === undefined).map((resource) => this.read(resource));
    this.cloudResources = cloudResourcesOf(resources, this);
    for (const object of all) this.byKey.set(key(object.group, object.kind, object.namespace, object.name), object);
    this.objects = all.filter((object) => !this.isJudgedThroughOwner(object));
    for (const object of this.objects) {
      file(this.byNoun, object.constructor as new (...args: never) => KubeObject, object);
      file(this.byKind, kindKey(object.group, object.kind), object);
    }
  }

  /** What is known about the target: what the user says, and what live nodes and the cloud plane tell beyond it. */
  get profile(): Profile {
    if (this.profileOnce !== undefined) return this.profileOnce;
    const seen = this.seenOfKind('Node').length === 0 ? this.declared : this.join(nodeProfile);
    return (this.profileOnce = this.cloudResources.length === 0 ? seen : profileWithCloud(seen, this.join(clusterBelow), this.join(cloudPools)));
  }

  /** All objects that are this noun. Undecided in a part of a cluster: there may be more of them. */
  all<T extends KubeObject>(noun: abstract new (...args: never) => T): readonly T[] {
    if (this.extent === 'part') for (const kind of kindsOf(noun)) this.assertAllSeen(kind);
    return this.seen(noun);
  }

  /** The objects at hand that are this noun, for those who reason with some of them: more may exist in a part of a cluster. */
  seen<T extends KubeObject>(noun: abstract new (...args: never) => T): readonly T[] {
    return (this.byNoun.get(noun) ?? []) as unknown as readonly T[];
  }

  /** The blocks of Terraform at hand that are this noun; a part of a cluster may have more. */
  cloudOf<T extends CloudResource>(noun: abstract new (...args: never) => T): readonly T[] {
    let found = this.byCloudNoun.get(noun);
    if (found === undefined) this.byCloudNoun.set(noun, found = this.cloudResources.filter((resource) => resource instanceof noun));
    return found as readonly T[];
  }

  /** All objects of this kind, in the order of reading; `group` is empty for the core group. Undecided in a part of a cluster. */
  ofKind(kind: string, group = ''): readonly KubeObject[] {
    this.assertAllSeen(kind);
    return this.seenOfKind(kind, group);
  }

  /** An index over this cluster, built when it is first asked for. One that is undecided is so for good, and not tried again for every subject. */
  join<T>(join: Join<T>): T {
    let built = this.joins.get(join);
    if (built === undefined) {
      const index = answered(() => join(this));
      this.joins.set(join, (built = index instanceof Undecided ? index : { index }));
    }
    if (built instanceof Undecided) throw built;
    return built.index as T;
  }

  /** The objects at hand of this kind; more may exist in a part of a cluster. */
  seenOfKind(kind: string, group = ''): readonly KubeObject[] {
    return this.byKind.get(kindKey(group, kind)) ?? [];
  }

  /** The object of this name, of whichever version; the last one written where there are several. Undecided where a part of a cluster has none. */
  object(group: string, kind: string, namespace: string, name: string): KubeObject | null {
    const found = this.found(group, kind, namespace, name);
    if (found === null && this.extent === 'part') this.assertComplete(kind, name);
    return found;
  }

  /** As {@link object}, for those who take `null` for *not at hand* and never for *not there*. */
  found(group: string, kind: string, namespace: string, name: string): KubeObject | null {
    return this.byKey.get(key(group, kind, namespace, name)) ?? null;
  }

  /** The Namespace object of this name, where it is in the set. */
  namespace(name: string): KubeObject | null {
    return this.object('', 'Namespace', '', name);
  }

  /** The workload of this name; `null` where there is none, or another kind of thing. */
  workload(group: string, kind: string, namespace: string, name: string): Workload | null {
    const object = this.object(group, kind, namespace, name);
    return object instanceof Workload ? object : null;
  }

  /** Is it what the cluster ends up with, and not overwritten by an object of the same name that is read later? */
  isApplied(object: KubeObject): boolean {
    const { group, kind, namespace, name } = object;
    return name === '' || name.endsWith('*') || this.found(group, kind, namespace, name) === object;
  }

  /** The workloads of a namespace whose pods a selector matches, as far as they are seen: {@link assertAllSeen} before *nobody else* is said. */
  selectWorkloads(selector: Selector, namespace: string): Selected<Workload> {
    return this.join(workloadsByLabel).select(selector, namespace);
  }

  /** Is the target version this one (`1.34`) or a later one? */
  isAtLeast(version: string): boolean {
    return this.minor >= Number(version.split('.')[1]);
  }

  /** Does the set hold every object of this kind? */
  isClosed(kind: string): boolean {
    return isClosedFor(this.declared, kind);
  }

  /** A name was looked up and not found: certain only where the set is closed for the kind, else undecided. */
  assertComplete(kind: string, name: string): void {
    if (!this.isClosed(kind)) throw new Undecided(`${kind} ${name} is not in this set; declared elsewhere?`);
  }

  /** More objects of this kind than are at hand may exist in a part of a cluster: what hangs on there being no other is undecided. */
  assertAllSeen(kind: string): void {
    if (this.extent === 'whole') return;
    let open = this.open.get(kind);
    if (open === undefined) this.open.set(kind, (open = this.isClosed(kind) ? null : new Undecided(`another ${kind} may be written elsewhere`)));
    if (open !== null) throw open;
  }

  /** A companion the platform may add outside the set is never known to be missing, and none is in a part of a cluster. */
  assertNotProvided(companion: string): void {
    if (this.declared.platformProvides.includes(companion)) throw new Undecided(`the platform provides ${companion}`);
    if (this.extent === 'part' && !this.isClosed(COMPANIONS.get(companion) ?? '')) throw new Undecided(`${companion} may be written elsewhere`);
  }

  private read(resource: Resource): KubeObject {
    const { problems, node } = readingOf(resource, this.declared.kubeVersion);
    const noun = nounFor(resource.apiVersion, resource.kind);
    return new noun(resource, this, problems, node);
  }

  /**
   * Only what looplaw reads through its owner is left out: pods of pods' makers, and the HPA KEDA made. A StatefulSet that some
   * operator's resource owns is judged itself, and so are objects that own each other.
   */
  private isJudgedThroughOwner(object: KubeObject): boolean {
    let owner = this.controllerOf(object);
    if (owner === null) return false;
    const seen = new Set([object]);
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
        return this.found(group, reference.string('kind') ?? '', object.namespace, reference.string('name') ?? '');
      });
      if (owner instanceof noun) return owner;
    }
    return null;
  }
}

/** An object held against the schema of a version. */
interface Reading {
  readonly kubeVersion: string;
  readonly problems: readonly SchemaProblem[];
  readonly node: Node;
}

/** Resources never change, and several graphs may hold one: it is held against a schema once. */
const readings = new WeakMap<Resource, Reading>();

function readingOf(resource: Resource, kubeVersion: string): Reading {
  const known = readings.get(resource);
  if (known?.kubeVersion === kubeVersion) return known;
  const { value, apiVersion, kind } = resource;
  const problems = typeOf(apiVersion, kind) === null ? checkMetadata(value, kubeVersion) : checkSchema(value, apiVersion, kind, kubeVersion);
  const reading = { kubeVersion, problems, node: readable(value, problems) };
  readings.set(resource, reading);
  return reading;
}

/** Companions that are objects of one kind. */
const COMPANIONS: ReadonlyMap<string, string> = new Map([
  ['limit-range', 'LimitRange'], ['pdb', 'PodDisruptionBudget'], ['priority-class', 'PriorityClass'], ['resource-quota', 'ResourceQuota'],
]);

function file<K>(files: Map<K, KubeObject[]>, under: K, object: KubeObject): void {
  const peers = files.get(under);
  if (peers) peers.push(object);
  else files.set(under, [object]);
}

function kindKey(group: string, kind: string): string {
  return `${group}/${kind}`;
}

function key(group: string, kind: string, namespace: string, name: string): string {
  return `${group}\n${kind}\n${namespace}\n${name}`;
}
