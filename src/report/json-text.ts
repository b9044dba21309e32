/**
 * Compact JSON that is harmless wherever it is printed, and reads back as the same value: characters that terminals, logs and
 * editors act on are written as escapes. Halves of surrogate pairs, which strict readers refuse, become U+FFFD.
 */
export function jsonText(value: unknown): string {
  return wellFormed(JSON.stringify(value))
    // Nearly all text is ASCII: properties of characters are asked only of the rest.
    .replace(/[^ -~]+/g, (rest) => rest.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, escaped))
    .replace(/##(?=\w*\[)/g, '#\\u0023');
}

/** `JSON.stringify` writes halves of pairs as escapes of their own; whole pairs it writes as they are. */
function wellFormed(json: string): string {
  if (!json.includes('\\ud')) return json;
  return json.replace(/\\(?:u(d[89a-f][\da-f]{2})|.)/g, (escape, half: string | undefined) => (half === undefined ? escape : '\\ufffd'));
}

/** A character as one escape, or two beyond the basic plane. */
function escaped(char: string): string {
  let text = '';
  for (let i = 0; i < char.length; i += 1) text += `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`;
  return text;
}
