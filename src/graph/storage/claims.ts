import type { Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import { maybe } from '../reading/unknown';
import { Workload } from '../workload/workload';
import { Claim } from './claim';

/** A claim as others speak of it. */
export function claimKey(namespace: string, name: string): string {
  return `${namespace}\n${name}`;
}

/** The claims an object is or brings: a PersistentVolumeClaim, the templates of a StatefulSet, those of volumes that live as long as a pod. */
export function claimsIn(object: KubeObject): readonly Claim[] {
  if (object.group === '' && object.kind === 'PersistentVolumeClaim') return [new Claim(object.graph, object, object.namespace, null)];
  if (!(object instanceof Workload)) return [];
  const templates = object.kind === 'StatefulSet' ? object.spec.list('volumeClaimTemplates') : [];
  const ephemeral = object.pod.spec.list('volumes').filter((v) => v.has('ephemeral')).map((v) => v.in('ephemeral').in('volumeClaimTemplate'));
  return [...templates, ...ephemeral].map((at) => new Claim(object.graph, at, object.namespace, object));
}

/** The workloads that mount each claim, in the order of reading. */
export const workloadsByClaim: Join<ReadonlyMap<string, readonly Workload[]>> = (graph) => {
  const users = new Map<string, Workload[]>();
  for (const workload of graph.all(Workload)) {
    for (const { shared, name } of maybe(() => workload.pod.claims) ?? []) {
      if (!shared) continue;
      const key = claimKey(workload.namespace, name);
      const known = users.get(key);
      if (known === undefined) users.set(key, [workload]);
      else if (!known.includes(workload)) known.push(workload);
    }
  }
  return users;
};

/** The databases whose claims take each class of the set, by its name. */
export const databasesByClass: Join<ReadonlyMap<string, readonly Workload[]>> = (graph) => {
  const databases = new Map<string, Workload[]>();
  for (const workload of graph.all(Workload)) {
    if (maybe(() => workload.isDatabase && !workload.isJob) !== true) continue;
    for (const { claim } of maybe(() => workload.pod.claims) ?? []) {
      const name = maybe(() => (claim?.isBound === false ? claim.storageClass?.name ?? null : null));
      if (name === null) continue;
      const known = databases.get(name);
      if (known === undefined) databases.set(name, [workload]);
      else if (!known.includes(workload)) known.push(workload);
    }
  }
  return databases;
};
