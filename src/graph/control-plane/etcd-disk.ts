import type { Path } from '../../load/resource';
import type { KubeObject } from '../object/kube-object';
import { Undecided, maybe } from '../reading/unknown';
import type { VolumeClass } from '../storage/storage-class';
import type { Claim } from '../storage/claim';
import type { Container } from '../workload/container';
import { Workload } from '../workload/workload';

/** How well a disk carries the write-ahead log of etcd. */
export type DiskGrade = 'good' | 'accepted' | 'slow' | 'unset' | 'network' | 'replicated';

/** A disk of etcd members. */
export interface EtcdDisk {
  /** Its type in the words of the cloud, or the class when it names none. */
  readonly name: string;
  readonly grade: DiskGrade;
  /** From the root of the object. */
  readonly path: Path;
}

/** Types by how long a write takes; those that are not listed are not known. */
const GRADES: readonly (readonly [RegExp, DiskGrade])[] = [
  [/^(?:io1|io2|ultrassd_lrs|premiumv2_lrs|hyperdisk-balanced|hyperdisk-extreme|pd-extreme)$/, 'good'],
  [/^(?:gp3|premium_lrs|pd-balanced|pd-ssd)$/, 'accepted'],
  [/_zrs$/, 'replicated'],
  [/^(?:gp2|standard|st1|sc1|pd-standard)$|^standard(?:ssd)?_/, 'slow'],
];
const DISKS = /^(?:ebs\.csi\.(?:eks\.)?(?:aws|amazonaws)\.com|kubernetes\.io\/(?:aws-ebs|azure-disk|gce-pd)|disk\.csi\.azure\.com|pd\.csi\.storage\.gke\.io)$/;
const LOCAL = /no-provisioner|topolvm|(?<!cluster\.)local/;
/** The disks of classes that clouds come with. */
const BUILT_IN: ReadonlyMap<string, string> = new Map([
  ['gp2', 'gp2'], ['default', 'StandardSSD_LRS'], ['managed', 'StandardSSD_LRS'], ['managed-csi', 'StandardSSD_LRS'], ['managed-csi-premium', 'Premium_LRS'],
  ['managed-premium', 'Premium_LRS'], ['standard', 'pd-standard'], ['standard-rwo', 'pd-balanced'], ['premium-rwo', 'pd-ssd'],
]);

/** The grade of a type of disk. Throws `Undecided` for one that is not known. */
export function gradeOf(type: string): DiskGrade {
  const grade = GRADES.find(([pattern]) => pattern.test(type.toLowerCase()))?.[1];
  if (grade === undefined) throw new Undecided(`how fast disks of type ${type} are is not known`);
  return grade;
}

/** The disk a claim of an etcd pod gets. Throws `Undecided` where its class is not in the set. */
export function diskOfClaim(claim: Claim, path: Path): EtcdDisk {
  const at = [...path, 'spec', 'storageClassName'];
  const volumeClass = claim.volumeClass;
  if (volumeClass === null) throw new Undecided(`StorageClass ${claim.storageClassName ?? 'of the cluster by default'} is not in this set`, at);
  if (claim.accessModes.some((mode) => mode === 'ReadWriteMany' || mode === 'ReadOnlyMany') || volumeClass.isFileStorage) {
    return { name: volumeClass.name, grade: 'network', path: at };
  }
  if (LOCAL.test(volumeClass.provisioner)) return { name: volumeClass.name, grade: 'good', path: at };
  const type = typeOf(volumeClass);
  if (type === undefined && !DISKS.test(volumeClass.provisioner)) throw new Undecided(`how fast disks of ${volumeClass.provisioner} are is not known`, at);
  return type === undefined ? { name: volumeClass.name, grade: 'unset', path: at } : { name: type, grade: gradeOf(type), path: at };
}

function typeOf(volumeClass: VolumeClass): string | undefined {
  if (volumeClass.cloud !== null) return BUILT_IN.get(volumeClass.name);
  const parameters = volumeClass.in('parameters');
  const key = parameters.keys().find((k) => /^(?:type|skuname|storageaccounttype)$/i.test(k));
  return key === undefined ? undefined : parameters.string(key);
}

/** The disks of kOps members; where no type is written kOps takes gp3 on AWS and pd-ssd on GCP, both accepted ones. */
export function disksOfKops(cluster: KubeObject): readonly EtcdDisk[] {
  return cluster.spec.list('etcdClusters').flatMap((etcd) => etcd.list('etcdMembers')).map((member) => {
    const type = member.string('volumeType');
    return { name: type ?? 'gp3 or pd-ssd, which kOps takes by default', grade: type === undefined ? 'accepted' : gradeOf(type), path: [...member.path, 'volumeType'] };
  });
}

/** The volume in which the members keep their data. */
export interface DataVolume {
  /** Name of the volume or of the claim template; `null` = the data lies in the container. */
  readonly name: string | null;
  /** The folder of the node; `null` for another kind of volume. */
  readonly hostPath: string | null;
  readonly isClaim: boolean;
  readonly isEphemeral: boolean;
  /** From the root of the object. */
  readonly path: Path;
}

/** The volume that is mounted at the data folder, or above it. */
export function dataVolumeOf(container: Container, folder: string): DataVolume {
  const mounts = container.list('volumeMounts').filter((mount) => isAbove(mount.string('mountPath') ?? '', folder));
  const mount = mounts.sort((a, b) => (b.string('mountPath') ?? '').length - (a.string('mountPath') ?? '').length)[0];
  if (mount === undefined) return { name: null, hostPath: null, isClaim: false, isEphemeral: true, path: container.path };
  const name = mount.string('name') ?? '';
  const { pod } = container;
  const volume = pod.volume(name);
  const isClaim = pod.claims.some((use) => (use.shared ? use.at.string('name') : use.name) === name);
  const hostPath = volume?.has('hostPath') ? (volume.in('hostPath').string('path') ?? '') : null;
  const isEphemeral = !isClaim && (volume?.has('emptyDir') ?? false);
  return { name, hostPath, isClaim, isEphemeral, path: mount.path };
}

/** Is a folder the same as another one, or above it? */
export function isAbove(above: string, folder: string): boolean {
  const [a, b] = [above, folder].map((path) => `${path.replace(/\/+$/, '')}/`) as [string, string];
  return b.startsWith(a) && a !== '/';
}

/** Other workloads of the set that write to the volume, be it a folder of the node or a claim. */
export function sharersOf(member: Container, volume: DataVolume): readonly Workload[] {
  const { workload } = member.pod;
  const own = volume.isClaim ? maybe(() => member.pod.claims.find((use) => use.shared && use.at.string('name') === volume.name)?.name) ?? null : null;
  if (volume.hostPath === null && own === null) return [];
  return workload.graph.all(Workload).filter((other) => other !== workload && maybe(() => writes(other, volume.hostPath, own, workload.namespace)) === true);
}

function writes(other: Workload, hostPath: string | null, claim: string | null, namespace: string): boolean {
  const { pod } = other;
  const shared = pod.spec.list('volumes').filter((v) => {
    if (hostPath !== null) return v.has('hostPath') && isSame(v.in('hostPath').string('path') ?? '', hostPath);
    return other.namespace === namespace && v.in('persistentVolumeClaim').string('claimName') === claim;
  }).map((v) => v.string('name'));
  return pod.containers.some((c) => c.list('volumeMounts').some((m) => shared.includes(m.string('name')) && m.boolean('readOnly') !== true));
}

function isSame(a: string, b: string): boolean {
  return isAbove(a, b) && isAbove(b, a);
}
