import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type DefaultTheme } from 'vitepress';
import { DOCS, ROOT, anchorOf, hrefInSite, nameInSite, pathInSite } from './addresses.mjs';
import { answerAsRepository } from './moved.mjs';
import { pages, sections, sidebars, type Entry } from './sidebar.mjs';

const { description, homepage } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly description: string; readonly homepage: string };
const repository = homepage.replace(/#.*$/, '');
/** Groups of the front page that stand in the bar at the top, too. */
const BAR = ['Method', 'Laws', 'Gates', 'Constructs', 'In an incident'];

export default defineConfig({
  title: 'looplaw',
  description,
  lang: 'en',
  rewrites: nameInSite,
  // Every link is held by a test, with its anchor; the build knows files only.
  ignoreDeadLinks: false,
  head: [['link', { rel: 'icon', href: 'data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 16 16%22><circle cx=%228%22 cy=%228%22 r=%226%22 fill=%22none%22 stroke=%22%233451b2%22 stroke-width=%223%22/></svg>' }]],
  markdown: {
    anchor: { slugify: anchorOf },
    // An address in a sentence is what somebody writes into a field; links are written as such.
    linkify: false,
    // The green of the default is too light for what it lies on.
    theme: { light: 'github-light-high-contrast', dark: 'github-dark' },
    languageAlias: { console: 'sh' },
    config: (md) => {
      md.core.ruler.push('repository_links', ({ tokens, env }) => {
        const { realPath: page } = env as { readonly realPath?: string };
        // The index of the search has no pages, and asks for text only.
        if (page === undefined) return;
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          const href = token.type === 'link_open' ? token.attrGet('href') : null;
          if (href !== null) token.attrSet('href', hrefInSite(href, page, repository));
        }
      });
    },
  },
  transformPageData: ({ relativePath, filePath }) => {
    if (relativePath === 'index.md') return { frontmatter: { layout: 'home', hero: HERO } };
    return isWide(filePath) ? { frontmatter: { aside: false, pageClass: 'wide' } } : undefined;
  },
  buildEnd: ({ outDir, site: { base } }) => answerAsRepository(outDir, base, pages()),
  themeConfig: {
    search: { provider: 'local' },
    nav: bar(),
    sidebar: Object.fromEntries(Object.entries(sidebars()).map(([path, entries]) => [path, entries.map(item)])),
    outline: 'deep',
    socialLinks: [{ icon: 'github', link: repository }],
    editLink: { pattern: `${repository}/blob/main/docs/:path`, text: 'This page in the repository' },
    externalLinkIcon: true,
  },
});

const HERO = {
  name: 'looplaw',
  text: 'Incidents are not random',
  tagline: 'Each breaks a law of a control loop, and shows up in another one. looplaw knows the laws.',
  actions: [
    { theme: 'brand', text: 'The method', link: '/method/index.html' },
    { theme: 'alt', text: 'Take it up', link: '/adoption.html' },
    { theme: 'alt', text: 'In an incident', link: '/runbooks/index.html' },
  ],
};

/** Whether a page has a table of six columns or more, or one of five with much in them, which needs the room the outline stands in. */
function isWide(file: string): boolean {
  const rows = readFileSync(join(DOCS, file), 'utf8').replaceAll(/^```[\s\S]*?^```$/gm, '').match(/^\|(?:[^|\n]*\|){5,}$/gm) ?? [];
  return rows.some((row) => row.split('|').length > 7 || row.length > 250);
}

function bar(): DefaultTheme.NavItem[] {
  return BAR.map((title) => {
    const first = sections().find((section) => section.title === title)?.pages[0]?.file;
    if (first === undefined) throw new Error(`docs/README.md has no pages under ${title}`);
    return { text: title, link: `/${pathInSite(first)}`, activeMatch: `^/${first.replace(/(?:README)?\.md$/, '')}` };
  });
}

function item({ text, link, collapsed, items }: Entry): DefaultTheme.SidebarItem {
  return { text, ...(link !== undefined && { link }), ...(collapsed !== undefined && { collapsed }), ...(items && { items: items.map(item) }) };
}
