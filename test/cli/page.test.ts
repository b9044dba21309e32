import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { payloads, saying } from '../hostile/payloads';
import { browser, chromiumPath, open, whySkipped } from '../report/browser';
import { leastContrast, overflow, pictureLabels, unfoldAll, visibleMessages } from '../report/browser-facts';
import { deployment, folder, looplaw, ROOT } from './command';

/** Runs the command on a folder, with a page and the JSON report of the same run. */
function reported(cwd: string, ...args: readonly string[]): { readonly file: string; readonly messages: readonly string[] } {
  const out = folder({});
  const ran = looplaw(['check', '.', '--no-config', ...args, '-f', 'json', '-o', join(out, 'report.json'), '--report', `html=${join(out, 'report.html')}`], { cwd });
  expect([ran.out, ran.err]).toEqual(['', '']);
  const { findings } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as { findings: { message: string }[] };
  return { file: join(out, 'report.html'), messages: findings.map(({ message }) => message) };
}

/** Runs of every sort; each is made once. */
const RUNS = {
  'an incident': () => reported(join(ROOT, 'examples/domino/incident'), '--role', 'platform'),
  'hundreds of findings': () => reported(folder({ 'a.yaml': Array.from({ length: 150 }, (_, i) => deployment(`app-${i}`, { requests: false })).join('---\n') })),
  'no finding': () => reported(folder({ 'a.yaml': deployment('good') }), '--law', 'compute/budgeted-pod'),
  'waived and undecided answers': () => reported(folder({
    'a.yaml': `${deployment('old', { requests: false }).replace('metadata:', 'metadata:\n  annotations: {looplaw.dev/waive: "compute/budgeted-pod=until the move"}')}---\n${deployment('open').replace('app:1.2.3', '${TAG}')}`,
    'bad.yaml': 'apiVersion: v1\nkind: [\n', 'empty.yaml': '---\n',
  })),
};
type Run = keyof typeof RUNS;
const names = Object.keys(RUNS) as readonly Run[];

