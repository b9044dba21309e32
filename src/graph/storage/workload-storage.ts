import { Doubts } from '../reading/doubts';
import { Undecided, find, some } from '../reading/unknown';
import { isMap, type Subject } from '../reading/subject';
import type { KubeObject } from '../object/kube-object';
import { isQuorumStore } from '../workload/database';
import type { Workload } from '../workload/workload';
import { Service } from '../network/service';
import { backupOf } from './backup';
import type { Claim, ClaimUse } from './claim';
import { isOnDedicatedNodes } from './dedication';
import { driverFamily } from './driver';
import { dataVolumes, ephemeralData, type EphemeralData } from './data-directory';
import type { ZoneFlaw } from './zone-bound';
import { scatteredClaims, zoneConflicts } from './zone-conflict';

/** A claim of a workload that is in the set, and how its pods use it. */
export type KnownUse = ClaimUse & { readonly claim: Claim };

/** A claim that many nodes write to, or one on a file system over the network, and why it should not be. */
export interface SharingFlaw {
  readonly is: 'shared' | 'neverMade' | 'files';
  readonly use: KnownUse;
}

/** What a workload keeps, and where. */
export class WorkloadStorage {
  constructor(private readonly workload: Workload) {}

  /** The claims of its pods. Undecided where one is not in the set. */
  get claims(): readonly KnownUse[] {
    return this.workload.pod.claims.map(({ claim, ...use }) => {
      if (claim === null) throw new Undecided(`PersistentVolumeClaim ${use.name} is not in this set`);
      return { ...use, claim };
    });
  }

  /** The claims each replica has its own of. */
  get ownClaims(): readonly KnownUse[] {
    return this.workload.pod.claims.flatMap(({ claim, ...use }) => (use.shared || claim === null ? [] : [{ ...use, claim }]));
  }

  /** The claims the database keeps its data on; all of them where there is none. */
  get dataClaims(): readonly ClaimUse[] {
    const { database, pod } = this.workload;
    if (database === null || pod.claims.length === 0) return pod.claims;
    const volumes = dataVolumes(database);
    return pod.claims.filter(({ volume }) => volumes.has(volume));
  }

  /** Does its database stop when half of its members are gone? */
  get isQuorum(): boolean {
    const { database } = this.workload;
    return database !== null && this.workload.minimumScale >= 3 && isQuorumStore(database.image.repository);
  }

  /** May it elect a leader among members whose disks tie them to a zone? Where its database is not known, it may. */
  get mayElectOnDisks(): boolean {
    return new Doubts().attempt(() => this.ownClaims.length > 0 && this.isQuorum) ?? true;
  }

  /** Why its pods and volumes may not come together; certain reasons first, then a doubt. */
  *zoneFlaws(): Generator<ZoneFlaw> {
    yield* zoneConflicts(this.workload);
    yield* scatteredClaims(this.workload);
  }

  /** Where the data of its database goes if it does not last; `null` when it does, or may. */
  get ephemeralData(): EphemeralData | null {
    const { database } = this.workload;
    return database === null ? null : ephemeralData(database);
  }

  /** What backs up its disks; `null` when nothing of the set does. */
  get backup(): KubeObject | null {
    return backupOf(this.workload);
  }

  /** Another workload whose pods mount this claim, and which is called before it in the alphabet; `null` when there is none. */
  otherUser({ claim, shared }: ClaimUse): Workload | null {
    if (!shared || claim === null) return null;
    const { title, firstTwin } = this.workload;
    return claim.users.find((w) => w.title < title && w.firstTwin !== firstTwin) ?? null;
  }

  /** What is wrong with file systems that many nodes write to; certain reasons first, then a doubt. */
  *sharingFlaws(): Generator<SharingFlaw> {
    const doubts = new Doubts();
    const { database, isJob, pod } = this.workload;
    const server = isJob ? null : database;
    const isData = ({ volume }: ClaimUse): boolean => server !== null && dataVolumes(server).has(volume);
    const data = server === null ? [] : pod.claims.flatMap(({ claim, ...use }) => (claim === null ? [] : [{ ...use, claim }]));
    const shared = doubts.attempt(() => find(data, (use) => use.claim.isShared && !use.claim.isBlock && isData(use)));
    if (shared !== undefined) yield { is: 'shared', use: shared };
    // Drivers of single devices refuse them.
    const impossible = doubts.attempt(() => find(this.claims, ({ claim }) => !claim.isBound && claim.isShared && !claim.isBlock && driverFamily(claim.certainClass?.provisioner ?? '') !== null));
    if (impossible !== undefined) yield { is: 'neverMade', use: impossible };
    const files = doubts.attempt(() => (shared === undefined ? find(data, (use) => !use.claim.isBound && use.claim.certainClass?.isFileStorage === true && isData(use)) : undefined));
    if (files !== undefined) yield { is: 'files', use: files };
    doubts.settle();
  }

  /** Mounts of a container that refer to no volume of the pod and to no claim template. */
  get danglingMounts(): readonly Subject[] {
    const { pod } = this.workload;
    const names = new Set([...pod.spec.list('volumes').map((v) => v.string('name')), ...pod.claims.map(({ volume }) => volume)]);
    return pod.containers.flatMap((container) => container.list('volumeMounts').filter((mount) => !names.has(mount.string('name'))));
  }

  /** The Service that `serviceName` names, where it is in the set. */
  get governingService(): Service | null {
    const { graph, namespace, spec } = this.workload;
    const name = spec.string('serviceName') ?? '';
    const found = name === '' ? null : graph.object('', 'Service', namespace, name);
    return found instanceof Service ? found : null;
  }

  /** The Service that would govern it; `null` where its selector is not a plain set of labels. */
  get newGoverningService(): Readonly<Record<string, unknown>> | null {
    const { knownSelector, namespace, spec } = this.workload;
    const selector = isMap(knownSelector) && isMap(knownSelector['matchLabels']) && knownSelector['matchExpressions'] === undefined ? knownSelector['matchLabels'] : null;
    if (selector === null) return null;
    return { apiVersion: 'v1', kind: 'Service', metadata: { name: spec.string('serviceName'), ...(namespace !== '' && { namespace }) }, spec: { clusterIP: 'None', selector } };
  }

  /** Are there nodes that only its like runs on? */
  get isOnDedicatedNodes(): boolean {
    return isOnDedicatedNodes(this.workload.pod);
  }

  /** Volumes on the disk of the node that end with the pod. */
  get emptyDirs(): readonly Subject[] {
    return this.workload.pod.spec.list('volumes').filter((volume) => volume.get('emptyDir') !== undefined);
  }

  /** Do its pods run beside each other on one node, by an affinity that must hold? */
  get isOnOneNode(): boolean {
    const { pod } = this.workload;
    return some(pod.spec.in('affinity').in('podAffinity').list('requiredDuringSchedulingIgnoredDuringExecution'), (term) => term.string('topologyKey') === 'kubernetes.io/hostname');
  }

  /** A spread over zones that its pods wait for, where one is written. */
  get hardZoneSpread(): Subject | null {
    return find(this.workload.pod.spreads, (spread) => spread.isOverZones && isHard(spread.constraint) && spread.countsOwn())?.constraint ?? null;
  }
}

/** Does a pod wait rather than break this constraint, or term of anti-affinity? */
function isHard(constraint: Subject): boolean {
  return constraint.path.includes('requiredDuringSchedulingIgnoredDuringExecution') || constraint.string('whenUnsatisfiable') === 'DoNotSchedule';
}
