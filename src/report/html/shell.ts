import type { ReportContext } from '../report';
import { html, Markup } from './markup';
import { contentPolicy, STYLE } from './style';

/** What a page is made of. */
interface Parts {
  readonly title: string;
  /** Where the link leads that passes over the head, and what it says. */
  readonly skip: readonly [href: string, text: string];
  /** How the run came out, as a class of the style. */
  readonly look: 'error' | 'warning' | 'kept' | 'undecided';
  readonly head: Markup;
  readonly main: Markup;
}

/** A page that needs nothing but itself: it runs no script, and may load nothing. */
export function shell({ title, skip: [href, text], look, head, main }: Parts, { toolVersion, docsBaseUrl }: ReportContext): Markup {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${contentPolicy()}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<title>${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="${href}">${text}</a>
<header class="${`top ${look}`}">
${head}
</header>
<main>
${main}</main>
<footer>looplaw ${toolVersion} · <a href="${docsBaseUrl}/README.md">the laws</a> · kept, broken or undecided: what is not known is never a pass.</footer>
</body>
</html>`;
}
