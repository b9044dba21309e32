import type { Rule } from 'eslint';
import type { Edit } from '../src/finding';
import { Uneditable } from '../src/fix/edit';
import { repaired } from '../src/fix/document';
import { pathText } from '../src/graph/reading/path-text';
import type { Breached } from '../src/judge/ask';
import { TextOrigin } from '../src/load/origin';
import { plain } from '../src/report/words';
import { sourceEdit, type TextEdit } from './lift/source-edit';
import { SourceOrigin } from './lift/source-origin';

/** What an editor may offer to do about a finding: never done unasked, for it changes what runs. */
export function* suggestionsFor({ repair, resource: { origin } }: Breached): Iterable<Rule.SuggestionReportDescriptor> {
  if (repair === null || !('patch' in repair)) return;
  const edit = origin instanceof TextOrigin ? textEdit(origin, repair.patch) : origin instanceof SourceOrigin ? sourceEdit(origin, repair.patch) : null;
  if (edit === null) return;
  const { range: [start, end], text } = edit;
  yield { messageId: 'suggestion', data: { effect: effectOf(repair.patch) }, fix: (fixer) => fixer.replaceTextRange([start, end], text) };
}

/** The edit of a document that carries out a patch; `null` where none does just that. */
function textEdit(origin: TextOrigin, patch: readonly Edit[]): TextEdit | null {
  const { written } = origin;
  try {
    const [start, end, text] = difference(written.text, repaired(written.text, origin, patch));
    return { range: [written.start + start, written.start + end], text };
  } catch (e) {
    if (!(e instanceof Uneditable)) throw e;
    return null;
  }
}

/** What a patch does, in words: `Set spec.replicas to 2, remove spec.paused`. */
function effectOf(patch: readonly Edit[]): string {
  const words = patch.map((edit) => (edit.op === 'remove' ? `remove ${pathText(edit.path)}` : `set ${pathText(edit.path)} to ${JSON.stringify(edit.value)}`)).join(', ');
  return plain(words.charAt(0).toUpperCase() + words.slice(1));
}

/** The shortest piece of a text to replace, and by what. */
function difference(old: string, now: string): readonly [start: number, end: number, text: string] {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start += 1;
  let same = 0;
  while (same < shorter - start && old[old.length - 1 - same] === now[now.length - 1 - same]) same += 1;
  return [start, old.length - same, now.slice(start, now.length - same)];
}
