import { ConfigError } from '../config/config';
import { meant, nearestLaw } from '../config/law-name';
import type { Law } from '../law';
import { laws } from '../laws';
import { pageWidth } from '../report/text/page';
import { hanging } from '../report/text/wrap';
import { storyOf } from '../report/words';
import { meantBy, type Meant } from '../runbook/meant';
import { SYMPTOMS } from '../runbook/runbook';
import type { Symptom } from '../runbook/symptom';
import { ALERTS } from '../signals/alerts';
import { OTHER } from '../signals/runbook-address';
import { SIGNATURES, type SignatureId } from '../signature';
import { EXIT } from './exit-code';

/**
 * `looplaw explain <law or symptom>`: the page of a law, or the way from a symptom to its cause, offline.
 *
 * @throws ConfigError when neither is known, with what may have been meant
 */
export function explainCommand(text: string): number {
  const law = laws.find((l) => l.id === text);
  if (law !== undefined) {
    process.stdout.write(page(law));
    return EXIT.ok;
  }
  const nearest = nearestLaw(text, laws.map((l) => l.id));
  const { found: [symptom, ...others], near } = nearest === null ? ofAlert(text) ?? meantBy(text) : { found: [], near: [] };
  if (symptom === undefined) {
    if (text.trim() === '') throw new ConfigError('unknown-law', 'nothing is named; name a law, or what you see, e.g. looplaw explain CrashLoopBackOff');
    const name = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
    const what = /^[\w-]+\/[\w-]+$/.test(text) || nearest !== null ? `there is no law ${name}` : `neither a law nor a symptom is known as ${name}`;
    const hint = hintFor(text, nearest, near);
    throw new ConfigError('unknown-law', `${what}${hint}`);
  }
  process.stdout.write(symptomPage(symptom, others));
  return EXIT.ok;
}

/** Of what was typed, as much as is said again. */
const LONGEST_QUOTE = 120;

/** An alert names the symptom it tells of. */
function ofAlert(text: string): Meant | null {
  const alert = ALERTS.find(({ name }) => name.toLowerCase() === text.trim().toLowerCase());
  return alert === undefined ? null : { found: SYMPTOMS.filter(({ id }) => id === alert.symptom), near: [] };
}

function hintFor(text: string, nearest: string | null, near: readonly string[]): string {
  if (Object.hasOwn(SIGNATURES, text.toUpperCase())) return `; looplaw runbook ${text.toUpperCase()} prints the runbook of a signature`;
  if (text.trim().toLowerCase() === OTHER) return `; looplaw runbook ${OTHER} prints what no signature explains`;
  if (nearest !== null) return meant(nearest);
  return near.length > 0 ? `; did you mean ${near.join(', or ')}?` : '; looplaw laws lists the laws, looplaw runbook the symptoms';
}

/** How many other symptoms are named that a text may speak of, too. */
const MOST_OTHERS = 3;

function symptomPage({ id, signature, title, commands, decisions }: Symptom, others: readonly Symptom[]): string {
  const lines = [
    ...(signature === null ? [`${title}  (no signature)`, '', ...indented(NO_SIGNATURE)] : headOf(title, signature)),
    '', 'First commands, in this order',
    ...commands.flatMap(({ run, tells, on }, i) => [...hanging(`  ${i + 1}. `, `${on === undefined ? '' : `on ${on}: `}${tells}`, columns()), `     ${run}`]),
    '', 'Decision',
    ...decisions.flatMap(({ seen, means, fix, laws: kept = [] }) => [...indented(seen), ...fields([['means', means], ['do', fix], ...(kept.length > 0 ? [['laws', kept.join(', ')] as const] : [])], '    ')]),
    '', `The whole runbook: looplaw runbook ${signature ?? OTHER} (#${id})`,
    ...others.slice(0, MOST_OTHERS).map((other) => `See also: ${other.title} (looplaw explain ${other.words[0]})`),
  ];
  return `${lines.join('\n')}\n`;
}

const NO_SIGNATURE = 'No failure signature explains it and no law prevents it as a whole: it has several causes, and the commands tell which.';

function headOf(title: string, id: SignatureId): readonly string[] {
  const { loop, symptom, blamed, cause, metric, mitigation } = SIGNATURES[id];
  return [`${title}  (${id}, ${loop})`, '', ...fields([['breaks', symptom], ['blamed', blamed], ['cause', cause], ['watch', metric], ['fix', mitigation]])];
}

function page(law: Law): string {
  const lines = [`${law.id}  (owner: ${law.owner}; presets: ${law.presets.join(', ')})`, ...hanging('', law.title, columns()), '', 'Why', ...indented(law.why)];
  if (law.signature !== null) lines.push('', 'How it shows', ...fields(storyOf(law)));
  lines.push('', 'Fix', ...indented(law.remedy));
  if (law.keptBy !== undefined) lines.push('', 'Kept by construction', ...indented(law.keptBy));
  if (law.waiveWhen !== undefined) lines.push('', 'When to waive', ...indented(law.waiveWhen));
  if (law.because !== undefined) lines.push('', 'Why this severity', ...indented(law.because));
  lines.push('', 'Messages', ...fields(
    Object.values(law.messages).map(({ text, severity }) => [typeof severity === 'string' ? severity : `${severity.recommended}, strict: ${severity.strict}`, text]),
  ));
  const params = Object.entries(law.params ?? {});
  if (params.length > 0) lines.push('', 'Parameters', ...fields(params.map(([name, p]) => [name, `${p.description} Default: ${JSON.stringify(p.default)}.`])));
  lines.push('', 'Sources', ...law.sources.map((source) => `  ${source}`));
  return `${lines.join('\n')}\n`;
}

/** Columns of a page; where there is no terminal a line is as long as its text, so that it is found by grep. */
function columns(): number {
  return process.stdout.isTTY ? pageWidth(process.stdout.columns) : Infinity;
}

function indented(text: string): readonly string[] {
  return hanging('  ', text, columns());
}

function fields(pairs: readonly (readonly [name: string, value: string])[], margin = '  '): readonly string[] {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.flatMap(([name, value]) => hanging(`${margin}${name.padEnd(width)}  `, value, columns()));
}
