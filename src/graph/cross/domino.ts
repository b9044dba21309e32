import type { Path, Resource } from '../../load/resource';
import type { ClaimUse } from '../storage/claim';
import type { Workload } from '../workload/workload';
import { Undecided, find, some } from '../reading/unknown';

/** One thing that lets the next domino fall. */
export interface DominoLink {
  /** When it strikes, in the story of the cascade. */
  readonly at: string;
  /** What happens then, and why. */
  readonly event: string;
  readonly resource: Resource;
  readonly path: Path;
}

/**
 * The links of the cascade a stateful workload carries, in the order in which they strike: a pod comes up in any zone, its disk is already
 * in another, its clients cross zones. Undecided when unknown links could make two of them.
 */
export function dominoLinks(workload: Workload): readonly DominoLink[] {
  if (!some(workload.pod.claims, isBoundToPlace)) return [];
  const links: DominoLink[] = [];
  let unknown: Undecided | undefined;
  let unknowns = 0;
  for (const look of [unspread, boundAhead, zoneCrossing]) {
    try {
      const link = look(workload);
      if (link) links.push(link);
    } catch (e) {
      if (!(e instanceof Undecided)) throw e;
      unknown ??= e;
      unknowns += 1;
    }
  }
  if (unknown && links.length < 2 && links.length + unknowns >= 2) throw unknown;
  return links;
}

/** A disk that every zone reaches, or that many nodes mount at once, falls with no domino. */
function isBoundToPlace({ name, claim }: ClaimUse): boolean {
  if (claim === null) throw new Undecided(`PersistentVolumeClaim ${name} is not in this set`);
  return claim.isSingleNode && claim.volumeClass?.reach !== 'everywhere';
}

function unspread(workload: Workload): DominoLink | null {
  if (workload.minimumScale < 2 || workload.pod.isSpreadOverZones) return null;
  return { at: '09:01', event: 'a replica comes up in any zone, as nothing spreads them', resource: workload.resource, path: [...workload.pod.path, 'spec'] };
}

function boundAhead(workload: Workload): DominoLink | null {
  const use = find(workload.pod.claims, ({ claim }) => {
    const volumeClass = claim?.volumeClass ?? null;
    return volumeClass !== null && volumeClass.reach === 'zone' && volumeClass.bindsBeforePlacement;
  });
  const volumeClass = use?.claim?.volumeClass ?? null;
  if (volumeClass === null) return null;
  const place = volumeClass.object;
  return {
    at: '09:03',
    event: `its disk is in another zone, as class ${volumeClass.name} bound it before the pod had one`,
    resource: place.resource,
    path: [...volumeClass.path, volumeClass.bindingField],
  };
}

function zoneCrossing(workload: Workload): DominoLink | null {
  if (workload.minimumScale < 2) return null;
  const service = find(workload.services.certain, (s) => !s.isHeadless && !s.isExternalName && !s.isZoneLocal);
  const [doubtful] = workload.services.possible;
  if (!service && doubtful) throw new Undecided(`whether ${doubtful.title} selects these pods is not known`);
  if (!service) return null;
  return {
    at: '09:05',
    event: `clients cross zones, as Service ${service.name} keeps no traffic in its zone`,
    resource: service.resource,
    path: ['spec'],
  };
}
