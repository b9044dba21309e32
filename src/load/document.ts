import type { Limits } from './limits';
import type { Place } from './place';
import { ReadError } from './read-error';
import type { Source } from './source';
import { yamlPlaces, type YamlPlaces } from './yaml';

/** Of how much text the places are kept, in code units: findings come document by document, their relatives from anywhere. */
const HELD = 2_000_000;

/** Places of the documents that were located last. One memo serves one load. */
export class PlaceMemo {
  private readonly held = new Map<Document, YamlPlaces>();
  private size = 0;

  constructor(readonly limits: Limits) {}

  placesOf(document: Document): YamlPlaces {
    const known = this.held.get(document);
    if (known !== undefined) return this.keep(document, known);
    this.size += document.length;
    for (const [oldest] of this.held) {
      if (this.size <= HELD) break;
      this.drop(oldest);
    }
    return this.keep(document, locate(document, this.limits));
  }

  /** As the one that was asked for last. */
  private keep(document: Document, places: YamlPlaces): YamlPlaces {
    this.held.delete(document);
    this.held.set(document, places);
    return places;
  }

  private drop(document: Document): void {
    this.held.delete(document);
    this.size -= document.length;
  }
}

/** One document of a stream: a piece of a source, which offsets of its places count from. */
export class Document {
  constructor(
    readonly source: Source,
    readonly index: number,
    readonly start: number,
    readonly end: number,
    private readonly memo: PlaceMemo,
  ) {}

  get length(): number {
    return this.end - this.start;
  }

  get text(): string {
    return this.source.text.slice(this.start, this.end);
  }

  places(): YamlPlaces {
    return this.memo.placesOf(this);
  }
}

function locate(document: Document, limits: Limits): YamlPlaces {
  try {
    return yamlPlaces(document.text, limits);
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    // JSON that is no YAML, such as one nested in ways only one of them allows: its beginning answers for all of it.
    const root: Place = { start: 0, end: 0, keyStart: -1, keyEnd: -1, entries: null };
    return { root, repeated: [] };
  }
}
