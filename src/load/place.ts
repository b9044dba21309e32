import type { Path } from './resource';

/** Where a node is written, in offsets of the text it was read from; ends are exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
  /** Of the key that leads to the node; -1 for the root and for items of a list. */
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly entries: ReadonlyMap<string | number, Place> | null;
}

/** A key written twice in one map. */
export interface RepeatedKey {
  readonly path: Path;
  readonly first: Place;
  readonly second: Place;
}

interface OpenCollection {
  readonly start: number;
  readonly entries: Map<string | number, Place>;
  /** Keys that came by a merge: writing them again is overriding, not repeating. */
  merged: Set<string | number> | null;
  keyStart: number;
  keyEnd: number;
}

/** Listens to a reading and keeps the place of every node. A reading without a recorder costs nothing for it. */
export class PlaceRecorder {
  readonly repeated: RepeatedKey[] = [];
  private readonly open: OpenCollection[] = [];
  private readonly path: (string | number)[] = [];
  // Of the node that was read last. No object: every key and every value would be one.
  private start = 0;
  private end = 0;
  private entries: Place['entries'] = null;

  /** Place of the node that was read last: of the root when the reading is over. */
  get place(): Place {
    return { start: this.start, end: this.end, keyStart: -1, keyEnd: -1, entries: this.entries };
  }

  scalar(start: number, end: number): void {
    this.read(start, end, null);
  }

  /** A node that is written nowhere, such as the value after `key:`. */
  empty(): void {
    this.read(this.end, this.end, null);
  }

  alias(start: number, end: number, anchored: Place): void {
    this.read(start, end, anchored.entries);
  }

  enter(start: number): void {
    this.open.push({ start, entries: new Map(), merged: null, keyStart: -1, keyEnd: -1 });
    this.read(start, start, null);
  }

  leave(end: number): void {
    const { start, entries } = this.open.pop()!;
    this.read(start, end, entries);
  }

  /** The key of an entry has been read; its value comes next. */
  key(name: string): void {
    this.current.keyStart = this.start;
    this.current.keyEnd = this.end;
    this.path.push(name);
  }

  /** The value of an entry has been read. */
  entry(name: string): void {
    const { entries, merged, keyStart, keyEnd } = this.current;
    const isWritten = this.start < this.end;
    const place = { start: isWritten ? this.start : keyStart, end: isWritten ? this.end : keyEnd, keyStart, keyEnd, entries: this.entries };
    const first = entries.get(name);
    if (first !== undefined && merged?.delete(name) !== true) this.repeated.push({ path: [...this.path], first, second: place });
    entries.set(name, place);
    this.path.pop();
  }

  item(index: number): void {
    this.path.push(index);
  }

  itemRead(index: number): void {
    this.current.entries.set(index, this.place);
    this.path.pop();
  }

  /** The maps of a merge key have been read. */
  mergeRead(): void {
    this.path.pop();
  }

  /** An entry that came by a merge key, from the map written at `from`. */
  merge(name: string, from: Place | undefined): void {
    const { current } = this;
    (current.merged ??= new Set()).add(name);
    current.entries.set(name, from?.entries?.get(name) ?? this.place);
  }

  private get current(): OpenCollection {
    return this.open.at(-1)!;
  }

  private read(start: number, end: number, entries: Place['entries']): void {
    this.start = start;
    this.end = end;
    this.entries = entries;
  }
}

/** The place at the end of `path`, or of the nearest ancestor that is written. */
export function placeAt(root: Place, path: Path): Place {
  let place = root;
  for (const step of path) {
    const next = place.entries?.get(step);
    if (next === undefined) break;
    place = next;
  }
  return place;
}
