import type { KubeObject } from '../object/kube-object';
import { Workload } from '../workload/workload';
import { BuiltInClass } from './built-in-class';
import { Claim } from './claim';

/** The built-in classes the claims of an object take: its own claim, or the claim templates of a StatefulSet. */
export function builtInClassesOf(object: KubeObject): readonly BuiltInClass[] {
  if (object.graph.profile.cloud === null) return [];
  const claims = object.group === '' && object.kind === 'PersistentVolumeClaim' ? [new Claim(object.graph, object, object.namespace)]
    : object instanceof Workload ? object.pod.claims.flatMap((use) => (use.shared || use.claim === null ? [] : [use.claim]))
    : [];
  return claims.flatMap((claim) => {
    // A claim that names its volume binds to that one; the class is but a label then.
    const found = claim.in('spec').has('volumeName') ? null : claim.volumeClass;
    return found instanceof BuiltInClass ? [found] : [];
  });
}
