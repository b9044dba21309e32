import { isClosedFor } from '../../profile';
import { Doubts } from '../reading/doubts';
import type { KubeObject } from '../object/kube-object';
import { SOME, Undecided } from '../reading/unknown';
import type { Workload } from '../workload/workload';
import type { ClaimUse } from './claim';
import { ANY_NODE, both, disputed, fitsOne, labelOf, oneOf, valuesOf, type NodeDemands } from '../placement/node-demand';
import { ZONE } from '../placement/zone';
import type { PersistentVolume } from './persistent-volume';
import { StorageClass } from './storage-class';
import type { ZoneFlaw } from './zone-bound';

/** Why no node will do for a pod and its volumes: certain reasons first; `Undecided` is thrown after them where a volume is not known. */
export function* zoneConflicts(workload: Workload): Generator<ZoneFlaw> {
  const doubts = new Doubts();
  const pod = workload.placement.pod.selection.demands;
  if (pod.length === 0) return;
  let together = pod;
  let isToldApart = false;
  for (const use of workload.pod.claims) {
    const placed = doubts.attempt(() => placeOf(use, pod.every((demand) => demand.size > 0)));
    if (!placed) continue;
    const { demands } = placed;
    if (both(pod, demands).length === 0) {
      yield conflict('pod', workload, use, placed, pod);
      isToldApart = true;
    } else if (!isReachable(workload, both(pod, demands))) {
      yield conflict('nodes', workload, use, placed, zonesOf(workload));
      isToldApart = true;
    } else if (!isToldApart) {
      const all = both(together, demands);
      if (all.length === 0 || !isReachable(workload, all)) {
        yield conflict('volumes', workload, use, placed, together);
        isToldApart = true;
      }
      together = all;
    }
  }
  doubts.settle();
}

/** Claims of one pod whose disks are each made at once, in a zone of its own choice. */
export function scatteredClaims(workload: Workload): readonly ZoneFlaw[] {
  const { zones } = workload.graph.profile;
  if (zones?.length === 1) return [];
  const [first, second] = scatteredUses(workload);
  if (first === undefined || second === undefined) return [];
  return [{ is: 'scattered', path: second.field, args: { workload: workload.title, claim: first.name, second: second.name }, related: [] }];
}

function scatteredUses(workload: Workload): readonly ClaimUse[] {
  return workload.pod.claims.filter(({ claim }) => {
    if (claim === null || claim.isBound) return false;
    const found = claim.volumeClass;
    return found !== null && found.reach === 'zone' && found.bindsBeforePlacement && found.allowedZones?.length !== 1;
  });
}

interface Placed {
  readonly by: PersistentVolume | StorageClass;
  readonly demands: NodeDemands;
}

/** Where the volume of a claim is or will be; `null` = anywhere. An unknown class matters only to a pod that is particular. */
function placeOf({ name, claim }: ClaimUse, isParticular: boolean): Placed | null {
  if (claim === null) throw new Undecided(`PersistentVolumeClaim ${name} is not in this set`);
  const { volume, volumeName } = claim;
  if (volume !== null) return { by: volume, demands: volume.demands };
  if (volumeName !== '') throw new Undecided(`PersistentVolume ${volumeName} is not in this set`);
  const volumeClass = isParticular ? claim.certainClass : claim.storageClass;
  return volumeClass instanceof StorageClass ? { by: volumeClass, demands: volumeClass.demands } : null;
}

/** Is there a node, or at least a zone, for this? Where neither is declared there may be. */
function isReachable({ graph }: Workload, demands: NodeDemands): boolean {
  if (isClosedFor(graph.profile, 'Node') && graph.ofKind('Node').length > 0) return fitsOne(demands, graph.ofKind('Node').map(nodeLabels));
  const { zones } = graph.profile;
  return zones === null || both(demands, oneOf(ZONE, zones)).length > 0;
}

function zonesOf({ graph }: Workload): NodeDemands {
  const { zones } = graph.profile;
  return zones === null ? ANY_NODE : oneOf(ZONE, zones);
}

function nodeLabels(node: KubeObject): ReadonlyMap<string, string> {
  const { labels } = node;
  const known = labels.keys().map((key) => {
    const value = labels.peek(key);
    if (value === SOME) throw new Undecided(`label ${key} of ${node.title} is not known`);
    return [labelOf(key), String(value)] as const;
  });
  return new Map([...known, ['metadata.name', node.name]]);
}

function conflict(is: 'pod' | 'nodes' | 'volumes', workload: Workload, use: ClaimUse, { by, demands }: Placed, other: NodeDemands): ZoneFlaw {
  const label = disputed(demands, other) ?? ZONE;
  const place = placeText(demands, label);
  return {
    is,
    path: use.field,
    args: { workload: workload.title, claim: use.name, volume: by.title, place, other: placeText(other, label) },
    related: [{ message: `is in ${place}`, resource: by.resource, path: by.demandsField }],
  };
}

function placeText(demands: NodeDemands, label: string): string {
  const values = valuesOf(demands, label);
  const what = label === ZONE ? 'zone' : label;
  return values.length === 0 ? `another ${what}` : `${what} ${values.join(' or ')}`;
}
