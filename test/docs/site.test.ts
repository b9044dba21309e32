import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sidebars, type Entry } from '../../docs/.vitepress/sidebar.mjs';
import { plugin } from '../../lint-rules/plugin';
import { docsBaseUrl } from '../../src/cli/docs';
import { ruleGroups } from '../../constructs/observability/rule-groups';
import { laws } from '../../src/laws';
import { docsOf } from '../../src/report/words';
import { SOURCES } from '../../src/signals/alert-rule';
import { folder, looplaw } from '../cli/command';
import { browser, whySkipped } from '../report/browser';
import { leastContrast, overflow } from '../report/browser-facts';
import { BASE, build, deadInSite, fileAt, heldBy, serve, type Site } from './built';
import { PAGES, REPOSITORY, anchorsOf, deadBecause } from './pages';

let site: Site;
beforeAll(async () => {
  site = await build();
}, 300_000);
afterAll(() => rmSync(site.folder, { recursive: true, force: true }));

const SHOWN = PAGES.map(({ file }) => file).filter((file) => file.startsWith('docs/')).map((file) => file.slice('docs/'.length));
/** Where the site answers for an address in the docs of the repository: at the same path, below its own address. */
const inSite = (address: string): string => {
  expect(address.startsWith(`${REPOSITORY}/blob/main/docs/`), address).toBe(true);
  return `${BASE}${address.slice(`${REPOSITORY}/blob/main/docs/`.length)}`;
};
/** Every address in the docs of the repository that a text names. */
const docsIn = (text: string): readonly string[] => [...new Set(text.match(new RegExp(`${REPOSITORY}/blob/main/docs[\\w./#-]*\\w`, 'g')))];

