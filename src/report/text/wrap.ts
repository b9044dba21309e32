import { widthOf } from './width';

/** Breaks a text at spaces. A word that is longer than a line, such as a path or a metric, stays whole. Line breaks of the text are kept. */
export function wrap(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => wrapLine(line.trimEnd(), width));
}

function wrapLine(line: string, width: number): readonly string[] {
  if (widthOf(line) <= width) return [line];
  const margin = line.slice(0, line.length - line.trimStart().length);
  const lines: string[] = [];
  let current = '';
  for (const word of line.trimStart().split(' ')) {
    const longer = current === '' ? margin + word : `${current} ${word}`;
    if (current === '' || widthOf(longer) <= width) {
      current = longer;
    } else {
      lines.push(current);
      current = margin + word;
    }
  }
  return [...lines, current];
}

/** A text after a sign, its further lines aligned with the first. */
export function hanging(sign: string, text: string, width: number): readonly string[] {
  return wrap(text, width - sign.length).map((line, i) => (i === 0 ? sign : ' '.repeat(sign.length)) + line);
}
