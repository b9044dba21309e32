import { fieldsOf, type FieldType, type TypeName } from '../../src/graph/schema/schema';
import { MAYBE, OPEN, SOME } from '../../src/graph/reading/unknown';
import { isThere } from './expression';
import { textOf, type MapPiece, type Piece } from './piece';
import type { Syntax } from './syntax';

/** A value of a resource with the places it comes from. `undefined` is not written at all. */
export interface Draft {
  readonly value: unknown;
  readonly node: Syntax;
  readonly key: Syntax | null;
  readonly parts: ReadonlyMap<string | number, Draft> | null;
}

/** A map of drafts, which are written in different places. */
export function mapOf(node: Syntax, parts: Iterable<readonly [string, Draft]>, isOpen = false, key: Syntax | null = null): Draft {
  const written = new Map<string, Draft>();
  const value: Record<string | symbol, unknown> = {};
  for (const [name, part] of parts) {
    if (part.value === undefined) continue;
    written.set(name, part);
    // Keys come from the source: `__proto__` is one like any other, and must not be set as the others are.
    if (name === '__proto__') Object.defineProperty(value, name, { value: part.value, enumerable: true, writable: true, configurable: true });
    else value[name] = part.value;
  }
  if (isOpen) value[OPEN] = true;
  return { value, node, key, parts: written };
}

/** A map whose entries are drafted one by one, each under its own name. */
function mapped({ node, entries, isOpen }: MapPiece, key: Syntax | null, draftOf: (piece: Piece, key: Syntax | null) => Draft): Draft {
  return mapOf(node, [...entries].map(([name, entry]) => [name, draftOf(entry.piece, entry.key)] as const), isOpen, key);
}

/** A list of drafts. */
export function listOf(node: Syntax, items: readonly Draft[], key: Syntax | null = null): Draft {
  return { value: items.map(({ value }) => value), node, key, parts: new Map(items.map((item, i) => [i, item])) };
}

/** A value nobody wrote, which a library puts there. */
export function given(node: Syntax, value: unknown): Draft {
  return { value, node, key: null, parts: null };
}

/** A draft at the key it is written behind. */
export function keyed(draft: Draft, key: Syntax | null): Draft {
  return { ...draft, key };
}

/** What a piece is as plain data: keys as they are written. */
export function plain(piece: Piece, key: Syntax | null = null): Draft {
  const { node } = piece;
  switch (piece.is) {
    case 'known': return { value: piece.value, node, key, parts: null };
    case 'absent': return { value: undefined, node, key, parts: null };
    case 'unknown': return { value: piece.mark, node, key, parts: null };
    // A token, for an object of Kubernetes.
    case 'reference': return { value: SOME, node, key, parts: null };
    case 'made': return { value: amountIn(piece) ?? (isThere(piece) ? SOME : MAYBE), node, key, parts: null };
    case 'list': return listOf(node, piece.items.map((item) => orSome(plain(item))), key);
    case 'map': return mapped(piece, key, plain);
  }
}

/** What a piece is as a structure of the Kubernetes API, written as the classes of `cdk8s import` take it: unknown fields are dropped. */
export function structured(piece: Piece, type: TypeName, key: Syntax | null = null): Draft {
  if (piece.is !== 'map') return plain(piece, key);
  const fields = fieldsOf(type);
  const parts = new Map<string, Draft>();
  for (const [name, entry] of piece.entries) {
    const field = fieldNamed(name, fields);
    const held = field === null ? undefined : fields.get(field)?.types.at(-1)?.type;
    if (field === null || held === undefined) continue;
    const draft = typed(entry.piece, held, entry.key);
    // Nobody writes these to leave them out: the API server takes no container without.
    parts.set(field, draft.value === MAYBE && REQUIRED.has(`${type}.${field}`) ? { ...draft, value: SOME } : draft);
  }
  return mapOf(piece.node, parts, piece.isOpen, key);
}

const REQUIRED = new Set(['core/v1.Container.image', 'core/v1.Container.name', 'core/v1.PodSpec.containers']);

function typed(piece: Piece, type: FieldType, key: Syntax | null): Draft {
  switch (type.is) {
    case 'structure': return structured(piece, type.type, key);
    case 'list': return piece.is === 'list' ? listOf(piece.node, piece.items.map((item) => orSome(typed(item, type.of, null))), key) : plain(piece, key);
    case 'map': return piece.is === 'map' ? mapped(piece, key, (held, at) => typed(held, type.of, at)) : plain(piece, key);
    // Classes that wrap a value are unwrapped; a plain value where one is asked for compiles by a cast only, and is lost.
    case 'scalar': return (type.scalar === 'Quantity' || type.scalar === 'IntOrString') && piece.is === 'known' && piece.value !== null ? { ...plain(piece, key), value: MAYBE } : plain(piece, key);
    case 'anything': return plain(piece, key);
  }
}

/** jsii writes `clusterIp` for `clusterIP`. */
function fieldNamed(name: string, fields: ReadonlyMap<string, unknown>): string | null {
  if (fields.has(name)) return name;
  const lower = name.toLowerCase();
  let near: string | null = null;
  for (const field of fields.keys()) if (field.toLowerCase() === lower) near = field;
  return near;
}

/** `Quantity.fromString('1')`, `IntOrString.fromNumber(8080)`. */
function amountIn({ by: { names }, args: [argument] }: Extract<Piece, { is: 'made' }>): string | number | null {
  const [type, factory] = names.slice(-2);
  if (type !== 'Quantity' && type !== 'IntOrString') return null;
  if (factory === 'fromString') return argument === undefined ? null : textOf(argument);
  return factory === 'fromNumber' && argument?.is === 'known' && typeof argument.value === 'number' ? argument.value : null;
}

/** An item of a list keeps its place: one that may be missing makes the others move, so nothing is known of it but that. */
function orSome(draft: Draft): Draft {
  return draft.value === undefined ? { ...draft, value: MAYBE } : draft;
}

/**
 * The metadata an object of cdk8s ends up with: a name is made where none is given, the chart may add a namespace and labels.
 *
 * @param patched did something add labels and annotations later on?
 */
export function metadataOf(piece: Piece, node: Syntax, patched: boolean): Draft {
  if (piece.is !== 'map' && piece.is !== 'absent') return { value: SOME, node: piece.node, key: null, parts: null };
  const map: MapPiece = piece.is === 'map' ? piece : { is: 'map', entries: new Map(), isOpen: false, node };
  const parts = new Map([...map.entries].map(([name, entry]) => [name, plain(entry.piece, entry.key)]));
  const opened = (name: string): Draft => {
    const draft = parts.get(name);
    if (draft === undefined || draft.value === undefined || draft.value === null) return mapOf(node, [], true);
    return draft.parts === null ? { ...draft, value: SOME } : mapOf(draft.node, [...draft.parts] as [string, Draft][], true, draft.key);
  };
  parts.set('labels', opened('labels'));
  if (patched) parts.set('annotations', opened('annotations'));
  for (const [name, mark] of [['name', SOME], ['namespace', MAYBE]] as const) {
    if (parts.get(name)?.value === undefined) parts.set(name, given(node, mark));
  }
  return mapOf(map.node, parts, map.isOpen);
}
