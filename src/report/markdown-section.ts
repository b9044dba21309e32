import { count } from './words';

/** A part of a page: its head and foot go together, its rows as far as there is room. */
export interface Section {
  readonly head: readonly string[];
  readonly rows?: readonly string[];
  readonly foot?: readonly string[];
}

/** Characters a page may have: GitHub takes 65,536 in a comment, and the builds that post it add words of their own. */
const MOST_CHARACTERS = 60_000;

/** Rows of one section: more are no reading matter, and would leave no room for the next loop. */
const MOST_ROWS = 50;

/** Characters kept for the note on what was left out. */
const NOTE = 200;

/** Sections as one page that is never too long for a comment. What does not fit is left out whole, counted, and told at the end. */
export function fitted(sections: readonly Section[]): string {
  let room = MOST_CHARACTERS - NOTE;
  let dropped = 0;
  const takes = (lines: readonly string[]) => lines.reduce((n, line) => n + line.length + 1, 0);
  const blocks = sections.flatMap(({ head, rows = [], foot = [] }) => {
    const frame = takes(head) + takes(foot) + 1;
    if (frame > room) {
      dropped += rows.length;
      return [];
    }
    room -= frame;
    const shown = rows.slice(0, MOST_ROWS).filter((line) => {
      if (line.length + 1 > room) return false;
      room -= line.length + 1;
      return true;
    });
    dropped += rows.length - shown.length;
    return [[...head, ...shown, ...foot].join('\n')];
  });
  if (dropped > 0) blocks.push(`${count(dropped, 'row')} left out, for a comment holds only so much: \`looplaw check\` tells all of them.`);
  return `${blocks.join('\n\n')}\n`;
}
