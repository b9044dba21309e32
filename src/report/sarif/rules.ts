import type { Verdict } from '../../judge/verdict';
import type { Law, Preset, Severity } from '../../law';
import { loopOf } from '../../loop';
import type { ReportContext } from '../report';
import { SEVERITIES } from '../severity';
import { docsOf, storyOf } from '../words';

/** Levels of SARIF. */
export const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, string>;

const PROBLEM_SEVERITIES = { error: 'error', warning: 'warning', info: 'recommendation' } as const satisfies Record<Severity, string>;

/** Scores as code scanning reads them: from 7.0 high, from 4.0 medium, below that low. Only broken identity is a weakness as such. */
const SECURITY_SEVERITIES = { error: '8.0', warning: '5.0', info: '2.0' } as const satisfies Record<Severity, string>;

/** A law as a rule of SARIF. */
export interface Rule {
  readonly id: string;
  readonly [property: string]: unknown;
}

/** Rules of a run: laws that were asked, and laws that anything is said about; in order of id. */
export function rulesOf({ laws, findings, waived, baselined, preset }: Verdict, context: ReportContext): readonly Rule[] {
  const ids = new Set(Object.keys(laws));
  for (const all of [findings, waived, baselined]) for (const { law } of all) ids.add(law);
  return [...ids].sort().map((id) => {
    const law = context.laws.get(id);
    return law === undefined ? { id } : ruleOf(law, preset, docsOf(id, context.docsBaseUrl));
  });
}

function ruleOf(law: Law, preset: Preset, helpUri: string): Rule {
  const { id, title, why, remedy, owner } = law;
  const loop = loopOf(id);
  const severity = gravestOf(law, preset);
  const story = [...storyOf(law).filter(([label]) => label !== 'why'), ['fix', remedy] as const];
  return {
    id,
    name: id.replace(/(?:^|[/-])(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: {
      text: [why, ...story.map(([label, text]) => `${label}: ${text}`)].join('\n'),
      markdown: [why, '', ...story.map(([label, text]) => `- **${label}**: ${text}`), '', `[${id}](${helpUri})`].join('\n'),
    },
    helpUri,
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['kubernetes', loop, `owner-${owner}`, ...(law.signature === null ? [] : [law.signature]), ...(loop === 'identity' ? ['security'] : [])],
      precision: 'high',
      'problem.severity': PROBLEM_SEVERITIES[severity],
      ...(loop === 'identity' && { 'security-severity': SECURITY_SEVERITIES[severity] }),
    },
  };
}

/** The gravest way in which a law can break. */
function gravestOf({ messages }: Law, preset: Preset): Severity {
  const all = Object.values(messages).map(({ severity }) => (typeof severity === 'string' ? severity : severity[preset]));
  return SEVERITIES.find((severity) => all.includes(severity)) ?? 'info';
}
