/** A part of a stream between separator lines: what the cluster hands to its YAML reader as one document. */
export interface DocumentSpan {
  readonly start: number;
  readonly end: number;
  /** Offset of text on the separator line before it that is no comment; the cluster refuses such a document. -1 when there is none. */
  readonly trailing: number;
}

/**
 * Splits a stream on the lines that start with `---`, before any parsing, as the document reader of Kubernetes does
 * (k8s.io/apimachinery/pkg/util/yaml, `YAMLReader`). A separator that meets nothing read so far belongs to the
 * document it opens: `---` at the start of a file makes no empty document, `---` twice makes one.
 */
export function splitDocuments(text: string): DocumentSpan[] {
  const spans: DocumentSpan[] = [];
  let start = 0;
  let trailing = -1;
  let written = false;
  for (let at = nextSeparator(text, 0); at >= 0; at = nextSeparator(text, start)) {
    const close: boolean = written || at > start;
    if (close) spans.push({ start, end: at, trailing });
    const lineEnd = endOfLine(text, at);
    const rest = text.slice(at + 3, lineEnd).trimStart();
    trailing = rest === '' || rest.startsWith('#') ? -1 : lineEnd - rest.length;
    start = afterLineEnd(text, lineEnd);
    written = (!close && start > lineEnd) || trailing >= 0;
  }
  if (written || start < text.length) spans.push({ start, end: text.length, trailing });
  return spans;
}

function nextSeparator(text: string, from: number): number {
  for (let at = text.indexOf('---', from); at >= 0; at = text.indexOf('---', endOfLine(text, at))) {
    if (at === 0 || isLineEnd(text.charCodeAt(at - 1))) return at;
  }
  return -1;
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isLineEnd(text.charCodeAt(at))) at += 1;
  return at;
}

function afterLineEnd(text: string, lineEnd: number): number {
  return text.startsWith('\r\n', lineEnd) ? lineEnd + 2 : Math.min(lineEnd + 1, text.length);
}

function isLineEnd(unit: number): boolean {
  return unit === 10 || unit === 13;
}
