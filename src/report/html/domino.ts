import type { Loop } from '../../loop';
import type { Chain, Step } from '../domino';
import type { ReportContext } from '../report';
import { count, docsOf } from '../words';
import { html, type Markup } from './markup';

/** Cascades that are drawn; the rest is counted. */
const DRAWN = 3;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the rooms of the house are, where their names stand, and where the first step within them is; further ones are below. */
const ROOMS: readonly { readonly loop: Loop; readonly name: string; readonly d: string; readonly label: Point; readonly inside: Point }[] = [
  { loop: 'observability', name: 'observability', d: 'M12 62L200 10L388 62Z', label: { x: 200, y: 48 }, inside: { x: 290, y: 52 } },
  { loop: 'identity', name: 'identity', d: 'M20 62H200V202H20Z', label: { x: 110, y: 84 }, inside: { x: 110, y: 108 } },
  { loop: 'compute', name: 'compute', d: 'M200 62H380V202H200Z', label: { x: 290, y: 84 }, inside: { x: 290, y: 106 } },
  { loop: 'network', name: 'network', d: 'M20 202H200V330H20Z', label: { x: 110, y: 318 }, inside: { x: 96, y: 248 } },
  { loop: 'storage', name: 'storage', d: 'M200 202H380V330H200Z', label: { x: 290, y: 318 }, inside: { x: 290, y: 244 } },
  { loop: 'control-plane', name: 'control plane', d: 'M12 330H388V362H12Z', label: { x: 200, y: 351 }, inside: { x: 300, y: 346 } },
];

/** Where two rooms meet; rooms that share no wall meet in the middle. */
const SEAMS: readonly { readonly between: readonly [Loop, Loop]; readonly at: Point }[] = [
  { between: ['identity', 'compute'], at: { x: 200, y: 112 } },
  { between: ['identity', 'network'], at: { x: 96, y: 202 } },
  { between: ['compute', 'storage'], at: { x: 290, y: 202 } },
  { between: ['network', 'storage'], at: { x: 200, y: 262 } },
];
const MIDDLE: Point = { x: 200, y: 202 };

/** Steps that stand in one place are set below each other. */
const LINE = 30;

/** The cascades of a run, each drawn and told; nothing where there is none. */
export function dominoSection(chains: readonly Chain[], context: ReportContext): Markup | null {
  if (chains.length === 0) return null;
  const more = chains.length - DRAWN;
  return html`<section id="domino"><h2>The domino of this app<small>${count(chains.length, 'workload')}</small></h2>
<p class="lead">Each step stands in the room of the loop it belongs to, and one that comes out of another room on the wall between them: there incidents happen.</p>
${chains.slice(0, DRAWN).map((chain, i) => dominoFigure(chain, i, context))}${more > 0 ? html`<p class="cut">${more} more are left out of this page; <code>looplaw check --format json</code> lists every one.</p>` : null}
</section>
`;
}

function dominoFigure({ title, steps, accepted }: Chain, index: number, context: ReportContext): Markup {
  const points = placed(steps);
  const loops = new Set<Loop>(steps.map(({ loop }) => loop));
  const [name, story] = [`domino-${index}-title`, `domino-${index}-story`];
  return html`<figure class="domino ${accepted === null ? 'error' : 'unasked'}">
<figcaption><strong>${title}</strong>${accepted === null ? null : html` · ${accepted}`}</figcaption>
<svg viewBox="0 0 400 370" role="img" aria-labelledby="${name} ${story}"><title id="${name}">${`The domino of ${title}`}</title><desc id="${story}">${steps.map(({ at, loop, event }) => `${at}, ${loop}: ${event}.`).join(' ')}</desc>
${ROOMS.map(({ loop, name: room, d, label }) => html`<g class="${loops.has(loop) ? 'hit' : 'calm'}"><path class="room" d="${d}"/><text class="${loops.has(loop) ? 'in' : 's'}" x="${label.x}" y="${label.y}">${room}</text></g>`)}
<path class="way" d="${`M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`}"/>${arrows(points)}
${steps.map(({ at }, i) => html`<g><rect class="step" x="${points[i]!.x - 27}" y="${points[i]!.y - 11}" width="54" height="22" rx="11"/><text class="at" x="${points[i]!.x}" y="${points[i]!.y + 5}">${at}</text></g>`)}
</svg>
<ol>${steps.map((step) => html`<li><p><strong>${step.at}</strong> <span class="about">${step.loop}</span> ${step.event}</p><p class="about">${lawLink(step.law, context)} · <code>${step.place}</code></p></li>
`)}</ol>
</figure>
`;
}

/** Each step stands in the room of its loop; one that comes out of another room stands on the wall between them. */
function placed(steps: readonly Step[]): readonly Point[] {
  const taken = new Map<Point, number>();
  return steps.map(({ loop }, i) => {
    const before = steps[i - 1]?.loop;
    const at = before === undefined || before === loop ? roomOf(loop) : seamOf(before, loop);
    const n = taken.get(at) ?? 0;
    taken.set(at, n + 1);
    return { x: at.x, y: at.y + n * LINE };
  });
}

function roomOf(loop: Loop): Point {
  return ROOMS.find((room) => room.loop === loop)?.inside ?? MIDDLE;
}

function seamOf(one: Loop, other: Loop): Point {
  return SEAMS.find(({ between }) => between.includes(one) && between.includes(other))?.at ?? MIDDLE;
}

/** The way from step to step, halfway between them; where they stand close, their times tell it. */
function arrows(points: readonly Point[]): readonly (Markup | null)[] {
  return points.slice(1).map((to, i) => {
    const { x, y } = points[i]!;
    if (Math.hypot(to.x - x, to.y - y) < 2 * LINE) return null;
    const turn = Math.round((Math.atan2(to.y - y, to.x - x) * 180) / Math.PI);
    return html`<path class="tip" d="M-5 -5L5 0L-5 5Z" transform="${`translate(${(x + to.x) / 2} ${(y + to.y) / 2}) rotate(${turn})`}"/>`;
  });
}

function lawLink(id: string, { laws, docsBaseUrl }: ReportContext): Markup {
  return laws.has(id) ? html`<a href="${docsOf(id, docsBaseUrl)}"><code>${id}</code></a>` : html`<code>${id}</code>`;
}
