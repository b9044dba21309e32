import { html, type Markup } from './markup';

/** Entries of one list: more are no reading matter, and would make the page too heavy for a phone. */
const MOST_LISTED = 200;

/** The first entries of a list; what is cut is counted. */
export function listed<T>(name: 'findings' | 'rows', entries: readonly T[], itemOf: (entry: T, index: number) => Markup): Markup {
  const more = entries.length - MOST_LISTED;
  return html`<ul class="${name}">${entries.slice(0, MOST_LISTED).map(itemOf)}</ul>${
    more > 0 ? html`<p class="cut">${more} more are left out of this page; <code>looplaw check --format json</code> lists every one.</p>` : null
  }`;
}

/** What is there for who asks. */
export function folded(summary: string, content: Markup): Markup {
  return html`<details><summary>${summary}</summary>${content}</details>`;
}

/** A part of the page that is folded under its heading. */
export function foldedSection(id: string, heading: string, content: Markup, isOpen = false): Markup {
  return html`<details class="fold" id="${id}"${isOpen ? html` open=""` : null}><summary><h2>${heading}</h2></summary>${content}</details>
`;
}

/** One entry: where, what law or reason, and the words. */
export function entry(look: 'error' | 'undecided' | 'unasked', place: string, what: string | null, text: string, about: string | null): Markup {
  return html`<li class="${look}"><p><code>${place}</code>${what === null ? null : html` <span class="about">${what}</span>`}</p><p>${text}</p>${about === null ? null : html`<p class="about">${about}</p>`}</li>
`;
}
