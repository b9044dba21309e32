/**
 * Compact JSON that is harmless wherever it is printed, and reads back as the same value: characters that terminals, logs and
 * editors act on are written as escapes. Halves of surrogate pairs, which strict readers refuse, become U+FFFD.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value)
    .replace(/\\(?:u(d[89a-f][\da-f]{2})|.)/g, (escape, half: string | undefined) => (half === undefined ? escape : '\\ufffd'))
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, escaped)
    .replace(/##(?=\w*\[)/g, '#\\u0023');
}

/** A character as one escape, or two beyond the basic plane. */
function escaped(char: string): string {
  let text = '';
  for (let i = 0; i < char.length; i += 1) text += `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return text;
}
