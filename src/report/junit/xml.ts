import { visible } from '../sanitize';

/** An element of XML: text and other elements in it. Nothing in it is escaped yet. */
export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number | null>>;
  readonly children?: readonly (Element | string)[];
}

/** What XML 1.0 does not allow, not even as a reference. https://www.w3.org/TR/xml/#charsets */
const ILLEGAL = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A document with one root, indented; characters that XML can't hold are spelled out. Attributes that are `null` are left out. */
export function xmlDocument(root: Element): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementText(root, '')}\n`;
}

function elementText({ name, attributes = {}, children = [] }: Element, margin: string): string {
  const written = Object.entries(attributes).filter(([, value]) => value !== null);
  const start = `${margin}<${name}${written.map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join('')}`;
  if (children.length === 0) return `${start}/>`;
  // White space beside text would be part of it.
  if (children.some((child) => typeof child === 'string')) {
    return `${start}>${children.map((child) => (typeof child === 'string' ? escaped(child, '\n') : elementText(child, ''))).join('')}</${name}>`;
  }
  const lines = children.map((child) => (typeof child === 'string' ? child : elementText(child, `${margin}  `)));
  return `${start}>\n${lines.join('\n')}\n${margin}</${name}>`;
}

/** Text that reads back as it was; white space too, which a parser otherwise makes a space of in attributes, and a newline of CR. */
function escaped(text: string, kept = ''): string {
  return text
    .replace(ILLEGAL, visible)
    .replace(/[&<>"\t\n\r]/g, (char) => (kept.includes(char) ? char : ENTITIES[char] ?? `&#${char.charCodeAt(0)};`));
}
