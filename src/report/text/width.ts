const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Columns a text takes in a terminal: two for wide East Asian characters and emoji, none for combining marks. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const char of text) width += widthOfChar(char);
  return width;
}

/** The part of a text that shows between two columns, 0-based, the end exclusive. */
export function columns(text: string, from: number, to: number): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.slice(from, to);
  let shown = '';
  let column = 0;
  for (const char of text) {
    const width = widthOfChar(char);
    if (column >= from && column + width <= to) shown += char;
    column += width;
    if (column >= to) break;
  }
  return shown;
}

function widthOfChar(char: string): number {
  return char < '\x7f' ? 1 : WIDE.test(char) ? 2 : /\p{M}/u.test(char) ? 0 : 1;
}
