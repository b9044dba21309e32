import type { Edit } from '../finding';
import type { Limits } from '../load/limits';
import type { Place } from '../load/place';
import type { Path } from '../load/resource';
import { yamlPlaces } from '../load/yaml';
import { columnOf, isFlow, layoutOf, lineEnd, lineStart, type Layout } from './layout';
import { entryLines, inline, itemLines, keyText } from './print';

/** An edit the text has no safe place for, and why. */
export class Uneditable extends Error {
  override readonly name = 'Uneditable';
}

/** A document with one edit carried out where it stands; `edit.path` starts at the root of the document. Throws {@link Uneditable}. */
export function edited(text: string, edit: Edit, limits: Limits): string {
  const { root } = yamlPlaces(text, limits);
  const writer = new Writer(text, layoutOf(text, root));
  const places = placesAlong(root, edit.path);
  const whole = places.length > edit.path.length;
  if (edit.op === 'remove') return whole ? writer.remove(places.at(-2)!, places.at(-1)!) : text;
  const isInsertion = edit.op === 'add' && typeof edit.path.at(-1) === 'number';
  if (whole && !isInsertion) return writer.replace(places.at(-2)!, places.at(-1)!, edit.value);
  const depth = Math.min(places.length, edit.path.length) - 1;
  const missing = edit.path.slice(depth + 1);
  if (missing.some((step) => typeof step === 'number')) throw new Uneditable('a list it needs is not written');
  const value = missing.reduceRight((below: unknown, step) => ({ [step]: below }), edit.value);
  return writer.insert(places[depth - 1], places[depth]!, edit.path[depth]!, value);
}

/** Places of the root and of the nodes along a path, as far as they are written. */
function placesAlong(root: Place, path: Path): readonly Place[] {
  const places = [root];
  for (const step of path) {
    const next = places.at(-1)!.entries?.get(step);
    if (next === undefined) break;
    places.push(next);
  }
  return places;
}

/** Edits of one text by offset: everything that is not edited stays as it is. */
class Writer {
  constructor(private readonly text: string, private readonly layout: Layout) {}

  replace(parent: Place, place: Place, value: unknown): string {
    const { text, layout } = this;
    this.assertWithin(parent, place);
    if (place.start === place.keyStart) return this.fill(parent, place, value);
    if (place.entries !== null && place.entries.size > 0 && (!isFlow(text, place) || text.slice(place.start, place.end).includes('#'))) {
      throw new Uneditable('the value is written over several lines');
    }
    return this.put(place.start, place.end, inline(value, layout));
  }

  remove(parent: Place, place: Place): string {
    this.assertWithin(parent, place);
    if (place.keyStart < 0) throw new Uneditable('an item of a list is left to you');
    return isFlow(this.text, parent) ? this.removeFlow(parent, place) : this.removeBlock(parent, place);
  }

  insert(grandparent: Place | undefined, parent: Place, step: string | number, value: unknown): string {
    const { text, layout } = this;
    if (parent.entries === null || parent.start === parent.keyStart) {
      if (grandparent === undefined || typeof step === 'number') throw new Uneditable('what it belongs to is not written');
      return this.replace(grandparent, parent, { [step]: value });
    }
    if (text[parent.start] === '*') throw new Uneditable('it belongs to an alias');
    if (typeof step === 'number' && step !== parent.entries.size) throw new Uneditable('the list has changed');
    if (isFlow(text, parent)) return this.insertFlow(parent, step, value);
    const column = columnOf(text, parent.start);
    const at = afterComments(text, lineEnd(text, parent.end), column);
    const lines = typeof step === 'number' ? itemLines(value, column, layout) : entryLines(step, value, column, layout);
    return this.put(at, at, lines.map((line) => layout.newline + line).join(''));
  }

