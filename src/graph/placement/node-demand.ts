import { Undecided } from '../reading/unknown';
import type { NodeRequirement, NodeTerm } from './node-term';
import { DEPRECATED_ZONE, ZONE, isZoneKey } from './zone';

/** What a label of a node must be: one of these (`null` = any), and none of those. */
interface Wanted {
  readonly among: ReadonlySet<string> | null;
  readonly except: ReadonlySet<string>;
  /** May the label be missing, must it be there, or must it be missing? */
  readonly presence: 'any' | 'there' | 'missing';
}

/** What is asked of a node, by label; all of it must hold. The labels of zones are one label, whatever they are called. */
export type NodeDemand = ReadonlyMap<string, Wanted>;

/** Alternatives of which one must hold. None at all fits no node. */
export type NodeDemands = readonly NodeDemand[];

/** Asks nothing. */
export const ANY_NODE: NodeDemands = [new Map()];

/** A zone by its id is another name space than by its name. */
const ZONE_ID = 'topology.k8s.aws/zone-id';
/** More alternatives than anybody writes, and than anybody should compute. */
const MOST = 1000;

/** That a label is one of these values. */
export function oneOf(label: string, values: Iterable<string>): NodeDemands {
  return [new Map([[labelOf(label), { among: new Set(values), except: NOTHING, presence: 'there' as const }]])];
}

/** What a NodeSelector asks by these alternatives. */
export function demandsOf(terms: readonly NodeTerm[]): NodeDemands {
  return terms.flatMap(({ labels, fields }) => {
    const conditions = [...labels.map((r) => condition(r, r.key)), ...fields.map((r) => condition(r, 'metadata.name'))];
    return conditions.length === 0 ? [] : both(...conditions.map((c) => [c]));
  });
}

/** What holds where all of these do. */
export function both(...all: readonly NodeDemands[]): NodeDemands {
  return all.reduce((left, right) => {
    if (left.length * right.length > MOST) throw new Undecided('the node affinities of pod and volumes have too many alternatives');
    return left.flatMap((a) => right.flatMap((b) => merged(a, b) ?? []));
  }, ANY_NODE);
}

/** A label of which the two ask different things, in all their alternatives; `null` where they can agree, or disagree for several reasons. */
export function disputed(a: NodeDemands, b: NodeDemands): string | null {
  const labels = new Set(a.flatMap((demand) => [...demand.keys()]));
  return [...labels].find((label) => both(only(a, label), only(b, label)).length === 0) ?? null;
}

/** The values these allow a label, in order; empty where they allow any. */
export function valuesOf(demands: NodeDemands, label: string): readonly string[] {
  const allowed = demands.map((demand) => demand.get(label)?.among ?? null);
  return allowed.includes(null) ? [] : [...new Set(allowed.flatMap((values) => [...(values ?? [])]))].sort();
}

/** Is there one among the labels of these nodes that fits? */
export function fitsOne(demands: NodeDemands, nodes: readonly ReadonlyMap<string, string>[]): boolean {
  return nodes.some((labels) => demands.some((demand) => [...demand].every(([label, wanted]) => holds(wanted, labels.get(label)))));
}

/** The name under which a label is compared. */
export function labelOf(key: string): string {
  return (isZoneKey(key) && key !== ZONE_ID) || key === DEPRECATED_ZONE ? ZONE : key;
}

const NOTHING: ReadonlySet<string> = new Set();

function condition(requirement: NodeRequirement, key: string): NodeDemand {
  return new Map([[labelOf(key), wantedBy(requirement)]]);
}

function wantedBy({ operator, values }: NodeRequirement): Wanted {
  switch (operator) {
    case 'In':
      return { among: new Set(values), except: NOTHING, presence: 'there' };
    case 'NotIn':
      return { among: null, except: new Set(values), presence: 'any' };
    case 'DoesNotExist':
      return { among: null, except: NOTHING, presence: 'missing' };
    // Of Gt and Lt it is enough here that the label is there.
    default:
      return { among: null, except: NOTHING, presence: 'there' };
  }
}

function merged(a: NodeDemand, b: NodeDemand): NodeDemand | null {
  const all = new Map(a);
  for (const [label, wanted] of b) {
    const known = all.get(label);
    const agreed = known === undefined ? wanted : agreement(known, wanted);
    if (agreed === null) return null;
    all.set(label, agreed);
  }
  return all;
}

function agreement(a: Wanted, b: Wanted): Wanted | null {
  const presence = a.presence === 'any' ? b.presence : a.presence;
  if (b.presence !== 'any' && b.presence !== presence) return null;
  const except = new Set([...a.except, ...b.except]);
  if (a.among === null && b.among === null) return { among: null, except, presence };
  const among = new Set([...(a.among ?? b.among ?? [])].filter((value) => (b.among ?? a.among)?.has(value) === true && !except.has(value)));
  return among.size === 0 ? null : { among, except, presence };
}

function holds({ among, except, presence }: Wanted, value: string | undefined): boolean {
  if (value === undefined) return presence !== 'there';
  return presence !== 'missing' && (among === null || among.has(value)) && !except.has(value);
}

function only(demands: NodeDemands, label: string): NodeDemands {
  return demands.map((demand) => new Map([...demand].filter(([key]) => key === label)));
}
