import { nearestName } from '../graph/schema/nearest';
import { SYMPTOMS } from './runbook';
import type { Symptom } from './symptom';

/** What was meant by a text, or what comes near it. */
export interface Meant {
  /** What the text speaks of, the best match first; empty when it is not known. */
  readonly found: readonly Symptom[];
  /** Where nothing is found: phrases that are known and come near, the nearest first, at most three. */
  readonly near: readonly string[];
}

/** Letters a phrase must have to be found in a word that is written without its capitals (`imagepullbackoff`). */
const LONG_ENOUGH = 6;
/** Words of a phrase that are all there, if not together, by no accident: they count above a shorter phrase that is whole. */
const NO_ACCIDENT = 5;
const MOST_NEAR = 3;
/** Words that say nothing about what is wrong. */
const EMPTY = new Set(['a', 'an', 'and', 'are', 'at', 'be', 'by', 'for', 'from', 'had', 'has', 'in', 'indefinitely', 'is', 'it', 'its', 'never', 'of', 'on', 'or', 'state', 'stuck', 'that', 'the', 'then', 'to', 'with']);
/** A zone of a cloud, as nodes are labelled; in a symptom one is as good as another. */
const ZONE = /\b[a-z]+-[a-z]+-?\d-?[a-z]\b/g;
/** How many init containers are done is the same symptom, whatever the numbers. */
const INIT = /\bInit:\d+\/\d+/gi;

interface Phrase {
  readonly text: string;
  readonly words: readonly string[];
  readonly symptom: Symptom;
}

const PHRASES: readonly Phrase[] = SYMPTOMS.flatMap((symptom) => [symptom.title, ...symptom.words].map((text) => ({ text, words: wordsOf(text), symptom })));

/**
 * The symptoms a free text speaks of: the id of one, a status, an event as kubectl prints it, or a few words of one's own. A phrase counts when the text
 * holds it whole, or a short text all its words; of several the longest comes first.
 */
export function meantBy(text: string): Meant {
  const named = SYMPTOMS.find(({ id }) => id === text.trim());
  if (named !== undefined) return { found: [named], near: [] };
  const written = wordsOf(text);
  const scores = new Map<Symptom, number>();
  for (const phrase of PHRASES) {
    const score = scoreOf(phrase, written, text);
    if (score > (scores.get(phrase.symptom) ?? 0)) scores.set(phrase.symptom, score);
  }
  const found = [...scores].sort(([, a], [, b]) => b - a).map(([symptom]) => symptom);
  return { found, near: found.length > 0 ? [] : nearTo(text, written) };
}

/** Nothing, or the more the more of the text a phrase explains; what stands together counts above what is scattered. */
function scoreOf({ words }: Phrase, written: readonly string[], text: string): number {
  if (words.length === 0 || written.length === 0) return 0;
  const letters = words.join('');
  const exact = letters === written.join('');
  if (exact) return 1000;
  if (isStatus(words) && !isStatusIn(words, text)) return 0;
  if (` ${written.join(' ')} `.includes(` ${words.join(' ')} `)) return 10 * words.length + letters.length / 100;
  if (letters.length >= LONG_ENOUGH && written.includes(letters)) return 10 * words.length;
  const isAll = words.length > 1 && words.every((word) => written.includes(word));
  return isAll ? (words.length >= NO_ACCIDENT ? 9 : 6) * words.length : 0;
}

/** Is a phrase nothing but a number, such as a status of HTTP? */
function isStatus([first = '', ...others]: readonly string[]): boolean {
  return others.length === 0 && /^\d+$/.test(first);
}

/** Does a number stand there for itself, and not for how many there are, or which? It is its very neighbours that tell: `429 pods`, and not `429 from pods`. */
function isStatusIn([status = '']: readonly string[], text: string): boolean {
  const all = text.toLowerCase().split(/[^a-z0-9]+/);
  return all.some((word, i) => word === status && !COUNTING.has(all[i - 1] ?? '') && !COUNTED.test(all[i + 1] ?? ''));
}

/** What numbers other than a status follow. */
const COUNTING = new Set(['column', 'exit', 'gid', 'line', 'offset', 'pid', 'port', 'revision', 'row', 'size', 'uid', 'version']);
/** What numbers other than a status are numbers of. */
const COUNTED = /^(?:[kmg]i?b?|ms|bytes?|connections?|containers?|days?|files?|hours?|lines?|millicores?|minutes?|namespaces?|nodes?|objects?|pods?|replicas?|seconds?|times)$/;

function nearTo(text: string, written: readonly string[]): readonly string[] {
  // A number that is near another one means something else.
  const typo = /[a-z]/i.test(text) ? nearestName(text, PHRASES.map((phrase) => phrase.text)) : null;
  if (typo !== null) return [typo];
  const shared = PHRASES
    .map((phrase) => ({ text: phrase.text, share: phrase.words.filter((word) => word.length > 2 && written.includes(word)).length / Math.max(phrase.words.length, written.length) }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share)
    .map((each) => each.text);
  return [...new Set(shared)].slice(0, MOST_NEAR);
}

/** Words as they are compared: capitals part words, the plural is no other word. */
function wordsOf(text: string): readonly string[] {
  return text.replaceAll(ZONE, 'zone').replaceAll(INIT, 'Init:0/1').replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase().replaceAll('\'', '').split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !EMPTY.has(word))
    .map((word) => (word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word));
}
