import { sanitize } from '../sanitize';

/** Signs that Markdown gives a meaning to, and the colon, which begins addresses and emoji. */
const SIGNS = /[!#$%&*:<>?@[\\\]^_`{|}~]/g;

/** Signs that people, teams, issues, changes and labels are named with; code hosts look for those names after Markdown is done. */
const REFERENCES = /[@#!~$%&]/;

/**
 * A text that shows as it is wherever it stands in Markdown, a table included: no markup, no image, no link. A mention is parted
 * from its sign by a space without width, so that nobody is called.
 */
export function markdownText(text: string): string {
  return plainText(text, (sign) => (REFERENCES.test(sign) ? '&#8203;' : ''));
}

/** A text as code, in which code hosts look for no names. */
export function markdownCode(text: string): string {
  return `<code>${plainText(text, () => '')}</code>`;
}

/** Signs as references to characters, which Markdown shows and does not read; addresses begin with a `www.` too. */
function plainText(text: string, after: (sign: string) => string): string {
  return sanitize(text)
    .replace(SIGNS, (sign) => `&#${sign.charCodeAt(0)};${after(sign)}`)
    .replace(/(?<=www)\./gi, '&#46;');
}
