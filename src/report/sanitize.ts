/**
 * Characters that move the cursor, reorder or hide text: controls (C0, DEL, C1), line and paragraph separators, bidi and zero-width
 * formatting, fillers, tags, and halves of surrogate pairs. Emoji and text presentation (U+FE0E, U+FE0F) stay.
 */
export const UNPRINTABLE = /(?![\ufe0e\ufe0f])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** What a terminal that knows only ASCII can't show. */
export const NOT_ASCII = /[^\x20-\x7e]/gu;

/** One line of text with nothing in it that a terminal, a log or a reader could fall for: `\x1b`, `\u{202e}`. */
export function sanitize(text: string): string {
  return text.replace(UNPRINTABLE, visible);
}

/** A character spelled out. */
export function visible(char: string): string {
  const code = char.codePointAt(0)!.toString(16);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u{${code}}`;
}

/**
 * A finished text for people, safe in the log of a build: no line is a command of GitHub Actions (`::set-output`), none holds one of
 * Azure Pipelines, TeamCity or the older ones of GitHub (`##vso[`, `##teamcity[`, `##[`), and where asked nothing is beyond ASCII.
 */
export function printable(text: string, { unicode }: { readonly unicode: boolean }): string {
  const shown = unicode ? text : text.replace(/[^\0-\x7f]/gu, visible);
  return shown
    // eslint-disable-next-line no-control-regex -- colours may stand before the text of a line
    .replace(/^((?:[^\S\n]|\x1b\[\d+m)*):(?=:)/gm, '$1\\x3a')
    .replace(/##(?=\w*\[)/g, '#\\x23');
}
