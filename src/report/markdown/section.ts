import { count } from '../words';

/** Rows of a part, the first of however many there are. */
export interface Rows {
  readonly rows: readonly string[];
  readonly total: number;
}

/** A part of a page: its head and foot go together, its rows as far as there is room. */
export interface Section extends Partial<Rows> {
  readonly head: readonly string[];
  readonly foot?: readonly string[];
}

/** Characters a page may have: GitHub takes 65,536 in a comment, and the builds that post it add words of their own. */
const MOST_CHARACTERS = 60_000;

/** Rows of one section: more are no reading matter, and would leave no room for the next loop. */
export const MOST_ROWS = 50;

/** Characters kept for the note on what was left out. */
const NOTE = 200;

/** A row for each entry, as many as a section may have. */
export function rowsOf<T>(entries: readonly T[], rowOf: (entry: T, index: number) => string): Rows {
  return { rows: entries.slice(0, MOST_ROWS).map(rowOf), total: entries.length };
}

/** Sections as one page that is never too long for a comment. What does not fit is left out whole, counted, and told at the end. */
export function fitted(sections: readonly Section[]): string {
  let room = MOST_CHARACTERS - NOTE;
  let dropped = 0;
  const takes = (lines: readonly string[]) => lines.reduce((n, line) => n + line.length + 1, 0);
  const blocks = sections.flatMap(({ head, rows = [], total = 0, foot = [] }) => {
    const frame = takes(head) + takes(foot) + 1;
    if (frame > room) {
      dropped += total;
      return [];
    }
    room -= frame;
    const shown = rows.filter((line) => {
      if (line.length + 1 > room) return false;
      room -= line.length + 1;
      return true;
    });
    dropped += total - shown.length;
    return [[...head, ...shown, ...foot].join('\n')];
  });
  if (dropped > 0) blocks.push(`${count(dropped, 'row')} left out, for a comment holds only so much: \`looplaw check\` tells all of them.`);
  return `${blocks.join('\n\n')}\n`;
}
