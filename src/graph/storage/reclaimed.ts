import type { Path } from '../../load/resource';
import type { Subject } from '../reading/subject';
import type { Workload } from '../workload/workload';

/** What decides whether disks outlive their claims: a class of the set, one the cloud comes with, or a volume that is there already. */
export interface Reclaimed extends Subject {
  readonly name: string;
  /** Does it decide for disks that matter here? */
  readonly isReclaimed: boolean;
  /** What becomes of the volume when its claim goes: `Delete` or `Retain`. */
  readonly reclaimPolicy: string;
  /** The field to look at for that. */
  readonly reclaimField: Path;
  /** The databases of the set whose disks these are. */
  readonly databases: readonly Workload[];
}
