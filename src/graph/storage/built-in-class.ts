import type { Cloud } from '../../profile';
import { isFileStorage, reachOf, type CloudClass, type Reach } from './storage-facts';
import { Subject } from '../reading/subject';
import type { Workload } from '../workload/workload';
import type { Claim } from './claim';
import { isSlowDisk, mayReachZones } from './driver';
import type { VolumeClass } from './storage-class';

/** A class the cloud comes with, seen from a claim that takes it; its place is the claim. */
export class BuiltInClass extends Subject implements VolumeClass {
  readonly replication = null;
  readonly allowedZones = null;
  readonly bindingField = 'storageClassName';
  readonly typeField = ['storageClassName'];
  readonly reclaimField = ['storageClassName'];
  readonly reclaimPolicy = 'Delete';

  constructor(readonly claim: Claim, readonly cloud: Cloud, private readonly facts: CloudClass) {
    const spec = claim.in('spec');
    super(spec.node, spec.up, spec.steps, spec.type);
  }

  get name(): string {
    return this.facts.name;
  }

  get provisioner(): string {
    return this.facts.provisioner;
  }

  get reach(): Reach {
    return reachOf(this.provisioner);
  }

  get mayReachZones(): boolean {
    return mayReachZones(this.provisioner);
  }

  get isFileStorage(): boolean {
    return isFileStorage(this.provisioner);
  }

  get diskType(): string | null {
    return this.facts.disk;
  }

  get isSlow(): boolean {
    return isSlowDisk(this.provisioner, this.diskType ?? '');
  }

  /** What a cloud comes with is told of only where data hangs on it. */
  get isReclaimed(): boolean {
    return this.databases.length > 0;
  }

  get databases(): readonly Workload[] {
    return this.claim.users.filter((workload) => workload.isDatabase && !workload.isJob);
  }

  get bindsBeforePlacement(): boolean {
    return this.facts.volumeBindingMode === 'Immediate';
  }
}
