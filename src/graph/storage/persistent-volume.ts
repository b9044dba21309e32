import { KubeObject } from '../object/kube-object';
import { Undecided, find } from '../reading/unknown';
import { DEPRECATED_ZONE } from '../placement/zone';
import { termsOf } from '../placement/node-term';
import { ANY_NODE, both, demandsOf, labelOf, oneOf, type NodeDemands } from '../placement/node-demand';
import type { Workload } from '../workload/workload';
import { claimKey, workloadsByClaim } from './claims';
import type { Reclaimed } from './reclaimed';
import { driverFamily } from './driver';
import { reachOf } from './storage-facts';
import type { ZoneBound, ZoneFlaw } from './zone-bound';
import type { Path } from '../../load/resource';

/** Sources that were part of Kubernetes itself, and the driver they are handed to. */
const IN_TREE_SOURCES: ReadonlyMap<string, string> = new Map([
  ['awsElasticBlockStore', 'ebs.csi.aws.com'],
  ['azureDisk', 'disk.csi.azure.com'],
  ['cinder', 'cinder.csi.openstack.org'],
  ['gcePersistentDisk', 'pd.csi.storage.gke.io'],
]);
/** Labels of the volume itself that bind it to a place, as older provisioners wrote them. */
const PLACE_LABELS = ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region', DEPRECATED_ZONE, 'failure-domain.beta.kubernetes.io/region'];
/** Disks that Google replicates over a region, and those the EBS driver finds on whichever node the pod is. */
const REACHABLE = /\/regions\/|^local-ebs:/;
/** What joins the zones of a volume that is in several. */
const SEVERAL = '__';

/** A PersistentVolume: a disk that is there already, or a live one. */
export class PersistentVolume extends KubeObject implements ZoneBound, Reclaimed {
  /** The driver that mounts it; empty for sources without one. */
  get driver(): string {
    const source = find(IN_TREE_SOURCES.keys(), (key) => this.spec.has(key));
    return source === undefined ? this.spec.in('csi').string('driver') ?? '' : IN_TREE_SOURCES.get(source) ?? '';
  }

  get storageClassName(): string {
    return this.annotation('volume.beta.kubernetes.io/storage-class') ?? this.spec.string('storageClassName') ?? '';
  }

  get reclaimPolicy(): string {
    return this.spec.string('persistentVolumeReclaimPolicy') ?? '';
  }

  /** Is it written by hand? One that a provisioner made says so, and the class decides for it. */
  get isStatic(): boolean {
    return !this.metadata.in('annotations').has('pv.kubernetes.io/provisioned-by');
  }

  /** What it asks of the node it is mounted on. */
  get demands(): NodeDemands {
    const affinity = this.spec.in('nodeAffinity');
    const labels = this.metadata.in('labels');
    return both(
      affinity.has('required') ? demandsOf(termsOf(affinity.in('required'))) : ANY_NODE,
      ...PLACE_LABELS.filter((key) => labels.has(key)).map((key) => oneOf(regionless(key), (labels.string(key) ?? '').split(SEVERAL))),
    );
  }

  /** Where it says so. */
  get demandsField(): Path {
    return this.spec.has('nodeAffinity') ? ['spec', 'nodeAffinity'] : ['metadata', 'labels'];
  }

  /** Is its disk in one zone, as far as its driver and its handle tell? The handle of an Azure disk does not tell. */
  get isZonal(): boolean {
    const { driver } = this;
    if (driverFamily(driver) === 'azureDisk') throw new Undecided('whether an Azure disk is in one zone, in all or in none is not told by its handle', ['spec']);
    return reachOf(driver) === 'zone' && !REACHABLE.test(this.spec.in('csi').string('volumeHandle') ?? '');
  }

  readonly reclaimField = ['spec', 'persistentVolumeReclaimPolicy'];

  get isReclaimed(): boolean {
    return this.isStatic;
  }

  get databases(): readonly Workload[] {
    const ref = this.spec.in('claimRef');
    const users = this.graph.join(workloadsByClaim).get(claimKey(ref.string('namespace') ?? '', ref.string('name') ?? '')) ?? [];
    return users.filter((workload) => workload.isDatabase && !workload.isJob);
  }

  get isZoneBound(): boolean {
    return this.isStatic;
  }

  /** A disk in one zone that does not say in which. Where all nodes are in one zone, it has no other to be in. */
  zoneFlaws(): readonly ZoneFlaw[] {
    if (!this.isUnplaced || this.graph.profile.zones?.length === 1 || !this.isZonal) return [];
    return [{ is: 'unplaced', path: ['spec'], args: { volume: this.name }, related: [] }];
  }

  /** Does it say nothing of the place it is in? Then a pod may land where the disk can't follow. */
  get isUnplaced(): boolean {
    const labels = this.metadata.in('labels');
    return !this.spec.in('nodeAffinity').has('required') && !PLACE_LABELS.some((key) => labels.has(key));
  }
}

function regionless(key: string): string {
  return key === 'failure-domain.beta.kubernetes.io/region' ? 'topology.kubernetes.io/region' : labelOf(key);
}
