import { existsSync, mkdtempSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, posix } from 'node:path';
import { launchAny, ROOT } from '../cli/command';

/** Path the site is built for: what holds below a path holds at the root, too. */
export const BASE = '/looplaw/';

/** A built site. */
export interface Site {
  readonly folder: string;
  /** Paths of all its files of HTML, below the base, with slashes. */
  readonly pages: readonly string[];
}

/** Builds the site of the repository, into a folder of its own. */
export async function build(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'looplaw-site-'));
  const { code, out, err } = await launchAny(process.execPath, [join(ROOT, 'node_modules/vitepress/bin/vitepress.js'), 'build', 'docs', '--base', BASE, '--outDir', folder], { timeout: 300_000 });
  if (code !== 0) throw new Error(`the site was not built:\n${out}${err}`);
  return { folder, pages: readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/')).filter((file) => file.endsWith('.html')) };
}

/** The file that answers at a path of the site, as hosts of static pages serve it; `null` where none does. A folder answers with its index. */
export function fileAt({ folder }: Site, path: string): string | null {
  if (!path.startsWith(BASE)) return null;
  const file = decodeURIComponent(path.slice(BASE.length));
  const target = join(folder, file);
  if (!existsSync(target)) return null;
  if (!statSync(target).isDirectory()) return file;
  const index = posix.join(file, 'index.html');
  return existsSync(join(folder, index)) ? index : null;
}

/** What a page holds: links, anchors, and what it loads. */
export interface Held {
  readonly hrefs: readonly string[];
  readonly loads: readonly string[];
  readonly ids: ReadonlySet<string>;
  /** Where it leads at once, when it is a page that moved. */
  readonly moved: string | undefined;
}

const held = new Map<string, Held>();

/** {@link Held} of a page, read once. */
export function heldBy({ folder }: Site, page: string): Held {
  const known = held.get(page);
  if (known !== undefined) return known;
  const html = readFileSync(join(folder, page), 'utf8');
  const attribute = (pattern: RegExp): readonly string[] => Array.from(html.matchAll(pattern), ([, value]) => value!.replaceAll('&amp;', '&').replaceAll('&quot;', '"'));
  const found: Held = {
    hrefs: attribute(/<a\b[^>]*? href="([^"]*)"/g),
    loads: [...attribute(/<(?:script|img|iframe|source)\b[^>]*? src="([^"]*)"/g), ...attribute(/<link\b[^>]*? href="([^"]*)"/g)],
    ids: new Set(attribute(/ id="([^"]*)"/g)),
    moved: /location\.replace\('([^']*)' \+ location\.hash\)/.exec(html)?.[1],
  };
  held.set(page, found);
  return found;
}

/** Why nothing answers at an address of the site; `null` where the page is there, with the anchor. Follows pages that moved, as a browser does. */
export function deadInSite(site: Site, address: string, from = ''): string | null {
  const { pathname, hash } = new URL(address, `https://site.example${BASE}${from}`);
  const file = fileAt(site, pathname);
  if (file === null) return `nothing answers at ${pathname}`;
  if (!file.endsWith('.html')) return null;
  const { ids, moved } = heldBy(site, file);
  if (moved !== undefined) return deadInSite(site, `${moved}${hash}`);
  return hash === '' || ids.has(decodeURIComponent(hash.slice(1))) ? null : `${pathname} has no ${hash}`;
}

const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' };

/** Serves the site on this machine, as a host of static pages does. */
export async function serve(site: Site): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const file = fileAt(site, pathname);
    if (file === null) response.writeHead(404).end();
    else if (file.endsWith('/index.html') && !pathname.endsWith('/') && !pathname.endsWith('.html')) response.writeHead(301, { location: `${pathname}/` }).end();
    else response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(join(site.folder, file)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
