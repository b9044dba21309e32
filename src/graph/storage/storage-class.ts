import type { Cloud } from '../../profile';
import { KubeObject } from '../object/kube-object';
import type { Subject } from '../reading/subject';
import type { Workload } from '../workload/workload';
import { databasesByClass } from './claims';
import { DRIVERS, driverFamily } from './driver';
import { ANY_NODE, both, oneOf, type NodeDemands } from './node-demand';
import { firstOf, type ParameterFlaw, type Parameters } from './parameters/flaw';
import { parameterFlaws, parametersOf } from './parameters/parameters';
import { isFileStorage, reachOf, type Reach } from './storage-facts';

/** What decides when and where the volumes of a claim come to be: a StorageClass of the set, or one the cloud comes with. */
export interface VolumeClass extends Subject {
  readonly name: string;
  readonly provisioner: string;
  /** In how many zones a volume of this class can be mounted. */
  readonly reach: Reach;
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
  /** What becomes of the volume when its claim goes: `Delete` or `Retain`. */
  readonly reclaimPolicy: string;
  /** The field to look at for that. */
  readonly reclaimField: string;
  /** The databases of the set whose claims take it. */
  readonly databases: readonly Workload[];
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

  get typeField(): readonly string[] {
    const family = driverFamily(this.provisioner);
    const written = family === null ? null : firstOf(this.parameters, DRIVERS[family].typeKeys);
    return written === null ? ['provisioner'] : ['parameters', written.key];
  }

  get reclaimPolicy(): string {
    return this.string('reclaimPolicy') ?? '';
  }

  get reclaimField(): string {
    return this.has('reclaimPolicy') ? 'reclaimPolicy' : 'provisioner';
  }

  get databases(): readonly Workload[] {
    return this.graph.join(databasesByClass).get(this.name) ?? [];
  }

  /** What `allowedTopologies` asks of the node a volume is mounted on. */
  get demands(): NodeDemands {
    const terms = this.list('allowedTopologies').map((term) => both(...term.list('matchLabelExpressions').map((e) => oneOf(e.string('key') ?? '', e.strings('values')))));
    return terms.length === 0 ? ANY_NODE : terms.flat();
  }

  get bindsBeforePlacement(): boolean {
    return this.string('volumeBindingMode') !== 'WaitForFirstConsumer';
  }

  /** The zones `allowedTopologies` names; `null` when it names none. */
  get allowedZones(): readonly string[] | null {
    const zones = this.list('allowedTopologies').flatMap((term) => term.list('matchLabelExpressions')
      .filter((e) => /zone(?:-id)?$/.test(e.string('key') ?? '')).flatMap((e) => e.strings('values')));
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

const DEFAULT_MARKS = ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'];
