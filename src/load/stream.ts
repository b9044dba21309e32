import { Document, type PlaceMemo } from './document';
import { splitDocuments, type DocumentSpan } from './documents';
import { readJson } from './json';
import { ReadError } from './read-error';
import type { Source } from './source';
import { templateIn } from './template';
import { readYaml } from './yaml';

/** One document of a stream, read or refused. */
export interface StreamEntry {
  readonly document: Document;
  /** `undefined` when the document could not be read. */
  readonly value: unknown;
  /** Whether a key is written twice somewhere in it. */
  readonly repeated: boolean;
  /** What is wrong with the document; a value beside it is what the cluster would read. Offsets count in the document. */
  readonly error: ReadError | null;
}

/** Reads every document of a source on its own, so that a broken one does not silence its neighbours. */
export function readStream(source: Source, memo: PlaceMemo): StreamEntry[] {
  const entries: StreamEntry[] = [];
  for (const span of splitDocuments(source.text)) readSpan(source, span, memo, entries);
  return entries;
}

function readSpan(source: Source, span: DocumentSpan, memo: PlaceMemo, entries: StreamEntry[]): void {
  const add = (start: number, end: number, value: unknown, repeated: boolean, error: ReadError | null): void => {
    entries.push({ document: new Document(source, entries.length, start, end, memo), value, repeated, error });
  };
  const text = source.text.slice(span.start, span.end);
  try {
    if (span.trailing >= 0) {
      throw new ReadError('invalid-yaml', 'Found text after the document separator `---`, which Kubernetes refuses. Begin the document on the next line.', span.trailing - span.start);
    }
    const json = readJson(text, memo.limits);
    if (json !== null) {
      for (const { start, end, value, repeated } of json) add(span.start + start, span.start + end, value, repeated, null);
      return;
    }
    const { value, repeated, dropped } = readYaml(text, memo.limits);
    const rest = dropped < 0 ? null
      : new ReadError('invalid-yaml', 'Found text after the end marker `...`, which Kubernetes drops silently. Begin the next document with `---`.', dropped);
    add(span.start, span.end, value, repeated, rest);
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    add(span.start, span.end, undefined, false, explained(error, text, source.file));
  }
}

/** A text that is no YAML because it is something else gets the error that helps. */
function explained(error: ReadError, text: string, file: string): ReadError {
  if (error.code !== 'invalid-yaml') return error;
  const template = templateIn(text);
  if (template >= 0) {
    return new ReadError('unrendered-template', 'Found an unrendered template expression, expected YAML. Render it first: `helm template … | looplaw check -`.', template);
  }
  const isJson = file.endsWith('.json') && /^\s*[[{]/.test(text);
  return isJson ? new ReadError('invalid-json', 'This is not valid JSON. Correct the syntax here.', error.offset) : error;
}
