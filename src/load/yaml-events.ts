import { parseEvents, YAMLException, type Event } from 'js-yaml';
import { ReadError } from './read-error';

/** What the parser saw in a text, and the text the offsets of its events count in. */
export interface ParsedEvents {
  readonly events: readonly Event[];
  readonly text: string;
  /** Offset in the text as it was handed in. */
  offset(parsed: number): number;
}

/** Wider than any indentation that `maxDepth` levels of compact lists can ask for. */
const PADDING = ' '.repeat(256);
/** How many code units may be parsed again for lines indented too little, before the text is refused. */
const REPARSE_BUDGET = 4_000_000;

/**
 * Parses one YAML document into events.
 *
 * Kubernetes' reader ignores the indentation of lines inside flow collections and quoted scalars, js-yaml does not:
 * such a line is indented and the text parsed again. Indentation has no meaning there, so the values stay the same.
 *
 * @throws ReadError `depth-limit` or `invalid-yaml`
 */
export function parseYaml(text: string, maxDepth: number): ParsedEvents {
  let padded = text;
  const pads: number[] = [];
  const offset = (parsed: number): number => {
    let before = 0;
    while (before < pads.length && pads[before]! < parsed) before += 1;
    return Math.max(parsed - before * PADDING.length, before > 0 ? pads[before - 1]! - (before - 1) * PADDING.length : 0);
  };
  for (;;) {
    try {
      return { events: parseEvents(padded, { maxDepth }), text: padded, offset };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const at = error.mark?.position ?? 0;
      const lineStart = Math.max(padded.lastIndexOf('\n', at - 1), padded.lastIndexOf('\r', at - 1)) + 1;
      const curable = error.reason === 'deficient indentation' && lineStart > (pads.at(-1) ?? -1)
        && (pads.length + 1) * padded.length <= Math.max(REPARSE_BUDGET, 8 * padded.length);
      if (!curable) throw asReadError(error, offset(at), maxDepth);
      padded = padded.slice(0, lineStart) + PADDING + padded.slice(lineStart);
      pads.push(lineStart);
    }
  }
}

function asReadError(error: YAMLException, offset: number, maxDepth: number): ReadError {
  if (error.reason.startsWith('nesting exceeded')) {
    return new ReadError('depth-limit', `Nested deeper than ${maxDepth} levels. Flatten the document.`, offset);
  }
  if (error.reason.startsWith('null byte')) {
    return new ReadError('invalid-yaml', 'Found a NUL character, which YAML does not allow. If the file is UTF-16, save it as UTF-8.', offset);
  }
  // Some reasons end in a piece of the source.
  const reason = error.reason.replace(/: .*$| ?"[^"]*"/s, '');
  return new ReadError('invalid-yaml', `This is not valid YAML: ${reason}. Correct the syntax here.`, offset);
}
