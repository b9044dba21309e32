import type { Path } from '../../load/resource';
import { childType, type TypeName } from '../schema/schema';
import { defaultOf, isReplaced } from '../defaults/defaults';
import { LEFT_OUT, MAYBE, OPEN, SOME, Undecided, isUnresolved } from './unknown';
import type { Declared } from '../object/declared';

/** A map of an object as it is written; values may be the marks of `unknown.ts`. */
export type Node = Readonly<Record<string | symbol, unknown>>;

/**
 * One map of an object, read the same way whether it is fully known or not.
 *
 * `has` asks what was *written*, the other questions what will be *stored*: written, else the API server's default.
 * A question that meets something unknown throws {@link Undecided}; an absent map reads as an empty one, so chains need no `?.`.
 */
export class Subject {
  constructor(
    /** The map itself, or `SOME` when only its presence is known. */
    readonly node: Node | typeof SOME,
    /** The map this one is in; `null` at the root of an object. */
    readonly up: Subject | null,
    /** Steps from `up` to here; empty when both are the same map seen as different nouns. */
    readonly steps: Path,
    /** Schema type; `null` where there is no schema, and so no default. */
    readonly type: TypeName | null,
  ) {}

  /** From the root of the object to this map. */
  get path(): Path {
    return this.up === null ? this.steps : this.steps.length === 0 ? this.up.path : [...this.up.path, ...this.steps];
  }

  /** The object or block this map is part of. */
  get object(): Declared {
    return this.up === null ? (this as unknown as Declared) : this.up.object;
  }

  /** Name of the container this subject is, for findings; `null` for everything else. */
  get container(): string | null {
    return null;
  }

  /** Was it written? A value that is certainly there but unknown answers yes, and one that is left to a provider no. */
  has(key: string): boolean {
    const value = written(this, key);
    if (value === MAYBE) throw this.unknown(key);
    return value !== undefined && value !== LEFT_OUT;
  }

  /** What will be stored, of any type; `undefined` when nothing will. */
  get(key: string): unknown {
    const value = written(this, key);
    if (value === undefined) return stored(this, key);
    if (isUnresolved(value)) throw this.unknown(key);
    // An empty value where Go knows no "not written" is replaced like an absent one.
    return this.type !== null && isReplaced(this.type, key, value) ? stored(this, key) : value;
  }

  /** What will be stored, unknown or not, for those who can reason with marks themselves (labels, selectors). */
  raw(key: string): unknown {
    if (this.node === SOME) return SOME;
    const value = Object.hasOwn(this.node, key) ? this.node[key] : undefined;
    if (value === undefined && this.node[OPEN] === true) return MAYBE;
    return value ?? stored(this, key);
  }

  /** A stored string; a value of another type is unknown. */
  string(key: string): string | undefined {
    return typed(this, key, 'string');
  }

  /** A stored number; a value of another type is unknown. */
  number(key: string): number | undefined {
    return typed(this, key, 'number');
  }

  /** A number that is written as a text, as in annotations and in the data of a ConfigMap; a text that is none is unknown. */
  numberText(key: string): number | undefined {
    const text = this.string(key)?.trim();
    if (text !== undefined && !/^[+-]?\d+(?:\.\d+)?$/.test(text)) throw this.unknown(key);
    return text === undefined ? undefined : Number(text);
  }

  /** A stored boolean; a value of another type is unknown. */
  boolean(key: string): boolean | undefined {
    return typed(this, key, 'boolean');
  }

  /** The child map; an absent one reads as empty, and has defaults only where the API server stores it by itself. */
  in(key: string): Subject {
    return new Subject(mapAt(this, key), this, [key], this.type === null ? null : childType(this.type, key));
  }

  /** The maps of a list; absent reads as empty. An element that is no map is unknown. */
  list(key: string): readonly Subject[] {
    const type = this.type === null ? null : childType(this.type, key);
    return this.items(key).map((item, i) => new Subject(isMap(item) ? item : SOME, this, [key, i], type));
  }

  /** The elements of a list as they are; absent reads as empty. */
  items(key: string): readonly unknown[] {
    const value = this.get(key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) throw this.unknown(key);
    return value as unknown[];
  }

  /** The strings of a list; absent reads as empty. */
  strings(key: string): readonly string[] {
    return this.items(key).map((item) => {
      if (typeof item !== 'string' || isUnresolved(item)) throw this.unknown(key);
      return item;
    });
  }

  /** Keys that are written here, in order. */
  keys(): readonly string[] {
    if (this.node === SOME || this.node[OPEN] === true) throw this.unknown();
    return Object.keys(this.node).filter((key) => this.has(key));
  }

  /** The answer "that is not known", to be thrown. */
  unknown(key?: string): Undecided {
    const path = key === undefined ? this.path : [...this.path, key];
    return new Undecided(`${path.length === 0 ? 'the object' : path.join('.')} is not known`, path);
  }
}

// Functions and not private methods: those would cost every subject a brand, and plain private names collide with the nouns' own.

function written(subject: Subject, key: string): unknown {
  const node = subject.node;
  if (node === SOME) throw subject.unknown(key);
  const value = Object.hasOwn(node, key) ? node[key] : undefined;
  if (value === undefined && node[OPEN] === true) throw subject.unknown(key);
  return value === null ? undefined : value;
}

/** What the API server stores here by itself. */
function stored({ node, type }: Subject, key: string): unknown {
  return type === null || node === NOTHING ? undefined : defaultOf(type, key, node as Node);
}

function typed<T extends 'string' | 'number' | 'boolean'>(subject: Subject, key: string, type: T): Primitive<T> | undefined {
  const value = subject.get(key);
  if (value === undefined) return undefined;
  if (typeof value !== type) throw subject.unknown(key);
  return value as Primitive<T>;
}

function mapAt(subject: Subject, key: string): Node | typeof SOME {
  const value = written(subject, key);
  if (value === undefined) {
    const byDefault = stored(subject, key);
    return isMap(byDefault) ? byDefault : NOTHING;
  }
  if (value === MAYBE) throw subject.unknown(key);
  return isMap(value) ? value : SOME;
}

type Primitive<T> = T extends 'string' ? string : T extends 'number' ? number : boolean;

/** Stands for every map that is not there: reads as empty, has no defaults. */
const NOTHING: Node = Object.freeze({});

/** Is this a map (and no list, mark or scalar)? */
export function isMap(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
