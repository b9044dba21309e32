import type { Cloud } from '../../profile';
import { KubeObject } from '../object/kube-object';
import type { Subject } from '../reading/subject';
import type { Reclaimed } from './reclaimed';
import { isZoneKey } from '../placement/zone';
import type { Workload } from '../workload/workload';
import { databasesByClass } from './claims';
import { defaultClasses } from './default-class';
import { DRIVERS, driverFamily, isSlowDisk, mayReachZones } from './driver';
import { inTreePlugin, type InTreePlugin } from './in-tree';
import { ANY_NODE, both, oneOf, type NodeDemands } from '../placement/node-demand';
import { firstOf, type ParameterFlaw, type Parameters } from './parameters/flaw';
import { parameterFlaws, parametersOf } from './parameters/parameters';
import { cloudClass, isFileStorage, reachOf, type Reach } from './storage-facts';

/** What decides when and where the volumes of a claim come to be: a StorageClass of the set, or one the cloud comes with. */
export interface VolumeClass extends Reclaimed {
  readonly provisioner: string;
  /** In how many zones a volume of this class can be mounted. */
  readonly reach: Reach;
  /** Does its driver make disks that several zones reach, too? That of AWS does not. */
  readonly mayReachZones: boolean;
  /** The replication that makes a disk reach more than one zone. */
  readonly replication: 'zrs' | 'regional' | null;
  /** Are its volumes mounted over the network, with no device to attach? */
  readonly isFileStorage: boolean;
  /** Is the volume made as soon as it is claimed, before any pod has a zone? */
  readonly bindsBeforePlacement: boolean;
  /** The zones it is limited to; `null` when to none. */
  readonly allowedZones: readonly string[] | null;
  /** The cloud that brings it; `null` for a class of the set. */
  readonly cloud: Cloud | null;
  /** The field to look at for when it binds. */
  readonly bindingField: string;
  /** The kind of disk in lower case, the driver's default where none is named; `null` = not known here. */
  readonly diskType: string | null;
  /** The field to look at for the kind of disk. */
  readonly typeField: readonly string[];
  /** Does it make disks that burst or spin? */
  readonly isSlow: boolean;
}

/** A StorageClass. */
export class StorageClass extends KubeObject implements VolumeClass {
  readonly cloud = null;
  private parametersOnce: Parameters | undefined;

  get provisioner(): string {
    return this.string('provisioner') ?? '';
  }

  get reach(): Reach {
    const reach = reachOf(this.provisioner);
    return reach === 'zone' && this.replication !== null ? 'zones' : reach;
  }

  get mayReachZones(): boolean {
    return mayReachZones(this.provisioner);
  }

  get isFileStorage(): boolean {
    return isFileStorage(this.provisioner);
  }

  get bindingField(): string {
    return this.has('volumeBindingMode') ? 'volumeBindingMode' : 'provisioner';
  }

  /** Parameters of the driver, by their names in lower case: the drivers read those in any case. */
  get parameters(): Parameters {
    return (this.parametersOnce ??= parametersOf(this.in('parameters')));
  }

  /** What its provisioner will refuse or ignore of them. */
  get parameterFlaws(): readonly ParameterFlaw[] {
    return parameterFlaws(this.provisioner, this.parameters);
  }

  get diskType(): string | null {
    const family = driverFamily(this.provisioner);
    if (family === null) return null;
    const { typeKeys, defaultType } = DRIVERS[family];
    const unset = this.provisioner === 'kubernetes.io/aws-ebs' ? 'gp2' : defaultType;
    return firstOf(this.parameters, typeKeys)?.value.toLowerCase() ?? unset;
  }

  get isSlow(): boolean {
    return isSlowDisk(this.provisioner, this.diskType ?? '');
  }

  /** Can its driver make a volume larger? Local disks and elastic file systems have no size to change. */
  get canGrow(): boolean {
    return driverFamily(this.provisioner) !== null || GROWING.test(this.provisioner);
  }

  get typeField(): readonly string[] {
    const family = driverFamily(this.provisioner);
    const written = family === null ? null : firstOf(this.parameters, DRIVERS[family].typeKeys);
    return written === null ? ['provisioner'] : ['parameters', written.key];
  }

  /** Versions without a schema have the same default. */
  get reclaimPolicy(): string {
    return this.string('reclaimPolicy') ?? 'Delete';
  }

