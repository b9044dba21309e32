import { ConfigError } from '../config/config';
import { meant, nearestLaw } from '../config/law-name';
import type { Law } from '../law';
import { laws } from '../laws';
import { storyOf } from '../report/words';
import { EXIT } from './exit-code';

/** `looplaw explain <law>`: the page of a law, offline. */
export function explainCommand(id: string): number {
  const law = laws.find((l) => l.id === id);
  if (law === undefined) {
    const nearest = nearestLaw(id, laws.map((l) => l.id));
    throw new ConfigError('unknown-law', `there is no law ${id}${nearest === null ? '; looplaw laws lists them' : meant(nearest)}`);
  }
  process.stdout.write(page(law));
  return EXIT.ok;
}

function page(law: Law): string {
  const lines = [`${law.id}  (owner: ${law.owner}; presets: ${law.presets.join(', ')})`, law.title, '', 'Why', indent(law.why)];
  if (law.signature !== null) lines.push('', 'How it shows', ...fields(storyOf(law)));
  lines.push('', 'Fix', indent(law.remedy));
  if (law.keptBy !== undefined) lines.push('', 'Kept by construction', indent(law.keptBy));
  if (law.waiveWhen !== undefined) lines.push('', 'When to waive', indent(law.waiveWhen));
  if (law.because !== undefined) lines.push('', 'Why this severity', indent(law.because));
  lines.push('', 'Messages', ...fields(
    Object.values(law.messages).map(({ text, severity }) => [typeof severity === 'string' ? severity : `${severity.recommended}, strict: ${severity.strict}`, text]),
  ));
  const params = Object.entries(law.params ?? {});
  if (params.length > 0) lines.push('', 'Parameters', ...fields(params.map(([name, p]) => [name, `${p.description} Default: ${JSON.stringify(p.default)}.`])));
  lines.push('', 'Sources', ...law.sources.map(indent));
  return `${lines.join('\n')}\n`;
}

function indent(text: string): string {
  return `  ${text}`;
}

function fields(pairs: readonly (readonly [name: string, value: string])[]): readonly string[] {
  const width = Math.max(...pairs.map(([name]) => name.length));
  return pairs.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}
