import { describe, expect, test } from 'vitest';
import type { Tokens } from 'marked';
import { PAGES, anchorsOf, deadBecause, tokensOf } from './pages';

/** Links that are written as such: an address in a sentence is what somebody writes into a field. */
const LINKS = PAGES.flatMap((page) => tokensOf(page).filter(({ type, raw }) => (type === 'link' || type === 'image') && /^!?\[|^</.test(raw))
  .map((token) => ({ page: page.file, href: (token as Tokens.Link).href })));

describe('links of the repository', () => {
  test('lead to files that are there, and to anchors they have', () => {
    expect(LINKS.length).toBeGreaterThan(2000);
    expect(LINKS.map(({ page, href }) => ({ page, href, dead: deadBecause(href, page) })).filter(({ dead }) => dead !== null)).toEqual([]);
  });

  test('are told when they do not', () => {
    expect(deadBecause('laws/compute/nothing.md', 'docs/README.md')).toBe('docs/laws/compute/nothing.md is not there');
    expect(deadBecause('method/README.md#nothing', 'docs/README.md')).toBe('docs/method/README.md has no #nothing');
    expect(deadBecause('#nothing', 'docs/README.md')).toBe('docs/README.md has no #nothing');
    expect(deadBecause('../../README.md', 'docs/README.md')).toBe('leads out of the repository');
    expect(deadBecause('https://github.com/looplaw/looplaw/blob/main/docs/laws/none.md', 'README.md')).toBe('docs/laws/none.md is not there');
    expect(deadBecause('https://example.com/none', 'README.md')).toBeNull();
  });

  test('are addresses where they lead out: whole, and of a page, not of this machine', () => {
    const out = LINKS.map(({ href }) => href).filter((href) => /^[a-z][a-z+.-]*:/i.test(href));
    expect(out.length).toBeGreaterThan(300);
    expect(out.filter((href) => !URL.canParse(href) || !/^https:\/\/[a-z0-9.-]+\.[a-z]+(?:[/?#]|$)/.test(href))).toEqual([]);
  });

  test('find anchors as the repository writes them', () => {
    expect([...anchorsOf('docs/adoption.md')]).toContain('4-enforce-what-is-new');
    expect([...anchorsOf('docs/runbooks/S4.md')]).toContain('claim-pending');
    expect([...anchorsOf('README.md')]).toContain('configure-it');
  });
});