  get reclaimField(): readonly string[] {
    return [this.has('reclaimPolicy') ? 'reclaimPolicy' : 'provisioner'];
  }

  get isReclaimed(): boolean {
    return this.provisioner !== 'kubernetes.io/no-provisioner';
  }

  get databases(): readonly Workload[] {
    return this.graph.join(databasesByClass).get(this.name) ?? [];
  }

  /** The plugin of Kubernetes itself it names; `null` for a driver. */
  get inTree(): InTreePlugin | null {
    return inTreePlugin(this.provisioner);
  }

  /** The conditions of `allowedTopologies`. */
  get topologies(): readonly Subject[] {
    return this.list('allowedTopologies').flatMap((term) => term.list('matchLabelExpressions'));
  }

  /** Labels of nodes its driver tells, the zone first; `null` where looplaw has no table of the driver. */
  get topologyKeys(): readonly string[] | null {
    const family = driverFamily(this.provisioner);
    return family === null ? null : DRIVERS[family].topologyKeys;
  }

  /** Does its driver tell this label of its nodes? The label of Kubernetes is translated with an old provisioner; Google's driver tells disk types too. */
  knowsTopology(key: string): boolean {
    return this.topologyKeys?.includes(key) === true || (this.inTree !== null && key === 'topology.kubernetes.io/zone') || key.startsWith('disk-type.gke.io/');
  }

  /** The zones this condition names which no node of its driver can be in. A node of a region without zones is in the empty one. */
  foreignZones(topology: Subject): readonly string[] {
    if (driverFamily(this.provisioner) !== 'azureDisk' || !isZoneKey(topology.string('key') ?? '')) return [];
    return topology.strings('values').filter((zone) => zone !== '' && !AZURE_ZONE.test(zone));
  }

  /** Another class of the set that is marked as the default; `null` when there is none. */
  get otherDefault(): StorageClass | null {
    return this.graph.join(defaultClasses).find((c) => c !== this) ?? null;
  }

  /** Does a cluster of the declared cloud come with a class of this name? */
  get isBuiltInName(): boolean {
    const { cloud } = this.graph.profile;
    return cloud !== null && cloudClass(cloud, this.name) !== undefined;
  }

  /** What `allowedTopologies` asks of the node a volume is mounted on. */
  get demands(): NodeDemands {
    const terms = this.list('allowedTopologies').map((term) => both(...term.list('matchLabelExpressions').map((e) => oneOf(e.string('key') ?? '', e.strings('values')))));
    return terms.length === 0 ? ANY_NODE : terms.flat();
  }

  /** Where it asks that. */
  readonly demandsField = ['allowedTopologies'];

  get bindsBeforePlacement(): boolean {
    return this.string('volumeBindingMode') !== 'WaitForFirstConsumer';
  }

  /** The zones `allowedTopologies` names; `null` when it names none. */
  get allowedZones(): readonly string[] | null {
    const zones = this.topologies.filter((e) => /zone(?:-id)?$/.test(e.string('key') ?? '')).flatMap((e) => e.strings('values'));
    return zones.length === 0 ? null : [...new Set(zones)];
  }

  /** The replication that makes a disk reach more than one zone: Azure `…_ZRS`, Google `regional-pd` and its like. */
  get replication(): 'zrs' | 'regional' | null {
    const { parameters } = this;
    const sku = firstOf(parameters, ['skuname', 'storageaccounttype'])?.value ?? '';
    if (/_zrs$/i.test(sku)) return 'zrs';
    const regional = parameters.get('replication-type')?.value === 'regional-pd' || parameters.get('type')?.value === 'hyperdisk-balanced-high-availability';
    return regional ? 'regional' : null;
  }

  /** Is it marked as the class of claims that name none, by the annotation of today or of old? */
  get isDefault(): boolean {
    return DEFAULT_MARKS.some((key) => this.annotation(key) === 'true');
  }
}

/** The region and the number of the zone in it. */
const AZURE_ZONE = /^[a-z0-9]+-\d$/;

/** Drivers besides those with a table that are known to expand volumes. */
const GROWING = /^(?:file\.csi\.azure\.com|filestore\.csi\.storage\.gke\.io|cinder\.csi\.openstack\.org|csi\.vsphere\.vmware\.com|pxd\.portworx\.com|driver\.longhorn\.io|topolvm\.io|(?:.*\.)?(?:rbd|cephfs)\.csi\.ceph\.com)$/;

const DEFAULT_MARKS = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];