  /** Writes the value of a key that has none. */
  private fill(parent: Place, place: Place, value: unknown): string {
    const { text, layout } = this;
    const afterColon = text.indexOf(':', place.keyEnd) + 1;
    if (afterColon === 0) throw new Uneditable('the key has no colon');
    if (isFlow(text, parent) || typeof value !== 'object' || value === null) return this.put(afterColon, afterColon, ` ${inline(value, layout)}`);
    const column = columnOf(text, place.keyStart);
    const [, ...lines] = entryLines('', value, column, layout);
    const at = lineEnd(text, afterColon);
    return lines.length === 0 ? this.put(afterColon, afterColon, ` ${inline(value, layout)}`) : this.put(at, at, lines.map((line) => layout.newline + line).join(''));
  }

  private insertFlow(parent: Place, step: string | number, value: unknown): string {
    const { text, layout } = this;
    const last = this.ownEntries(parent).at(-1);
    const head = typeof step === 'number' ? '' : `${keyText(step, layout)}: `;
    if (last === undefined) return this.put(parent.start + 1, parent.start + 1, head + inline(value, layout));
    const lastStart = last.keyStart >= 0 ? last.keyStart : last.start;
    const isOnLinesOfItsOwn = /^[ \t]*$/.test(text.slice(lineStart(text, lastStart), lastStart));
    if (!isOnLinesOfItsOwn) return this.put(last.end, last.end, `, ${head}${inline(value, layout)}`);
    const line = lineStart(text, lastStart);
    const margin = text.slice(line, lastStart);
    const opening = text.slice(lineStart(text, parent.start), parent.start);
    const unit = margin.slice(/^[ \t]*/.exec(opening)![0].length);
    const shown = layout.isJson ? JSON.stringify(value, null, unit).replaceAll('\n', layout.newline + margin) : inline(value, layout);
    return this.put(last.end, last.end, `,${layout.newline}${margin}${head}${shown}`);
  }

  private removeBlock(parent: Place, place: Place): string {
    const { text } = this;
    const line = lineStart(text, place.keyStart);
    if (/^[ ]*$/.test(text.slice(line, place.keyStart))) {
      const end = lineEnd(text, place.end);
      return this.put(line, text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length), '');
    }
    const next = this.ownEntries(parent).find((entry) => entry.keyStart > place.keyStart);
    if (next === undefined || text.slice(place.end, next.keyStart).includes('#')) throw new Uneditable('it shares its line with what stays');
    return this.put(place.keyStart, next.keyStart, '');
  }

  private removeFlow(parent: Place, place: Place): string {
    const { text } = this;
    const entries = this.ownEntries(parent);
    const index = entries.indexOf(place);
    const [before, after] = [entries[index - 1], entries[index + 1]];
    const [from, to] = after !== undefined ? [place.keyStart, after.keyStart] : [before?.end ?? place.keyStart, place.end];
    if (text.slice(from, place.keyStart).includes('#') || text.slice(place.end, to).includes('#')) throw new Uneditable('a comment stands in between');
    return this.put(from, to, '');
  }

  /** Entries in the order they are written; what came by a merge key is written elsewhere. */
  private ownEntries(parent: Place): readonly Place[] {
    return [...parent.entries!.values()].filter((entry) => isWithin(parent, entry)).sort((a, b) => a.start - b.start);
  }

  private assertWithin(parent: Place, place: Place): void {
    if (!isWithin(parent, place)) throw new Uneditable('it comes from an alias or a merge key');
  }

  private put(start: number, end: number, replacement: string): string {
    return this.text.slice(0, start) + replacement + this.text.slice(end);
  }
}

/** The end of the last of the comment lines below a line that are indented deeper than a column: they are about what stands above them. */
function afterComments(text: string, end: number, column: number): number {
  const comment = /(?:\r\n|\n|\r)( *)#.*/y;
  let at = end;
  for (;;) {
    comment.lastIndex = at;
    const [line, margin] = comment.exec(text) ?? [];
    if (line === undefined || margin === undefined || margin.length <= column) return at;
    at += line.length;
  }
}

function isWithin(parent: Place, place: Place): boolean {
  return place.start >= parent.start && place.end <= parent.end;
}
