import type { Verdict } from '../../judge/verdict';
import { loopOf, LOOPS, type Loop } from '../../loop';
import { SEVERITIES } from '../severity';
import { loopTallies } from '../tally';
import { html, type Markup } from './markup';

/** How a loop came out of a run. */
interface LoopState {
  readonly loop: Loop;
  readonly look: 'error' | 'warning' | 'info' | 'kept' | 'undecided' | 'unasked';
  readonly broken: number;
  /** What is said of it besides its name: `2 broken`, `14 kept`, `not asked`. */
  readonly words: string;
}

const RADIUS = 78;

/** Where the four loops turn, and where their words stand: away from the middle, where they meet. */
const CENTRES = {
  identity: { x: 150, y: 176, text: [130, 148] },
  compute: { x: 250, y: 176, text: [270, 148] },
  network: { x: 150, y: 266, text: [130, 282] },
  storage: { x: 250, y: 266, text: [270, 282] },
} as const satisfies Partial<Record<Loop, { readonly x: number; readonly y: number; readonly text: readonly [number, number] }>>;
const TURNING = Object.keys(CENTRES) as readonly (keyof typeof CENTRES)[];

/** Families of laws that are no loop and stand below the house. */
const BESIDE = LOOPS.filter((loop) => !['control-plane', 'observability', 'cross', ...TURNING].includes(loop));

/**
 * The loops as a house: four that meet, the control plane they stand on, observability over them; what crosses loops is where they
 * meet. Each shows how it came out, and leads to its findings.
 */
export function picture(verdict: Verdict): Markup {
  const states = statesOf(verdict);
  const of = (loop: Loop) => states.get(loop)!;
  const crossing = of('cross');
  const words = LOOPS.filter((loop) => of(loop).look !== 'unasked').map((loop) => `${loop}: ${of(loop).words}`).join('; ');
  return html`<figure>
<svg viewBox="0 0 400 ${432 + 22 * Math.ceil(BESIDE.length / 2)}" role="group" aria-label="${`The loops and how they came out. ${words || 'None was asked.'}`}">
${linked(of('observability'), html`<path class="band" d="M28 366V226A172 176 0 0 1 372 226V366"/><path id="dome" fill="none" d="M34 226A166 171 0 0 1 366 226"/><text><textPath href="#dome" startOffset="50%">observability <tspan class="s">${of('observability').words}</tspan></textPath></text>`)}
${TURNING.map((loop) => turning(of(loop), CENTRES[loop]))}
${crossing.broken > 0 ? linked(crossing, html`<circle class="seam" cx="200" cy="221" r="22"/><text class="n" x="200" y="223">${crossing.broken}</text><text class="s" x="200" y="236">cross</text>`) : null}
${linked(of('control-plane'), html`<rect class="shape" x="12" y="372" width="376" height="48" rx="8"/><text x="200" y="393">control plane</text><text class="s" x="200" y="410">${of('control-plane').words}</text>`)}
${BESIDE.map((family, i) => linked(of(family), html`<text class="s" x="${i % 2 === 0 ? 106 : 294}" y="${442 + 22 * Math.floor(i / 2)}">${family}: ${of(family).words}</text>`))}
</svg>
<figcaption>Each number is of findings, on the loop where they break${crossing.broken > 0 ? '; in the middle, what crosses loops' : ''}.</figcaption>
</figure>`;
}

function turning(state: LoopState, { x, y, text: [left, top] }: (typeof CENTRES)[keyof typeof CENTRES]): Markup {
  const { loop, broken, words } = state;
  return linked(state, html`<circle class="shape" cx="${x}" cy="${y}" r="${RADIUS}"/><text x="${left}" y="${top}">${loop}</text>${
    broken > 0
      ? html`<text class="${broken < 10_000 ? 'n' : 'n long'}" x="${left}" y="${top + 29}">${broken}</text>`
      : words.split(', ').map((line, i) => html`<text class="s" x="${left}" y="${top + 19 + 16 * i}">${line}</text>`)
  }`);
}

/** A loop that breaks leads to its findings. */
function linked({ loop, look, broken, words }: LoopState, drawn: Markup): Markup {
  return broken > 0
    ? html`<a class="${look}" href="#${loop}" aria-label="${`${loop}: ${words}`}">${drawn}</a>`
    : html`<g class="${look}">${drawn}</g>`;
}

function statesOf(verdict: Verdict): ReadonlyMap<Loop, LoopState> {
  const tallies = new Map(loopTallies(verdict).map((tally) => [tally.loop, tally]));
  return new Map(LOOPS.map((loop): [Loop, LoopState] => {
    const own = verdict.findings.filter(({ law }) => loopOf(law) === loop);
    const gravest = SEVERITIES.find((severity) => own.some((finding) => finding.severity === severity));
    const { examined = 0, kept = 0, undecided = 0, waived = 0, broken: accepted = 0 } = tallies.get(loop) ?? {};
    if (gravest !== undefined) return [loop, { loop, look: gravest, broken: own.length, words: `${own.length} broken` }];
    const open = [kept > 0 && `${kept} kept`, undecided > 0 && `${undecided} undecided`, waived + accepted > 0 && `${waived + accepted} accepted`].filter((part) => part !== false);
    const words = open.slice(0, 2).join(', ') || (tallies.has(loop) ? 'nothing to ask' : 'not asked');
    return [loop, { loop, look: examined === 0 ? 'unasked' : undecided > 0 && kept === 0 ? 'undecided' : 'kept', broken: 0, words }];
  }));
}
