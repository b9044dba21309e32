/**
 * Where a text has a template expression that YAML cannot read: `{{` or `{%` where an unquoted key or value begins, or
 * as a line of its own. Inside quotes, block scalars and comments it is data and not meant. Returns its offset, or -1.
 *
 * This is asked only about documents that could not be read, so a doubtful case changes the words of an error, no verdict.
 */
export function templateIn(text: string): number {
  if (!text.includes('{{') && !text.includes('{%')) return -1;
  let blockIndent = -1;
  for (const { 0: line, index } of text.matchAll(/[^\r\n]+/g)) {
    const indent = line.search(/[^ ]/);
    if (blockIndent >= 0 && (indent > blockIndent || indent < 0)) continue;
    blockIndent = -1;
    // Quoted texts and comments become blanks of the same length, so that offsets stay.
    const bare = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?<=^|\s)#.*/g, (quoted) => ' '.repeat(quoted.length));
    const found = /(?<=^\s*|[:?-]\s+|[[{,(]\s*)\{[{%]/.exec(bare);
    if (found !== null) return index + found.index;
    if (/(?:^|[:?-]\s+)(?:[!&]\S+\s+)*[|>][-+0-9]*\s*$/.test(bare)) blockIndent = indentOfBlock(bare, indent);
  }
  return -1;
}

/** The text of a block scalar is indented more than its key, or more than its dash where it has no key. */
function indentOfBlock(line: string, indent: number): number {
  const lead = /^(?:\s|-(?=\s))*/.exec(line)![0];
  return line.includes(':', lead.length) ? lead.length : Math.max(indent, lead.trimEnd().length - 1);
}
