import { fieldType, fieldsOf, type FieldType, type TypeName } from '../../src/graph/schema/schema';
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
  const value: Values = {};
  for (const [name, part] of parts) {
    if (part.value === undefined) continue;
    written.set(name, part);
    set(value, name, part.value);
  }
  if (isOpen) value[OPEN] = true;
  return { value, node, key, parts: written };
}

type Values = Record<string | symbol, unknown>;

/** Keys come from the source: `__proto__` is one like any other, and must not be set as the others are. */
function set(values: Values, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(values, name, { value, enumerable: true, writable: true, configurable: true });
  else values[name] = value;
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
export function keyed({ value, node, parts }: Draft, key: Syntax | null): Draft {
  return { value, node, key, parts };
}

/** A draft whose place is known, and whose value is a mark. */
export function marked({ node, key, parts }: Draft, value: typeof SOME | typeof MAYBE): Draft {
  return { value, node, key, parts };
}

/** What a piece is as plain data: keys as they are written. */
export function plain(piece: Piece, key: Syntax | null = null): Draft {
  return drafted(piece, ANYTHING, key);
}

/** What a piece is as a structure of the Kubernetes API, written as the classes of `cdk8s import` take it: unknown fields are dropped. */
export function structured(piece: Piece, type: TypeName): Draft {
  return drafted(piece, { is: 'structure', type }, null);
}

const ANYTHING: FieldType = { is: 'anything' };

function drafted(piece: Piece, type: FieldType, key: Syntax | null): Draft {
  if (piece.is === 'map' || piece.is === 'list') return new Literal(piece, type, key);
  return { value: valueOf(piece, type), node: piece.node, key, parts: null };
}

/** A literal. Its value is what laws read; its parts are asked for by findings only, and most literals have none. */
class Literal implements Draft {
  private valued: unknown;
  private drafts: ReadonlyMap<string | number, Draft> | undefined;

  constructor(private readonly piece: LiteralPiece, private readonly type: FieldType, readonly key: Syntax | null) {}

  get node(): Syntax {
    return this.piece.node;
  }

  get value(): unknown {
    return (this.valued ??= valueOf(this.piece, this.type));
  }

  get parts(): ReadonlyMap<string | number, Draft> {
    return (this.drafts ??= this.piece.is === 'map' ? entriesOf(this.piece, this.type) : itemsOf(this.piece, this.type));
  }
}

type LiteralPiece = Extract<Piece, { is: 'map' | 'list' }>;

function itemsOf({ items }: Extract<Piece, { is: 'list' }>, type: FieldType): ReadonlyMap<number, Draft> {
  return new Map(items.map((item, i) => {
    const draft = drafted(item, itemType(type), null);
    return [i, draft.value === undefined ? marked(draft, MAYBE) : draft];
  }));
}

function entriesOf({ entries }: MapPiece, type: FieldType): ReadonlyMap<string, Draft> {
  const drafts = new Map<string, Draft>();
  for (const [written, { piece, key }] of entries) {
    const name = nameIn(type, written);
    const draft = name === null ? null : drafted(piece, entryType(type, name), key);
    if (name !== null && draft?.value !== undefined) drafts.set(name, isRequired(type, name, draft.value) ? marked(draft, SOME) : draft);
  }
  return drafts;
}

/** What a piece is for the API server, where a field takes this type. */
function valueOf(piece: Piece, type: FieldType): unknown {
  switch (piece.is) {
    // Classes that wrap a value are unwrapped; a plain value where one is asked for compiles by a cast only, and is lost.
    case 'known': return type.is === 'scalar' && piece.value !== null && (type.scalar === 'Quantity' || type.scalar === 'IntOrString') ? MAYBE : piece.value;
    case 'absent': return undefined;
    case 'unknown': return piece.mark;
    // A token, for an object of Kubernetes.
    case 'reference': return SOME;
    case 'made': return amountIn(piece) ?? (isThere(piece) ? SOME : MAYBE);
    case 'list': return piece.items.map((item) => orMaybe(valueOf(item, itemType(type))));
    case 'map': return mapValueOf(piece, type);
  }
}

function mapValueOf({ entries, isOpen }: MapPiece, type: FieldType): unknown {
  const value: Values = {};
  for (const [written, { piece }] of entries) {
    const name = nameIn(type, written);
    const part = name === null ? undefined : valueOf(piece, entryType(type, name));
    if (name !== null && part !== undefined) set(value, name, isRequired(type, name, part) ? SOME : part);
  }
  if (isOpen) value[OPEN] = true;
  return value;
}

/** An item of a list keeps its place: one that may be missing makes the others move, so nothing is known of it but that. */
function orMaybe(value: unknown): unknown {
  return value === undefined ? MAYBE : value;
}

function itemType(type: FieldType): FieldType {
  return type.is === 'list' ? type.of : ANYTHING;
}

/** What an entry of a map is called where it ends up; `null` where it is dropped. */
function nameIn(type: FieldType, written: string): string | null {
  return type.is === 'structure' ? fieldNamed(written, fieldsOf(type.type)) : written;
}

function entryType(type: FieldType, name: string): FieldType {
  return type.is === 'structure' ? fieldType(type.type, name) ?? ANYTHING : type.is === 'map' ? type.of : ANYTHING;
}

/** Nobody writes these to leave them out: the API server takes no container without. */
function isRequired(type: FieldType, name: string, value: unknown): boolean {
  return value === MAYBE && type.is === 'structure' && REQUIRED.has(`${type.type}.${name}`);
}

const REQUIRED = new Set(['core/v1.Container.image', 'core/v1.Container.name', 'core/v1.PodSpec.containers']);

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

/**
 * The metadata an object of cdk8s ends up with: a name is made where none is given, the chart may add a namespace and labels.
 *
 * @param patched did something add labels and annotations later on?
 */
export function metadataOf(piece: Piece, node: Syntax, patched: boolean): Draft {
  if (piece.is !== 'map' && piece.is !== 'absent') return { value: SOME, node: piece.node, key: null, parts: null };
  const map: MapPiece = piece.is === 'map' ? piece : { is: 'map', entries: new Map(), isOpen: false, node };
  const parts = new Map(entriesOf(map, ANYTHING));
  const opened = (name: string): Draft => {
    const draft = parts.get(name);
    if (draft === undefined || draft.value === undefined || draft.value === null) return mapOf(node, [], true);
    return draft.parts === null ? marked(draft, SOME) : mapOf(draft.node, draft.parts as ReadonlyMap<string, Draft>, true, draft.key);
  };
  parts.set('labels', opened('labels'));
  if (patched) parts.set('annotations', opened('annotations'));
  for (const [name, mark] of [['name', SOME], ['namespace', MAYBE]] as const) {
    if (parts.get(name)?.value === undefined) parts.set(name, given(node, mark));
  }
  return mapOf(map.node, parts, map.isOpen);
}
