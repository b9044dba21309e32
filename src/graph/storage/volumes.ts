import type { Join } from '../join';
import { maybe } from '../reading/unknown';
import { claimKey } from './claims';
import { PersistentVolume } from './persistent-volume';

/** The volume that is kept for each claim (`claimRef`). */
export const volumesByClaim: Join<ReadonlyMap<string, PersistentVolume>> = (graph) => new Map(graph.all(PersistentVolume).flatMap((volume) => {
  const ref = maybe(() => volume.spec.in('claimRef'));
  const key = maybe(() => (ref?.has('name') ? claimKey(ref.string('namespace') ?? '', ref.string('name') ?? '') : null));
  return key === null ? [] : [[key, volume] as const];
}));

/** The volumes of the set by the class they name; the empty one among them. */
export const volumesByClass: Join<ReadonlyMap<string, PersistentVolume>> = (graph) => new Map(graph.all(PersistentVolume).flatMap((volume) => {
  const name = maybe(() => volume.storageClassName);
  return name === null ? [] : [[name, volume] as const];
}));
