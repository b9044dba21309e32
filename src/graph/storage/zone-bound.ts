import type { Path, Resource } from '../../load/resource';
import type { Subject } from '../reading/subject';

/**
 * Why a volume and its pods may not come together: the volume against the pod's own wishes (`pod`), against the nodes there are (`nodes`),
 * or against the pod's other volumes (`volumes`); volumes that each choose a zone (`scattered`); one that does not tell its own (`unplaced`).
 */
export interface ZoneFlaw {
  readonly is: 'pod' | 'nodes' | 'volumes' | 'scattered' | 'unplaced';
  readonly path: Path;
  readonly args: Readonly<Record<string, string>>;
  readonly related: readonly { readonly message: string; readonly resource: Resource; readonly path: Path }[];
}

/** What is bound to a place: a workload through its volumes, or a volume that is there already. */
export interface ZoneBound extends Subject {
  readonly isZoneBound: boolean;
  /** Certain ones first; `Undecided` is thrown after them where something is not known. */
  zoneFlaws(): Iterable<ZoneFlaw>;
}
