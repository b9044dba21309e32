import type { Join } from '../join';
import { maybe } from '../reading/unknown';
import { StorageClass } from './storage-class';

/** The class of the set that a claim without a class gets; `null` when the set declares none. */
export const defaultClass: Join<StorageClass | null> = (graph) => graph.all(StorageClass).find((c) => maybe(() => c.isDefault) === true) ?? null;
