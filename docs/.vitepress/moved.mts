import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathInSite } from './addresses.mjs';

/**
 * Makes the site answer where the repository does: `runbooks/S4.md#claim-pending` leads to `runbooks/S4.html#claim-pending`. So an address
 * written by the rule of the repository (`runbook_url` of an alert, the page of a law in a report) holds on the site as well. A folder of that
 * name with an index is what every host of static pages can serve.
 *
 * @param out folder of the built site
 * @param base path the site is served at, with a slash at both ends
 * @param files pages, below `docs/`
 */
export function answerAsRepository(out: string, base: string, files: readonly string[]): void {
  for (const file of files) {
    const folder = join(out, file);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'index.html'), page(`${base}${pathInSite(file)}`));
  }
}

/** Paths are of files of the repository: letters, digits, dots, dashes and slashes. */
function page(address: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>looplaw</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="${address}">
<script>location.replace('${address}' + location.hash)</script>
<noscript><meta http-equiv="refresh" content="0; url=${address}"></noscript>
<p><a href="${address}">This page</a>
</html>
`;
}
