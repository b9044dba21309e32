import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { DOCS, pathInSite } from './addresses.mjs';

/** An entry of the sidebar: a page, a group, or both. */
export interface Entry {
  readonly text: string;
  readonly link?: string;
  readonly collapsed?: boolean;
  readonly items?: readonly Entry[];
}

/** Files of all pages, below `docs/`, with slashes. */
export function pages(): readonly string[] {
  return readdirSync(DOCS, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.md') && !file.startsWith('.vitepress/')).sort();
}

/**
 * Sidebars by the path they stand beside. `docs/README.md` says the order: its headings are groups, its links pages. The page of a folder brings
 * the others of that folder; pages that are named nowhere come last. The laws, of which there are many, have sidebars of their own.
 */
export function sidebars(): Readonly<Record<string, readonly Entry[]>> {
  const all = pages().filter((file) => !file.startsWith('laws/'));
  const rest = new Set(all.filter((file) => file !== 'README.md'));
  const groups = sections().map(({ title, pages: named }) => ({ text: title, items: named.map(({ file, name }) => entry(file, name, rest, all)) }));
  const more: Entry[] = [];
  for (const file of rest) more.push(entry(file, titleOf(file), rest, all));
  return { ...lawSidebars(), '/': more.length > 0 ? [...groups, { text: 'More', items: more }] : groups };
}

/** A group of the front page. */
export interface Section {
  readonly title: string;
  /** Pages it names; `file` is below `docs/`. */
  readonly pages: readonly { readonly file: string; readonly name: string }[];
}

/** The groups of the front page: its headings, and the lists below them. */
export function sections(): readonly Section[] {
  const [, ...parts] = readFileSync(join(DOCS, 'README.md'), 'utf8').split(/^## /m);
  return parts.map((part) => ({
    title: part.slice(0, part.indexOf('\n')).trim(),
    pages: Array.from(part.matchAll(/^\* \[([^\]]+)\]\(([^)#]+\.md)\)/gm), ([, name, file]) => ({ file: file!, name: name! })),
  })).filter(({ pages: named }) => named.length > 0);
}

function entry(file: string, text: string, rest: Set<string>, all: readonly string[]): Entry {
  rest.delete(file);
  const page: Entry = { text, link: `/${pathInSite(file)}` };
  const folder = /^(.+?)(?:\/README)?\.md$/.exec(file)![1]!;
  const below = inOrderOf(file, all.filter((other) => other.startsWith(`${folder}/`) && other !== file));
  for (const other of below) rest.delete(other);
  return below.length === 0 ? page : { ...page, collapsed: true, items: below.map((other) => ({ text: titleOf(other), link: `/${pathInSite(other)}` })) };
}

/** Pages in the order in which another one leads to them; what it does not name comes last. */
function inOrderOf(page: string, files: readonly string[]): readonly string[] {
  const text = readFileSync(join(DOCS, page), 'utf8');
  const place = (file: string): number => {
    const at = text.indexOf(`](${posix.relative(posix.dirname(page), file)}`);
    return at === -1 ? Infinity : at;
  };
  return files.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

/** Beside a law stand the laws of its loop, and ways to the others: all laws on each page would be most of the site. */
function lawSidebars(): Readonly<Record<string, readonly Entry[]>> {
  const files = pages().filter((file) => /^laws\/[^/]+\/[^/]+$/.test(file));
  const loops = [...new Set(files.map((file) => file.split('/')[1]!))];
  const ways: Entry = { text: 'Laws', items: [{ text: 'All', link: '/laws/index.html' }, ...loops.map((loop) => ({ text: loop, link: `/laws/index.html#${loop}` }))] };
  const lawsOf = (loop: string): Entry => ({
    text: loop, items: files.filter((file) => file.startsWith(`laws/${loop}/`)).map((file) => ({ text: file.slice(`laws/${loop}/`.length, -'.md'.length), link: `/${pathInSite(file)}` })),
  });
  return { '/laws/': [ways], ...Object.fromEntries(loops.map((loop) => [`/laws/${loop}/`, [lawsOf(loop), ways]])) };
}

/** The heading of a page, up to a colon: what follows explains it. */
function titleOf(file: string): string {
  const path = join(DOCS, file);
  const heading = existsSync(path) ? /^# (.+)$/m.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
  if (heading === undefined) throw new Error(`docs/${file} has no heading, or is not there`);
  const [short = heading] = heading.split(': ');
  return short.replaceAll('`', '');
}
