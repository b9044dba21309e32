import type { Path, Resource } from '../../load/resource';
import type { Loop } from '../../loop';
import { NatGateway } from '../cloud/aws/nat';
import { zoneBlindPools } from '../storage/zonal-store';
import type { ClaimUse } from '../storage/claim';
import type { Workload } from '../workload/workload';
import { Undecided, find, maybe, some } from '../reading/unknown';

/** One thing that lets the next domino fall. */
export interface DominoLink {
  /** When it strikes, in the story of the cascade. */
  readonly at: '09:00' | '09:01' | '09:02' | '09:03' | '09:05' | '09:10';
  /** What happens then, and why. */
  readonly event: string;
  /** The law that this link breaks. */
  readonly law: `${Loop}/${string}`;
  readonly resource: Resource;
  readonly path: Path;
}

/**
 * The links of the cascade a stateful workload carries, in the order in which they strike: a pod comes up in any zone, its disk is already
 * in another, its clients cross zones. Undecided when unknown links could make two of them. Where two are, what makes a pod go Pending
 * comes first. That nodes come up in any of several zones, and that these share a NAT gateway, only the cloud plane tells.
 */
export function dominoLinks(workload: Workload): readonly DominoLink[] {
  if (!some(workload.pod.claims, isBoundToPlace)) return [];
  const links: DominoLink[] = [];
  let unknown: Undecided | undefined;
  let unknowns = 0;
  for (const look of [unspread, landedAnywhere, boundAhead, zoneCrossing, narrowedAtTheDoor]) {
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
  const first = links.length < 2 ? null : maybe(() => unbudgeted(workload));
  return first === null ? links : [first, ...links];
}

/** A disk that every zone reaches, or that many nodes mount at once, falls with no domino. */
function isBoundToPlace({ name, claim }: ClaimUse): boolean {
  if (claim === null) throw new Undecided(`PersistentVolumeClaim ${name} is not in this set`);
  return claim.isSingleNode && claim.volumeClass?.reach !== 'everywhere';
}

/** compute/budgeted-pod: what says nothing of its needs is placed by guess, and a guess that fails is a Pending pod. */
function unbudgeted(workload: Workload): DominoLink | null {
  const missing = find(workload.pod.containers.flatMap((container) => RESOURCES.map((resource) => ({ container, resource }))),
    ({ container, resource }) => container.request(resource) === null);
  if (missing === undefined) return null;
  const { container, resource } = missing;
  return {
    at: '09:00',
    event: `a pod goes Pending beside half-idle nodes, as container ${container.name} requests no ${resource === 'cpu' ? 'CPU' : resource}`,
    law: 'compute/budgeted-pod',
    resource: workload.resource,
    path: [...container.path, container.has('resources') ? 'resources' : 'name'],
  };
}

const RESOURCES = ['cpu', 'memory'] as const;

/** compute/topology-spread. */
function unspread(workload: Workload): DominoLink | null {
  const { pod, graph } = workload;
  if (workload.minimumScale < 2 || pod.allowedZones?.length === 1 || pod.isSpreadOverZones) return null;
  // Where all share a disk that one node mounts, they come up where it is, or not at all.
  if (workload.singleNodeClaim !== null) return null;
  const { zones } = graph.profile;
  return {
    at: '09:01',
    event: `a new node brings up a replica in any ${zones === null ? 'zone' : `of ${zones.join(', ')}`}, as nothing spreads them`,
    law: 'compute/topology-spread',
    resource: workload.resource,
    path: [...pod.path, 'spec'],
  };
}

/** compute/zonal-node-groups. Where the cloud plane is not known, there is nothing to tell. */
function landedAnywhere(workload: Workload): DominoLink | null {
  const [pool] = maybe(() => zoneBlindPools(workload)) ?? [];
  if (pool === undefined || pool.facts.object === null) return null;
  return {
    at: '09:02',
    event: `the pod lands on the new node of ${pool.title}, which is in any of ${(pool.facts.zones ?? []).join(', ')}`,
    law: 'compute/zonal-node-groups',
    resource: pool.facts.object.resource,
    path: pool.facts.object.nameField,
  };
}

/** network/nat-per-zone. */
function narrowedAtTheDoor({ graph }: Workload): DominoLink | null {
  const [flaw] = graph.cloudOf(NatGateway).flatMap((nat) => (maybe(() => nat.egressFlaws) ?? []).map(({ path, args }) => ({ nat, path, args })));
  if (flaw === undefined) return null;
  return {
    at: '09:10',
    event: `${flaw.nat.title} is saturated: it is the one way out of several zones, ${flaw.args['others']} among them`,
    law: 'network/nat-per-zone',
    resource: flaw.nat.resource,
    path: flaw.path,
  };
}

/** storage/deferred-binding. */
function boundAhead(workload: Workload): DominoLink | null {
  const use = find(workload.pod.claims, ({ claim }) => {
    if (claim === null || claim.isBound) return false;
    const { volumeClass } = claim;
    return volumeClass !== null && volumeClass.reach === 'zone' && volumeClass.bindsBeforePlacement && volumeClass.allowedZones?.length !== 1;
  });
  const volumeClass = use?.claim?.volumeClass ?? null;
  if (volumeClass === null) return null;
  return {
    at: '09:03',
    event: `its disk is in another zone, as class ${volumeClass.name} bound it before the pod had one`,
    law: 'storage/deferred-binding',
    resource: volumeClass.object.resource,
    path: [...volumeClass.path, volumeClass.bindingField],
  };
}

/** network/zone-local-traffic. */
function zoneCrossing(workload: Workload): DominoLink | null {
  if (workload.minimumScale < 2) return null;
  const service = find(workload.services.certain, (s) => !s.isHeadless && !s.isExternalName && !s.locality.isKept);
  const [doubtful] = workload.services.possible;
  if (!service && doubtful) throw new Undecided(`whether ${doubtful.title} selects these pods is not known`);
  if (!service) return null;
  return {
    at: '09:05',
    event: `clients cross zones, as Service ${service.name} keeps no traffic in its zone`,
    law: 'network/zone-local-traffic',
    resource: service.resource,
    path: ['spec'],
  };
}
