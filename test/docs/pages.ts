import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { marked, type Token, type Tokens } from 'marked';
import { homepage } from '../../package.json';
import { anchorOf } from '../../docs/.vitepress/addresses.mjs';
import { ROOT } from '../cli/command';

/** Address of the repository as its pages are shown. */
export const REPOSITORY = homepage.replace(/#.*$/, '');

/** A page people read in the repository. */
export interface Page {
  /** Path below the root, with slashes. */
  readonly file: string;
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** A fenced block. */
export interface Block {
  /** `file:line`, line of its first fence. */
  readonly at: string;
  readonly page: Page;
  readonly language: string;
  readonly code: string;
  /** Why it can not be checked, as a comment above it says. */
  readonly unchecked: string | undefined;
}

/** All pages: of the root, of the docs, beside the examples. */
export const PAGES: readonly Page[] = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...['docs', 'examples', 'bench', 'scripts'].flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !/(?:^|[\\/])(?:node_modules|dist|\.vitepress)[\\/]/.test(name)).map((name) => `${folder}/${name.replaceAll('\\', '/')}`)),
].sort().map((file) => {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return { file, text, tokens: marked.lexer(text) };
});

/** Every token of a page, those in others included. */
export function tokensOf(page: Page): readonly Token[] {
  const all: Token[] = [];
  void marked.walkTokens([...page.tokens], (token) => {
    all.push(token);
    return [];
  });
  return all;
}

/** The fenced blocks of a page. */
export function blocksOf(page: Page): readonly Block[] {
  const fence = /^(?<pad> *)(?<ticks>`{3,})(?<language>[a-z]*)\n(?<code>[\s\S]*?)^\k<pad>\k<ticks>$/gm;
  return Array.from(page.text.matchAll(fence), (match) => {
    const { pad, language, code } = match.groups as Readonly<Record<string, string>>;
    const before = page.text.slice(0, match.index);
    return {
      at: `${page.file}:${before.split('\n').length}`, page, language: language!, code: code!.replaceAll(new RegExp(`^${pad!}`, 'gm'), ''),
      unchecked: /<!-- not checked: ([^>]+?) -->\s*$/.exec(before)?.[1],
    };
  });
}

/** The anchors of a file as the repository shows it: of its headings, and those it names itself. */
export function anchorsOf(file: string): ReadonlySet<string> {
  return anchors.get(file) ?? remember(file);
}

const anchors = new Map<string, ReadonlySet<string>>();

function remember(file: string): ReadonlySet<string> {
  const page = PAGES.find((each) => each.file === file);
  const found = new Set<string>();
  for (const token of page === undefined ? [] : tokensOf(page)) {
    if (token.type === 'heading') {
      const anchor = anchorOf(plain(token as Tokens.Heading));
      let free = anchor;
      for (let n = 1; found.has(free); n += 1) free = `${anchor}-${n}`;
      found.add(free);
    }
    if (token.type === 'html') for (const [, id] of token.raw.matchAll(/ id="([^"]+)"/g)) found.add(id!);
  }
  anchors.set(file, found);
  return found;
}

function plain({ tokens }: { readonly tokens?: readonly Token[] }): string {
  return (tokens ?? []).map((token) => ('tokens' in token && token.tokens ? plain(token as { readonly tokens: readonly Token[] }) : token.raw)).join('');
}

/** Why a link of a page leads nowhere; `null` where it leads somewhere, or out of the repository. */
export function deadBecause(href: string, page: string): string | null {
  const own = new RegExp(`^${REPOSITORY}/(?:blob|tree)/main/`).exec(href);
  if (own === null && /^[a-z][a-z+.-]*:/i.test(href)) return null;
  const [path = '', fragment] = decodeURIComponent(own === null ? href : href.slice(own[0].length)).split('#');
  const target = path === '' ? join(ROOT, page) : resolve(ROOT, own === null ? dirname(page) : '.', path);
  const file = relative(ROOT, target).replaceAll('\\', '/');
  if (file.startsWith('..')) return 'leads out of the repository';
  if (!existsSync(target)) return `${file} is not there`;
  const shown = statSync(target).isDirectory() ? `${file}/README.md` : file;
  return fragment === undefined || anchorsOf(shown).has(fragment) ? null : `${shown} has no #${fragment}`;
}
