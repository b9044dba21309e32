import { sanitize } from '../sanitize';

/** Markup that is safe to stand in a page as it is. Only {@link html} makes it. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a template: text is escaped, markup is not, nothing is nothing. */
type Part = string | number | Markup | null | readonly Part[];

/** Characters of one text that are shown; longer ones come from inputs that are no reading matter. */
const MOST_CHARACTERS = 2000;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * A piece of a page. Every text in it is escaped here and nowhere else, for content and for quoted attributes: no tag, attribute,
 * reference or control character of an input survives. Never put a value outside of quotes in a tag, or in a style.
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(template.reduce((text, literal, i) => `${text}${written(parts[i - 1] ?? null)}${literal}`));
}

function written(part: Part): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'number') return String(part);
  return typeof part === 'string' ? escaped(part) : part.map(written).join('');
}

function escaped(text: string): string {
  const shown = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}… (${text.length - MOST_CHARACTERS} characters more)` : text;
  return shown.split('\n').map(sanitize).join('\n').replace(/[&<>"']/g, (char) => ENTITIES[char]!);
}
