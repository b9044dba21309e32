/// <reference lib="dom" />
import type { Page } from 'playwright-core';

/** The least contrast of any text of the page with what is behind it, as WCAG 2 counts it, and the text it is of. */
export function leastContrast(page: Page): Promise<{ readonly ratio: number; readonly text: string }> {
  return page.evaluate(() => {
    const channels = (color: string) => (/rgba?\(([^)]*)\)/.exec(color)?.[1] ?? '').split(/[\s,/]+/).map(Number);
    const luminance = (color: readonly number[]) => color.slice(0, 3)
      .map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
      .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i]!, 0);
    // What can be seen through lies on what is below it.
    const over = (above: readonly number[], below: readonly number[]) => [0, 1, 2].map((i) => (above[3] ?? 1) * above[i]! + (1 - (above[3] ?? 1)) * below[i]!);
    const behind = (element: Element | null): readonly number[] => {
      if (element === null) return [255, 255, 255];
      const own = channels(getComputedStyle(element).backgroundColor);
      return (own[3] ?? 1) === 1 ? own : over(own, behind(element.parentElement));
    };
    let least = { ratio: Infinity, text: '' };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement!;
      if (!node.textContent?.trim() || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      const ground = behind(element);
      const [a, b] = [luminance(over(channels(element instanceof SVGElement ? style.fill : style.color), ground)), luminance(ground)];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < least.ratio) least = { ratio, text: node.textContent };
    }
    return least;
  });
}

/** How far the page goes beyond its window, in pixels; 0 = nothing has to be scrolled sideways. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

/** Opens everything that is folded, by keyboard. */
export async function unfoldAll(page: Page): Promise<void> {
  const folded = page.locator('details:not([open]) > summary');
  while (await folded.count() > 0) await folded.first().press('Enter');
}

/** What findings say, as far as it can be seen. */
export function visibleMessages(page: Page): Promise<readonly string[]> {
  return page.locator('.findings .what').evaluateAll((all) => all.filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    return element.checkVisibility() && width > 0 && height > 0;
  }).map((element) => element.textContent));
}

/** Labels of the picture with the ones that stick out of it, or lie on each other. */
export function pictureLabels(page: Page): Promise<{ readonly labels: readonly string[]; readonly outside: readonly string[]; readonly overlapping: readonly string[] }> {
  return page.evaluate(() => {
    const boxes = Array.from(document.querySelectorAll('svg text'), (element) => ({
      text: element.textContent, box: element.getBoundingClientRect(), frame: element.closest('svg')!.getBoundingClientRect(),
    }));
    return {
      labels: boxes.map(({ text }) => text),
      outside: boxes.filter(({ box, frame }) => box.width === 0 || box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom).map(({ text }) => text),
      overlapping: boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => (
        Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 2 && Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 6
      )).map((b) => `${a.text} / ${b.text}`)),
    };
  });
}
