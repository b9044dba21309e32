import { identityOf } from '../clusters';
import type { Join } from '../join';
import type { KubeObject } from './kube-object';

const firstByIdentity: Join<ReadonlyMap<string, KubeObject>> = (graph) => {
  const first = new Map<string, KubeObject>();
  for (const object of graph.objects) {
    const identity = identityOf(object.resource);
    if (!first.has(identity)) first.set(identity, object);
  }
  return first;
};

/** The first object written with the same group, kind, namespace and name; undecided when the name is not known. */
export function firstTwinOf(object: KubeObject): KubeObject {
  return object.graph.join(firstByIdentity).get(identityOf(object.resource)) ?? object;
}