describe.skipIf(chromiumPath === null)(`a page in Chromium${whySkipped}`, { timeout: 120_000 }, () => {
  let shown: Browser;
  let runs: Readonly<Record<Run, ReturnType<typeof reported>>>;
  beforeAll(async () => {
    runs = Object.fromEntries(names.map((name) => [name, RUNS[name]()])) as typeof runs;
    shown = await browser();
  });
  afterAll(() => shown.close());

  test.each(names)('of %s needs nothing, says everything, and fits a phone', async (name) => {
    const { file, messages } = runs[name];
    const { page, trouble } = await open(shown, file);
    expect(await overflow(page)).toBe(0);
    await unfoldAll(page);
    expect([...await visibleMessages(page)].sort()).toEqual([...messages].sort());
    expect(await overflow(page)).toBe(0);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  test.each(['light', 'dark'] as const)('can be read in the %s', async (colorScheme) => {
    for (const name of names) {
      const { page, trouble } = await open(shown, runs[name].file, { colorScheme });
      await unfoldAll(page);
      const { ratio, text } = await leastContrast(page);
      expect([text, ratio >= 4.5]).toEqual([text, true]);
      expect(trouble).toEqual([]);
      await page.context().close();
    }
  });

  test('light and dark differ', async () => {
    const { file } = runs['no finding'];
    const papers = await Promise.all((['light', 'dark'] as const).map(async (colorScheme) => {
      const { page } = await open(shown, file, { colorScheme });
      return page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    }));
    expect(papers).toEqual(['rgb(255, 255, 255)', 'rgb(19, 23, 28)']);
  });

  test.each([360, 1280])('shows every loop with its words inside of the picture, at %i pixels', async (width) => {
    for (const name of names) {
      const { page } = await open(shown, runs[name].file, { viewport: { width, height: 800 } });
      const { labels, outside, overlapping } = await pictureLabels(page);
      for (const loop of ['identity', 'compute', 'network', 'storage', 'control plane', 'observability', 'manifest']) expect(labels.some((label) => label.startsWith(loop))).toBe(true);
      expect([outside, overlapping]).toEqual([[], []]);
      await page.context().close();
    }
  });

  test('is walked by keyboard: to the findings, and from a loop to what breaks in it', async () => {
    const { page } = await open(shown, runs['an incident'].file);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('to the findings');
    await page.locator('svg a[href="#compute"]').focus();
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toBe('#compute');
    await page.waitForFunction(() => Math.abs(document.querySelector('#compute h2')!.getBoundingClientRect().top) < window.innerHeight);
    await page.context().close();
  });

  test.each([360, 1280])('of readiness draws the domino inside of its picture and tells it beside, in the light and in the dark, at %i pixels', async (width) => {
    const out = folder({});
    const ran = looplaw(['check', 'examples/domino/incident', 'examples/domino/cloud/incident', '--no-config', '-f', 'readiness-html', '-o', join(out, 'ready.html')]);
    expect([ran.code, ran.err]).toEqual([1, '']);
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, trouble } = await open(shown, join(out, 'ready.html'), { colorScheme, viewport: { width, height: 800 } });
      expect(await overflow(page)).toBe(0);
      const { ratio, text } = await leastContrast(page);
      expect([text, ratio >= 4.5]).toEqual([text, true]);
      const { labels, outside, overlapping } = await pictureLabels(page);
      expect(labels.filter((label) => label.includes(':'))).toEqual(['09:00', '09:01', '09:02', '09:03', '09:05', '09:10']);
      expect([outside, overlapping]).toEqual([[], []]);
      const named = page.getByRole('img', { name: /^The domino of StatefulSet shop\/orders-db 09:00, compute: a pod goes Pending.*09:10, network: aws_nat_gateway/ });
      expect(await named.count()).toBe(1);
      expect(trouble).toEqual([]);
      await page.context().close();
    }
  });

  test('is printed with everything that is folded', async () => {
    const { page } = await open(shown, runs['hundreds of findings'].file);
    await page.emulateMedia({ media: 'print' });
    const heights = await page.locator('details:not([open]) li').evaluateAll((all) => all.map((element) => element.getBoundingClientRect().height));
    expect(heights.length).toBeGreaterThan(100);
    expect(Math.min(...heights)).toBeGreaterThan(0);
    await page.context().close();
  });

  test('trouble would be seen', async () => {
    const out = folder({ 'x.html': '<!DOCTYPE html><title>x</title><p style="width:500px;color:#bbb">pale<img src="https://evil.example/x.png"><script>alert(1);console.log(2);throw new Error("3")</script>' });
    const { page, trouble } = await open(shown, join(out, 'x.html'));
    expect(trouble).toEqual(expect.arrayContaining(['request: https://evil.example/x.png', 'dialog: 1', 'console log: 2', 'error: 3']));
    expect(await overflow(page)).toBeGreaterThan(0);
    expect((await leastContrast(page)).ratio).toBeLessThan(2);
    await page.context().close();
  });

  test('row 57: hostile texts stay text', async () => {
    const evil = [
      ...payloads, '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', `' onfocus='alert(1)' autofocus='`, '<svg onload=alert(1)>', '</style><style>*{display:none}</style>', '</pre><h1>owned</h1>',
      '<a href="javascript:alert(1)">x</a>', '<meta http-equiv="refresh" content="0;url=https://evil.example">', '<base href="https://evil.example">', '<iframe srcdoc="<script>alert(1)</script>">', '{{constructor.constructor("alert(1)")()}}', '<link rel=stylesheet href=https://evil.example/x.css>',
    ];
    const cwd = folder(Object.fromEntries(evil.map((payload, i) => [`${i}.json`, saying(payload)])));
    const { file, messages } = reported(cwd, '--preset', 'strict');
    const { page, trouble } = await open(shown, file);
    await unfoldAll(page);
    await page.locator('body').click();
    const elements = await page.evaluate(() => Array.from(document.querySelectorAll('*'), ({ localName }) => localName));
    expect([...new Set(elements)].filter((name) => ['script', 'img', 'iframe', 'base', 'link', 'object', 'embed', 'form', 'input'].includes(name))).toEqual([]);
    expect(elements.filter((name) => ['h1', 'style', 'svg', 'meta'].includes(name)).sort()).toEqual(['h1', 'meta', 'meta', 'meta', 'meta', 'style', 'svg']);
    const attributes = await page.evaluate(() => Array.from(document.querySelectorAll('*')).flatMap((element) => element.getAttributeNames()));
    expect(attributes.filter((name) => name.startsWith('on') || name === 'style' || name === 'autofocus')).toEqual([]);
    expect(await page.title()).toBe(`looplaw: fail, ${messages.length} findings`);
    expect(await page.locator('body').innerText()).toContain('<script>alert(1)</script>');
    expect(await overflow(page)).toBe(0);
    expect(trouble).toEqual([]);
    await page.context().close();
  });
});
