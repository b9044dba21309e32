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
  readonly merged: Set<string | number>;
  key: Place | null;
}

/** Listens to a reading and keeps the place of every node. A reading without a recorder costs nothing for it. */
export class PlaceRecorder {
  readonly repeated: RepeatedKey[] = [];
  private readonly open: OpenCollection[] = [];
  private readonly path: (string | number)[] = [];
  private last: Place = { start: 0, end: 0, keyStart: -1, keyEnd: -1, entries: null };

  /** Place of the node that was read last: of the root when the reading is over. */
  get place(): Place {
    return this.last;
  }

  scalar(start: number, end: number): void {
    this.last = { start, end, keyStart: -1, keyEnd: -1, entries: null };
  }

  /** A node that is written nowhere, such as the value after `key:`. */
  empty(): void {
    const { end } = this.last;
    this.scalar(end, end);
  }

  alias(start: number, end: number, anchored: Place): void {
    this.last = { start, end, keyStart: -1, keyEnd: -1, entries: anchored.entries };
  }

  enter(start: number): void {
    this.open.push({ start, entries: new Map(), merged: new Set(), key: null });
    this.scalar(start, start);
  }

  leave(end: number): void {
    const { start, entries } = this.open.pop()!;
    this.last = { start, end, keyStart: -1, keyEnd: -1, entries };
  }

  /** The key of an entry has been read; its value comes next. */
  key(name: string): void {
    this.current.key = this.last;
    this.path.push(name);
  }

  /** The value of an entry has been read. */
  entry(name: string): void {
    const { entries, merged, key } = this.current;
    const { start, end } = this.last;
    const written = start < end ? { start, end } : { start: key!.start, end: key!.end };
    const place = { ...this.last, ...written, keyStart: key!.start, keyEnd: key!.end };
    const first = entries.get(name);
    if (first !== undefined && !merged.delete(name)) this.repeated.push({ path: [...this.path], first, second: place });
    entries.set(name, place);
    this.path.pop();
  }

  item(index: number): void {
    this.path.push(index);
  }

  itemRead(index: number): void {
    this.current.entries.set(index, this.last);
    this.path.pop();
  }

  /** The maps of a merge key have been read. */
  mergeRead(): void {
    this.path.pop();
  }

  /** An entry that came by a merge key, from the map written at `from`. */
  merge(name: string, from: Place | undefined): void {
    const { entries, merged } = this.current;
    merged.add(name);
    entries.set(name, from?.entries?.get(name) ?? this.last);
  }

  private get current(): OpenCollection {
    return this.open.at(-1)!;
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
