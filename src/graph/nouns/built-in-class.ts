import type { Cloud } from '../../profile';
import { isFileStorage, reachOf, type CloudClass, type Reach } from '../storage-facts';
import { Subject } from '../subject';
import { Claim } from './claim';
import type { KubeObject } from './kube-object';
import type { VolumeClass } from './storage-class';
import { Workload } from './workload';

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

/** The built-in classes the claims of an object take: its own claim, or the claim templates of a StatefulSet. */
export function builtInClassesOf(object: KubeObject): readonly BuiltInClass[] {
  if (object.graph.profile.cloud === null) return [];
  const claims = object.group === '' && object.kind === 'PersistentVolumeClaim' ? [new Claim(object.graph, object, object.namespace)]
    : object instanceof Workload ? object.pod.claims.flatMap((use) => (use.shared || use.claim === null ? [] : [use.claim]))
    : [];
  return claims.flatMap((claim) => {
    // A claim that names its volume binds to that one; the class is but a label then.
    const found = claim.in('spec').has('volumeName') ? null : object.graph.volumeClass(claim);
    return found instanceof BuiltInClass ? [found] : [];
  });
}
