const CODES = {
  bold: [1, 22], dim: [2, 22], underline: [4, 24], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], cyan: [36, 39],
} as const;

/** A colour or a weight. */
type Style = keyof typeof CODES;

/** Colours a text, or leaves it as it is. */
export type Ink = (text: string, ...styles: readonly Style[]) => string;

/** Ink that colours, or ink that does not. Colour never says what words do not say. */
export function inkOf(color: boolean): Ink {
  if (!color) return (text) => text;
  return (text, ...styles) => styles.reduce((inked, style) => `\x1b[${CODES[style][0]}m${inked}\x1b[${CODES[style][1]}m`, text);
}
