import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** A Chromium that is installed here; `null` where there is none. */
export const chromiumPath: string | null = found(['chromium', 'chromium-browser', 'google-chrome']);

/** Why tests in a browser are skipped, to stand in their names; empty where they are not. */
export const whySkipped = chromiumPath === null ? ' (skipped: no chromium, chromium-browser or google-chrome on PATH)' : '';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** Starts the browser, headless, with a profile of its own that goes with it. */
export function browser(): Promise<Browser> {
  if (chromiumPath === null) throw new Error(whySkipped);
  return chromium.launch({ executablePath: chromiumPath, args: FLAGS });
}

/** A page, and everything in it that should not happen: messages, errors, dialogs, requests for anything but itself. */
export interface Opened {
  readonly page: Page;
  readonly trouble: readonly string[];
}

/** Opens a file as a reader does who got it by mail. */
export async function open(shown: Browser, file: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await shown.newContext({ viewport: { width: 360, height: 740 }, ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  const address = pathToFileURL(file).href;
  page.on('console', (message) => trouble.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (request.url() !== address) trouble.push(`request: ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, trouble };
}

function found(names: readonly string[]): string | null {
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not here.
      }
    }
  }
  return null;
}
