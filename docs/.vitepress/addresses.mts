import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url));
/** The pages, as they lie in the repository. */
export const DOCS: string = join(ROOT, 'docs');

/** Name of a page in the site, by its file below `docs/`: the README of a folder is its index, as it is where the repository is shown. */
export function nameInSite(file: string): string {
  return file.replace(/(?<=^|\/)README\.md$/, 'index.md');
}

/** Path of a page in the site without a slash at its start, by its file below `docs/`: `laws/README.md` is `laws/index.html`. */
export function pathInSite(file: string): string {
  return nameInSite(file).replace(/\.md$/, '.html');
}

/**
 * Where a link of a page leads in the site: to another page, or into the repository, where the file is that no page is made of.
 *
 * @param page file of the page, absolute
 * @param repository address of the repository, without a slash at its end
 * @throws Error when no such file is there
 */
export function hrefInSite(href: string, page: string, repository: string): string {
  if (/^(?:[a-z][a-z+.-]*:|#)/i.test(href)) return href;
  const [path = '', fragment] = href.split('#');
  const anchor = fragment === undefined ? '' : `#${fragment}`;
  const target = resolve(dirname(page), path);
  if (!existsSync(target)) throw new Error(`${relative(ROOT, page)} links to ${href}, which is not there`);
  const file = statSync(target).isDirectory() && existsSync(join(target, 'README.md')) && isPage(target) ? join(target, 'README.md') : target;
  if (isPage(file) && file.endsWith('.md')) return `/${pathInSite(slashed(relative(DOCS, file)))}${anchor}`;
  return `${repository}/${statSync(target).isDirectory() ? 'tree' : 'blob'}/main/${slashed(relative(ROOT, target))}${anchor}`;
}

/** The anchor of a heading as the repository shows it, so that links with one hold in both places. */
export function anchorOf(heading: string): string {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, '').replace(/\s/g, '-');
}

function isPage(path: string): boolean {
  return `${path}${sep}`.startsWith(`${DOCS}${sep}`);
}

function slashed(path: string): string {
  return path.split(sep).join('/');
}
