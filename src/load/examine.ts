import type { PlaceMemo } from './document';
import { expand, isTerraform, type Expansion, type Member } from './expansion';
import { nounOf, resemblesResource, type Problem } from './identity';
import { isMapping } from './mapping';
import { TextOrigin } from './origin';
import { placeAt } from './place';
import type { DuplicateKey, InputError, InputErrorCode, Path, Resource, Skipped } from './resource';
import type { Source } from './source';
import { readStream, type StreamEntry } from './stream';

const LIMITS: ReadonlySet<InputErrorCode> = new Set(['alias-limit', 'alias-cycle', 'depth-limit']);

/** What one source holds. `foreign` says that nothing in it is meant for Kubernetes. */
export interface Examination {
  readonly documents: number;
  readonly resources: readonly Resource[];
  readonly skipped: readonly Skipped[];
  readonly errors: readonly InputError[];
  readonly foreign: boolean;
  /** The values of the documents, for those who look for something else than resources. */
  readonly values: readonly unknown[];
}

/** Reads a source and takes its documents apart into resources, documents without content, and errors. */
export function examine(source: Source, memo: PlaceMemo): Examination {
  const entries = readStream(source, memo);
  const resources: Resource[] = [];
  const skipped: Skipped[] = [];
  const errors: InputError[] = [];
  for (const entry of entries) {
    if (entry.error !== null) errors.push(errorAt(entry, entry.error.code, entry.error.message, entry.error.offset));
    if (entry.value !== undefined) take(entry, resources, skipped, errors);
  }
  return {
    documents: entries.length,
    resources,
    skipped,
    errors,
    foreign: resources.length === 0 && errors.length > 0 && !entries.some(({ value }) => isTerraform(value, source.file)) && isForeign(entries, source),
    values: entries.map(({ value }) => value),
  };
}

function take(entry: StreamEntry, resources: Resource[], skipped: Skipped[], errors: InputError[]): void {
  const { document, value } = entry;
  const { rendering } = document.source;
  const expandable = isMapping(value) || (Array.isArray(value) && /^\s*\[/.test(document.text));
  if (value !== null && !expandable) {
    const problem: Problem = { code: 'not-an-object', path: [], message: `Found ${nounOf(value)} as a document, expected a Kubernetes object. Leave this input out, or write the object.` };
    errors.push(problemAt(entry, problem));
    return;
  }
  const expansion = expand(value, document.source.file);
  const { members, problems, without = 'empty' } = expansion;
  if (members.length === 0 && problems.length === 0) {
    if (entry.error === null) skipped.push({ file: document.source.file, document: document.index, reason: without });
    return;
  }
  const duplicates = entry.repeated ? assignDuplicates(entry, expansion, errors) : null;
  for (const member of members) {
    resources.push({
      ...member.identity,
      value: member.value,
      origin: new TextOrigin(document, member.item, member.path, {
        renderedFrom: rendering?.sourceOf(document.text, member.value) ?? null,
        constructPath: member.constructPath ?? null,
      }),
      duplicateKeys: duplicates?.get(member) ?? [],
      ...(member.declaration && { declaration: member.declaration }),
    });
  }
  for (const problem of problems) errors.push(problemAt(entry, problem));
}

/** Gives every repeated key to the resource it is written in. One in a list hides items, one above the blocks of Terraform hides blocks: these are errors of the document. */
function assignDuplicates(entry: StreamEntry, { members, lists }: Expansion, errors: InputError[]): Map<Member, DuplicateKey[]> {
  const { source, start } = entry.document;
  const owners = new Map(members.map((member) => [JSON.stringify(member.path), member]));
  const listPaths = new Set(lists.map((path) => JSON.stringify(path)));
  const found = new Map<Member, DuplicateKey[]>();
  for (const { path, first, second } of entry.document.places().repeated) {
    if (listPaths.has(JSON.stringify(path.slice(0, -1)))) {
      errors.push(errorAt(entry, 'not-a-resource', `The key \`${path.at(-1)}\` is written twice in a list; Kubernetes reads the last one only. Remove one.`, second.keyStart));
    }
    const owner = ownerOf(path, owners);
    if (owner === undefined) {
      // Above its blocks Terraform reads both, and we have lost the first.
      if (isTerraform(entry.value, source.file)) errors.push(errorAt(entry, 'not-a-resource', `The key \`${path.at(-1)}\` is written twice, and only the last one is read here. Write what both hold into one.`, second.keyStart));
      continue;
    }
    const keys = found.get(owner) ?? [];
    keys.push({
      path: path.slice(owner.path.length),
      first: source.range(start + first.keyStart, start + first.keyEnd),
      second: source.range(start + second.keyStart, start + second.keyEnd),
      lost: source.range(start + first.start, start + first.end),
    });
    found.set(owner, keys);
  }
  return found;
}

function ownerOf(path: Path, owners: ReadonlyMap<string, Member>): Member | undefined {
  for (let length = 0; length < path.length; length += 1) {
    const owner = owners.get(JSON.stringify(path.slice(0, length)));
    if (owner !== undefined) return owner;
  }
  return undefined;
}

function problemAt(entry: StreamEntry, { code, message, path }: Problem): InputError {
  const place = placeAt(entry.document.places().root, path);
  return errorAt(entry, code, message, place.keyStart >= 0 ? place.keyStart : place.start);
}

function errorAt({ document }: StreamEntry, code: InputErrorCode, message: string, offset: number): InputError {
  const { line, column } = document.source.position(document.start + offset);
  return { code, file: document.source.file, document: document.index, line, column, message };
}

/** `kind` with zero bytes between its letters: UTF-16 or UTF-32 without a byte order mark, read as UTF-8. */
const WIDE_KIND = /k\0+i\0+n\0+d/i;

/** Whether a text may be a configuration, plan or state of Terraform. */
export function mayBeTerraform(file: string, text: string): boolean {
  return file.endsWith('.tf.json') || (file.endsWith('.json') && /"(?:format_version|resource|data)"/.test(text));
}

/** Whether a text may hold the keys every object has: written out, wide, or with escapes (`"\\x6bind"`). */
export function mayNameType(text: string): boolean {
  return /apiVersion|kind|\\/i.test(text) || WIDE_KIND.test(text);
}

/** Whether none of the documents resembles a Kubernetes object; what cannot be read does where both keys every object has stand in the text. */
function isForeign(entries: readonly StreamEntry[], { file, text }: Source): boolean {
  if (file.endsWith('.tf.json')) return false;
  const errors = entries.flatMap(({ error }) => (error === null ? [] : [error]));
  // What exceeds a limit of ours may well be read by others.
  if (errors.some(({ code }) => LIMITS.has(code)) && mayNameType(text)) return false;
  if (errors.length > 0 && WIDE_KIND.test(text)) return false;
  if (errors.length > 0 && /\bapiVersion["']?\s*:/.test(text) && /\bkind["']?\s*:/.test(text)) return false;
  return !entries.some(({ value }) => (Array.isArray(value) ? value.some(resemblesResource) : resemblesResource(value)));
}
