import type { Document } from './document';
import { placeAt } from './place';
import type { Origin, Path, Range } from './resource';

/** Origin of a resource that was read from a text. Places are found when they are asked for, by reading the document again. */
export class TextOrigin implements Origin {
  readonly constructPath: string | null;
  readonly renderedFrom: string | null;
  readonly folder: string;

  /**
   * @param written the document it stands in
   * @param item running index in a list, `null` outside of one
   * @param base path from the root of the document to the resource
   * @param made the file people edit, and the construct, where the text was made of them
   */
  constructor(
    readonly written: Document,
    readonly item: number | null,
    readonly base: Path,
    made: Pick<Origin, 'renderedFrom' | 'constructPath'> = { renderedFrom: null, constructPath: null },
  ) {
    this.renderedFrom = made.renderedFrom;
    this.constructPath = made.constructPath;
    this.folder = this.file.slice(0, Math.max(0, this.file.lastIndexOf('/')));
  }

  get file(): string {
    return this.written.source.file;
  }

  get document(): number {
    return this.written.index;
  }

  locate(path: Path, what: 'key' | 'value' = 'value'): Range {
    const { source, start } = this.written;
    const place = placeAt(this.written.places().root, [...this.base, ...path]);
    return what === 'key' && place.keyStart >= 0
      ? source.range(start + place.keyStart, start + place.keyEnd)
      : source.range(start + place.start, start + place.end);
  }

  lines(from: number, to: number): readonly string[] {
    return this.written.source.lines(from, to);
  }
}

/**
 * Origin of what stands in a file that no places are known of.
 *
 * @param file path as it is shown to people; `null` when it stands in none
 */
export function originOfFile(file: string | null): Origin {
  return { file, document: 0, item: null, constructPath: null, renderedFrom: null, folder: '', locate: () => null, lines: () => [] };
}

/**
 * Origin of a live construct, which no text stands behind.
 *
 * @param constructPath path of the construct in its tree, such as `app/chart/web`
 * @param chart path of the chart it is in; empty outside of one
 * @param item running index in a list the construct writes
 */
export function originOfConstruct(constructPath: string, chart = '', item: number | null = null): Origin {
  return { file: null, document: 0, item, constructPath, folder: chart, renderedFrom: null, locate: () => null, lines: () => [] };
}
