import type { Limits } from './limits';
import type { Place } from './place';
import { ReadError } from './read-error';
import type { Source } from './source';
import { yamlPlaces, type YamlPlaces } from './yaml';

/** How many documents keep their places: enough for a finding and its relatives, and bounded for runs with many findings. */
const HELD = 64;

/** Places of the documents that were located last. One memo serves one load. */
export class PlaceMemo {
  private readonly held = new Map<Document, YamlPlaces>();

  constructor(readonly limits: Limits) {}

  placesOf(document: Document): YamlPlaces {
    const known = this.held.get(document);
    this.held.delete(document);
    const places = known ?? locate(document, this.limits);
    this.held.set(document, places);
    if (this.held.size > HELD) this.held.delete(this.held.keys().next().value!);
    return places;
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
