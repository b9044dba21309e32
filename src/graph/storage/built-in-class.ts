import type { Cloud } from '../../profile';
import { isFileStorage, reachOf, type CloudClass, type Reach } from './storage-facts';
import { Subject } from '../reading/subject';
import type { Claim } from './claim';
import type { VolumeClass } from './storage-class';

/** A class the cloud comes with, seen from a claim that takes it; its place is the claim. */
export class BuiltInClass extends Subject implements VolumeClass {
  readonly replication = null;
  readonly allowedZones = null;
  readonly bindingField = 'storageClassName';

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

  get isFileStorage(): boolean {
    return isFileStorage(this.provisioner);
  }

  get bindsBeforePlacement(): boolean {
    return this.facts.volumeBindingMode === 'Immediate';
  }
}
