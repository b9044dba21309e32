import { Undecided } from '../reading/unknown';
import { Labels, type Requirement, type Selector } from './selector';

/** What a selector selects for certain, and what it may select, depending on something unknown. Both in the order of the index. */
export interface Selected<T> {
  readonly certain: readonly T[];
  readonly possible: readonly T[];
}

/** Is nothing selected? Throws `Undecided` where something may be. */
export function isNobody({ certain, possible }: Selected<unknown>): boolean {
  if (certain.length === 0 && possible.length > 0) throw new Undecided('whether anything is selected is not known');
  return certain.length === 0;
}

/** A thing with labels. */
export interface Labelled<T> {
  readonly namespace: string;
  readonly labels: Labels;
  readonly item: T;
}

/**
 * Labelled things, to be selected without a look at all of them: a query starts from the condition that the fewest can meet.
 * A label that is not known counts as meeting it.
 */
export class SelectionIndex<T> {
  private readonly shelves = new Map<string, Shelf<T>>();

  constructor(things: readonly Labelled<T>[]) {
    things.forEach(({ namespace, labels, item }, position) => {
      getOrAdd(this.shelves, namespace, () => new Shelf<T>()).add({ labels, item, position });
    });
  }

  /** What the selector selects in this namespace. */
  select(selector: Selector, namespace: string): Selected<T> {
    const shelf = this.shelves.get(namespace);
    if (shelf === undefined) return NONE;
    if (selector.requirements.length === 0) return alike(shelf.items, selector.test(NO_LABELS));
    const certain: T[] = [];
    const possible: T[] = [];
    for (const { labels, item } of shelf.candidates(selector.requirements)) {
      const answer = selector.test(labels);
      if (answer === true) certain.push(item);
      else if (answer === null) possible.push(item);
    }
    return { certain, possible };
  }
}

const NONE: Selected<never> = { certain: [], possible: [] };
const NO_LABELS = new Labels(undefined);

/** Without a condition all things fare alike, and share one list. */
function alike<T>(items: readonly T[], answer: boolean | null): Selected<T> {
  if (answer === false) return NONE;
  return answer === true ? { certain: items, possible: [] } : { certain: [], possible: items };
}

interface Entry<T> {
  readonly labels: Labels;
  readonly item: T;
  readonly position: number;
}

/** The things that carry one label, by its value. */
interface Column<T> {
  readonly entries: Entry<T>[];
  readonly byValue: Map<string, Entry<T>[]>;
  readonly unknownValue: Entry<T>[];
}

/** So few things are looked at one by one sooner than they are sorted. */
const FEW = 4;

/** The things of one namespace. */
class Shelf<T> {
  readonly items: T[] = [];
  private readonly entries: Entry<T>[] = [];
  private columnsOnce: ReadonlyMap<string, Column<T>> | undefined;
  /** Things that may carry any label. */
  private readonly open: Entry<T>[] = [];

  add(entry: Entry<T>): void {
    this.items.push(entry.item);
    this.entries.push(entry);
    if (entry.labels.isOpen) this.open.push(entry);
  }

  private get columns(): ReadonlyMap<string, Column<T>> {
    return (this.columnsOnce ??= columnsOf(this.entries));
  }

  /** Everything that can meet all requirements, and as little else as one of them can tell. */
  candidates(requirements: readonly Requirement[]): readonly Entry<T>[] {
    if (this.entries.length <= FEW) return this.entries;
    let fewest: readonly (readonly Entry<T>[])[] = [this.entries];
    let count = this.entries.length;
    for (const requirement of requirements) {
      if (requirement.negated) continue;
      const lists = [...this.carriers(requirement), this.open].filter((list) => list.length > 0);
      const size = lists.reduce((total, list) => total + list.length, 0);
      if (size <= count) [fewest, count] = [lists, size];
    }
    const [only, ...others] = fewest;
    return only !== undefined && others.length === 0 ? only : fewest.flat().sort((a, b) => a.position - b.position);
  }

  private carriers({ key, values, isOpen }: Requirement): readonly (readonly Entry<T>[])[] {
    const column = this.columns.get(key);
    if (column === undefined) return [];
    if (values === null || isOpen) return [column.entries];
    return [...Array.from(values, (value) => column.byValue.get(value) ?? []), column.unknownValue];
  }
}

function columnsOf<T>(entries: readonly Entry<T>[]): ReadonlyMap<string, Column<T>> {
  const columns = new Map<string, Column<T>>();
  for (const entry of entries) {
    if (entry.labels.isOpen) continue;
    for (const key of entry.labels.keys()) {
      const column = getOrAdd(columns, key, () => ({ entries: [], byValue: new Map<string, Entry<T>[]>(), unknownValue: [] }));
      const value = entry.labels.peek(key);
      column.entries.push(entry);
      (typeof value === 'string' ? getOrAdd(column.byValue, value, () => []) : column.unknownValue).push(entry);
    }
  }
  return columns;
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
