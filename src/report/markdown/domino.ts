import type { Chain, Step } from '../domino';
import { sanitize } from '../sanitize';
import type { Section } from './section';
import { markdownCode, markdownText } from './text';

/** Cascades that are drawn. */
const DRAWN = 3;

/** Characters of one step in the drawing; the list beside it holds all of them. */
const MOST_CHARACTERS = 160;

/**
 * The cascades of a run. Code hosts strip drawings from Markdown and draw Mermaid themselves, in the colours of the reader: so it is a
 * Mermaid diagram, and a table that says the same wherever none is drawn.
 */
export function dominoSections(chains: readonly Chain[]): readonly Section[] {
  return chains.slice(0, DRAWN).map(({ title, steps, accepted }): Section => ({
    head: [
      `### The domino of ${markdownText(title)}${accepted === null ? '' : ` · ${markdownText(accepted)}`}`, '',
      '```mermaid', ...diagram(title, steps), '```', '',
      '| at | loop | what happens | law | place |', '| --- | --- | --- | --- | --- |',
    ],
    rows: steps.map(({ at, loop, event, law, place }) => `| ${[markdownText(at), loop, markdownText(event), markdownCode(law), markdownCode(place)].join(' | ')} |`),
    total: steps.length,
  }));
}

/** Rooms in the order in which the cascade enters them, and the steps within; the arrow between two rooms is where they meet. */
function diagram(title: string, steps: readonly Step[]): readonly string[] {
  const loops = [...new Set(steps.map(({ loop }) => loop))];
  const nodes = steps.map((step, i) => ({ ...step, id: `s${i}` }));
  return [
    'flowchart TB',
    `  accTitle: ${spelled(`The domino of ${title}`)}`,
    `  accDescr: ${steps.map(({ at, loop, event }) => spelled(`${at} ${loop}, ${event}`)).join('. ')}`,
    ...loops.flatMap((loop, i) => [
      `  subgraph r${i} ["${spelled(loop)}"]`,
      ...nodes.filter((node) => node.loop === loop).map(({ id, at, event }) => `    ${id}["${spelled(at)}<br/>${spelled(event)}"]`),
      '  end',
    ]),
    ...nodes.slice(1).map(({ id, loop }, i) => `  ${nodes[i]!.id} ${nodes[i]!.loop === loop ? '-->' : '==>'} ${id}`),
  ];
}

/** Text as Mermaid shows it and reads nothing into it: what is no letter, digit or plain punctuation is a reference to a character. */
function spelled(text: string): string {
  const short = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS).toWellFormed()}…` : text;
  return sanitize(short).replace(/[^\p{L}\p{N} .,()/…-]/gu, (char) => `#${char.codePointAt(0)};`);
}