describe('the site', () => {
  test('holds every page, and the front page leads to each of them', () => {
    const reached = new Set<string>();
    const queue = ['index.html'];
    for (let page = queue.pop(); page !== undefined; page = queue.pop()) {
      if (reached.has(page)) continue;
      reached.add(page);
      for (const href of heldBy(site, page).hrefs) {
        const { origin, pathname } = new URL(href, `https://site.example${BASE}${page}`);
        const file = origin === 'https://site.example' ? fileAt(site, pathname) : null;
        if (file?.endsWith('.html')) queue.push(file);
      }
    }
    expect(SHOWN.length).toBeGreaterThan(230);
    expect(SHOWN.filter((file) => !reached.has(file.replace(/(?<=^|\/)README\.md$/, 'index.md').replace(/md$/, 'html')))).toEqual([]);
  });

  test('has each page in a sidebar, once', () => {
    const linksOf = ({ link, items = [] }: Entry): readonly string[] => [...(link === undefined || link.includes('#') ? [] : [link]), ...items.flatMap(linksOf)];
    const links = (wanted: (path: string) => boolean): readonly string[] => Object.entries(sidebars()).filter(([path]) => wanted(path)).flatMap(([, entries]) => entries.flatMap(linksOf));
    const guides = links((path) => path === '/');
    expect(guides.toSorted()).toEqual([...new Set(guides)].toSorted());
    const all = new Set(links(() => true));
    expect(SHOWN.filter((file) => file !== 'README.md' && !all.has(`/${file.replace(/README\.md$/, 'index.md').replace(/md$/, 'html')}`))).toEqual([]);
  });

  test('has links that lead somewhere, with their anchors, and into the repository only to what is there', () => {
    let count = 0;
    const dead = site.pages.flatMap((page) => [...new Set(heldBy(site, page).hrefs)].flatMap((href) => {
      count += 1;
      if (/^https?:/.test(href)) {
        const why = deadBecause(href, 'README.md');
        return why === null ? [] : [{ page, href, why }];
      }
      const why = deadInSite(site, href, page);
      return why === null ? [] : [{ page, href, why }];
    }));
    expect(count).toBeGreaterThan(10_000);
    expect(dead).toEqual([]);
  });

  test('loads nothing from elsewhere: no font, no script, no picture', () => {
    const foreign = site.pages.flatMap((page) => heldBy(site, page).loads).filter((address) => !address.startsWith(BASE) && !address.startsWith('data:'));
    expect([...new Set(foreign)]).toEqual([]);
    const styles = readdirSync(join(site.folder, 'assets')).filter((file) => file.endsWith('.css'));
    expect(styles.length).toBeGreaterThan(0);
    for (const file of styles) expect(readFileSync(join(site.folder, 'assets', file), 'utf8')).not.toMatch(/url\(["']?https?:|@import/);
  });

  test('gives anchors the names the repository gives them', () => {
    const differing = SHOWN.filter((file) => file !== 'README.md').flatMap((file) => {
      const { ids } = heldBy(site, file.replace(/(?<=^|\/)README\.md$/, 'index.md').replace(/md$/, 'html'));
      return [...anchorsOf(`docs/${file}`)].filter((anchor) => !ids.has(anchor)).map((anchor) => `${file}#${anchor}`);
    });
    expect(differing).toEqual([]);
  });
});

describe('addresses that looplaw writes are answered by the site, at the path they have in the repository', () => {
  test('the page of every law', () => {
    for (const { id } of laws) expect([id, deadInSite(site, inSite(docsOf(id, docsBaseUrl)))]).toEqual([id, null]);
  });

  test.each(['json', 'jsonl', 'sarif', 'markdown', 'html', 'policyreport', 'openreports', 'github', 'gitlab', 'junit', 'pretty', 'concise', 'readiness', 'readiness-markdown', 'readiness-html'])('every address in %s', (format) => {
    const { out } = looplaw(['check', 'examples/domino/incident', '--preset', 'strict', '--format', format, '--no-config']);
    const found = docsIn(out);
    expect(found.length > 0).toBe(NAMING.has(format));
    for (const address of found) expect([address, deadInSite(site, inSite(address)), deadBecause(address, 'README.md')]).toEqual([address, null, null]);
  });

  test('every address explain and runbook print', () => {
    const texts = [looplaw(['explain', 'storage/deferred-binding']), looplaw(['explain', 'ImagePullBackOff']), looplaw(['runbook'])].map(({ out }) => out);
    const found = docsIn(texts.join('\n'));
    expect(found.length).toBeGreaterThan(50);
    for (const address of found) expect([address, deadInSite(site, inSite(address))]).toEqual([address, null]);
  });

  test('the page of every rule of ESLint', () => {
    const urls = Object.values(plugin.rules).map((rule) => rule.meta!.docs!.url!);
    expect(urls.length).toBeGreaterThan(laws.length);
    for (const url of urls) expect([url, deadInSite(site, inSite(url)), deadBecause(url, 'README.md')]).toEqual([url, null, null]);
  });

  const runbooks = (base: string): readonly string[] => ruleGroups(new Set(SOURCES), base).flatMap(({ rules }) => rules).flatMap(({ annotations }) => annotations?.['runbook_url'] ?? []);

  test('the runbook of every alert, with the runbooks of the repository, or of the site', () => {
    const ofRepository = runbooks(`${REPOSITORY}/blob/main/docs/runbooks`);
    expect(ofRepository.length).toBeGreaterThan(25);
    for (const url of ofRepository) expect([url, deadBecause(url, 'README.md'), deadInSite(site, inSite(url))]).toEqual([url, null, null]);
    for (const url of runbooks(`https://site.example${BASE}runbooks/`)) expect([url, deadInSite(site, url)]).toEqual([url, null]);
    expect(deadInSite(site, ofRepository[0]!.replace(/#.*/, '#nothing').replace(`${REPOSITORY}/blob/main/docs/`, BASE))).toMatch(/has no #nothing$/);
  });

  test('the runbook of every alert, in what `looplaw runbook --out` writes', () => {
    const out = join(folder({}), 'runbooks');
    looplaw(['runbook', '--out', out]);
    for (const url of runbooks('https://runbooks.acme.example')) {
      const [, file, anchor] = /^https:\/\/runbooks\.acme\.example\/([^#]+)#(.+)$/.exec(url)!;
      expect(existsSync(join(out, file!)), url).toBe(true);
      expect(readFileSync(join(out, file!), 'utf8'), url).toContain(`<a id="${anchor!}"></a>`);
    }
  });
});

/** Formats that name pages of the docs; the others are for terminals and logs, or name the law only. */
const NAMING = new Set(['json', 'jsonl', 'sarif', 'markdown', 'html', 'policyreport', 'openreports', 'readiness-markdown', 'readiness-html']);

describe(`in a browser${whySkipped}`, () => {
  let shown: Browser;
  let server: Server;
  let origin: string;
  beforeAll(async () => {
    if (whySkipped !== '') return;
    ({ server, origin } = await serve(site));
    shown = await browser();
  });
  afterAll(async () => {
    if (whySkipped !== '') return;
    await shown.close();
    server.close();
  });

  const open = async (path: string, width: number, colorScheme: 'light' | 'dark'): Promise<{ readonly page: Page; readonly trouble: readonly string[] }> => {
    const page = await (await shown.newContext({ viewport: { width, height: 800 }, colorScheme })).newPage();
    const trouble: string[] = [];
    page.on('console', (message) => trouble.push(`console ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(origin) && !request.url().startsWith('data:')) trouble.push(`request: ${request.url()}`);
    });
    await page.goto(`${origin}${BASE}${path}`, { waitUntil: 'load' });
    return { page, trouble };
  };

  test.skipIf(whySkipped !== '').each([
    ['', 360, 'light'], ['', 1400, 'dark'], ['method/index.html', 360, 'dark'], ['laws/index.html', 1400, 'light'], ['laws/index.html', 360, 'light'],
    ['laws/storage/deferred-binding.html', 360, 'light'], ['constructs/storage.html', 1400, 'dark'], ['runbooks/S4.html', 360, 'dark'],
  ] as const)('%s at %i, %s: nothing goes wrong, nothing sticks out, all can be read', async (path, width, scheme) => {
    const { page, trouble } = await open(path, width, scheme);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const { ratio, text } = await leastContrast(page);
    expect(ratio, text).toBeGreaterThanOrEqual(4.5);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  test.skipIf(whySkipped !== '')('the address of an alert opens its part of the runbook', async () => {
    const { page, trouble } = await open('runbooks/S4.md#claim-pending', 1400, 'light');
    await page.waitForURL(/S4\.html#claim-pending$/);
    await expect.poll(() => page.locator('h2', { hasText: 'A claim stays Pending' }).boundingBox().then((box) => box !== null && box.y > 0 && box.y < 800)).toBe(true);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  test.skipIf(whySkipped !== '')('the search finds a law, without a server', async () => {
    const { page, trouble } = await open('', 1400, 'light');
    await page.locator('.VPNavBarSearch button').first().click();
    await page.locator('.VPLocalSearchBox input').fill('deferred-binding');
    await expect.poll(() => page.locator('.VPLocalSearchBox .result').first().getAttribute('href'), { timeout: 10_000 }).toContain('laws/storage/deferred-binding.html');
    expect(trouble).toEqual([]);
    await page.context().close();
  });
});
