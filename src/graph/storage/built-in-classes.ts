import type { KubeObject } from '../object/kube-object';
import { BuiltInClass } from './built-in-class';
import { claimsIn } from './claims';

/** The built-in classes that the claims of an object take. */
export function builtInClassesOf(object: KubeObject): readonly BuiltInClass[] {
  if (object.graph.profile.cloud === null) return [];
  return claimsIn(object).flatMap((claim) => {
    // A claim that takes a volume which is there needs no class; the name is but a label then.
    const found = claim.isBound ? null : claim.volumeClass;
    return found instanceof BuiltInClass ? [found] : [];
  });
}
