import { Undecided, find, some } from '../reading/unknown';
import type { Subject } from '../reading/subject';
import type { KubeObject } from '../object/kube-object';
import { isQuorumStore } from '../workload/database';
import type { Workload } from '../workload/workload';
import { Service } from '../network/service';
import { backupOf } from './backup';
import type { Claim, ClaimUse } from './claim';
import { ephemeralData, type EphemeralData } from './data-directory';
import { scatteredClaims, zoneConflicts, type ZoneConflict } from './zone-conflict';

/** A claim of a workload that is in the set, and how its pods use it. */
export type KnownUse = ClaimUse & { readonly claim: Claim };

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

  /** The claims the database itself mounts; all of them where there is none. */
  get dataClaims(): readonly ClaimUse[] {
    const { database, pod } = this.workload;
    const mounted = new Set(database?.list('volumeMounts').map((mount) => mount.string('name')));
    return database === null ? pod.claims : pod.claims.filter(({ volume }) => mounted.has(volume));
  }

  /** Does its database stop when half of its members are gone? */
  get isQuorum(): boolean {
    const { database } = this.workload;
    return database !== null && this.workload.minimumScale >= 3 && isQuorumStore(database.image.repository);
  }

  /** Why no node will do for its pods and volumes; certain conflicts first, then a doubt. */
  zoneConflicts(): Iterable<ZoneConflict> {
    return zoneConflicts(this.workload);
  }

  /** Claims of one pod whose disks are each made at once, in a zone of its own choice. */
  get scatteredClaims(): readonly ClaimUse[] {
    return scatteredClaims(this.workload);
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

  /** A claim that its zonal driver can't make: a file system that many nodes write to. */
  get impossibleClaim(): KnownUse | null {
    return find(this.claims, ({ claim }) => !claim.isBound && claim.isShared && !claim.isBlock && claim.volumeClass?.reach !== undefined
      && ATTACHED.has(claim.volumeClass.provisioner)) ?? null;
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

  /** Do its pods run beside each other on one node, by an affinity that must hold? */
  get isOnOneNode(): boolean {
    const { pod } = this.workload;
    return some(pod.spec.in('affinity').in('podAffinity').list('requiredDuringSchedulingIgnoredDuringExecution'), (term) => term.string('topologyKey') === 'kubernetes.io/hostname');
  }

  /** A spread over zones that its pods wait for, where one is written. */
  get hardZoneSpread(): Subject | null {
    return find(this.workload.pod.spreads, ({ isOverZones, countsOwn, constraint }) => isOverZones && isHard(constraint) && countsOwn())?.constraint ?? null;
  }
}

/** Does a pod wait rather than break this constraint, or term of anti-affinity? */
function isHard(constraint: Subject): boolean {
  return constraint.path.includes('requiredDuringSchedulingIgnoredDuringExecution') || constraint.string('whenUnsatisfiable') === 'DoNotSchedule';
}

/** Drivers of devices that are attached to one node, and refuse a file system that several nodes write to. */
const ATTACHED = new Set([
  'disk.csi.azure.com', 'ebs.csi.aws.com', 'ebs.csi.eks.amazonaws.com', 'kubernetes.io/aws-ebs', 'kubernetes.io/azure-disk', 'kubernetes.io/gce-pd', 'pd.csi.storage.gke.io',
]);
