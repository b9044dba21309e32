import { relative, sep } from 'node:path';
import type { Finding, UndecidedAnswer } from '../finding';
import type { Origin, Path, Range, Resource } from '../load/resource';
import { sanitize, visible } from './sanitize';

/** Where a finding is: in a file, or in a tree of constructs. */
export interface Place {
  /** POSIX path, never absolute; `null` for a live construct. */
  readonly file: string | null;
  readonly constructPath: string | null;
  readonly range: Range | null;
}

/** Place of a finding: the key or value it points at. */
export function placeOf({ resource: { origin }, range }: Pick<Finding, 'resource' | 'range'>): Place {
  return placedAt(origin, range);
}

/** Place of a node, by its key where it has one. */
export function placeIn(origin: Origin, path: Path): Place {
  return placedAt(origin, origin.locate(path, 'key'));
}

/** In a file that was rendered to something else, no line is the one. */
function placedAt({ file, renderedFrom, constructPath }: Origin, range: Range | null): Place {
  return renderedFrom === null ? { file: shownFile(file), constructPath, range } : { file: shownFile(renderedFrom), constructPath, range: null };
}

/** Places of undecided answers, in their order. A place is found by reading a document again, which is done once for all answers about an object. */
export function placesOf(answers: readonly UndecidedAnswer[]): readonly Place[] {
  const byObject = new Map<Resource, number[]>();
  for (const [i, { resource }] of answers.entries()) {
    const own = byObject.get(resource);
    if (own) own.push(i);
    else byObject.set(resource, [i]);
  }
  const places: Place[] = [];
  for (const [{ origin }, own] of byObject) for (const i of own) places[i] = placeIn(origin, answers[i]?.path ?? []);
  return places;
}

/** A file that was named by an absolute path is shown relative to the working folder: reports travel, home folders do not. */
export function shownFile(file: string | null): string | null {
  if (file === null || !/^(?:\/|[A-Za-z]:\/)/.test(file)) return file;
  return relative(process.cwd(), file).split(sep).join('/');
}

/** A path as code hosts take it: from the root of the repository, without `./`. What lies outside of the working folder goes by its name alone. */
export function repositoryPath(file: string): string {
  const segments = file.toWellFormed().split('/').filter((segment) => segment !== '' && segment !== '.');
  return (segments[0] === '..' ? segments.slice(-1) : segments).join('/') || '-';
}

/** `path:line:column` as editors and terminals open it, shorter where less is known; the construct path where there is no file. */
export function placeText({ file, constructPath, range }: Place): string {
  if (file === null) return named(constructPath || '-');
  return range === null ? named(file || '-') : `${named(file)}:${range.line}:${range.column}`;
}

/** A name that begins a line: what could be taken for the margin is spelled out. */
function named(name: string): string {
  return sanitize(name).replace(/^\s|\s$/g, visible);
}

/** A path into an object as people write it: `spec.containers[0].image`, `metadata.annotations["a.b/c"]`. */
export function pathText(path: Path): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\w-]+$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `["${sanitize(step)}"]`;
  }
  return text;
}
