import { SIGNATURES, type SignatureId } from '../signature';
import { COMPONENTS } from './component';
import { runbookFile } from '../signals/runbook-address';
import { runbookOf, SYMPTOMS, type Runbook } from './runbook';
import type { Command, Decision, Symptom } from './symptom';

/** Address of the page of a law. */
export type LawAddress = (id: string) => string;

/** A runbook as a page: symptom, what is blamed, the cause, then for each symptom the first commands, the decision and the fix, and at the end the laws that prevent it. */
export function runbookPage(id: SignatureId, lawAddress: LawAddress): string {
  const { signature, symptoms, components, alerts, laws } = runbookOf(id);
  const blocks = [
    `# ${id}: ${signature.symptom}`,
    table(['Loop', signature.loop], [
      ['Teams blame', signature.blamed], ['Real cause', signature.cause],
      ['Watch', signature.metric], ['Fix for good', signature.mitigation],
    ]),
    beforehand(symptoms),
    ...partsOf(symptoms, lawAddress),
    ...(components.length === 0 ? [] : ['## When a component is down', componentTable({ components })]),
    '## The alerts that tell of it',
    table(['Alert', 'Severity', 'Layer', 'After', 'Leads to'], alerts.map(({ name, severity, layer, for: after, symptom }) => [name, severity, layer, after, `[${symptom}](#${symptom})`])),
    '## The laws that prevent it',
    list(laws.map((law) => `[${law.id}](${lawAddress(law.id)}): ${law.title}`)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What no signature explains, as a page: for each symptom the first commands, the decision and the fix. */
export function otherPage(lawAddress: LawAddress): string {
  const symptoms = SYMPTOMS.filter(({ signature }) => signature === null);
  const blocks = [
    '# Symptoms no signature explains',
    'Each of them has several causes, of several loops, and none that is always the one. No signature is claimed for them, no alert tells of them, and no law prevents them as a whole. The first commands tell which cause it is, and where to go on.',
    beforehand(symptoms),
    ...partsOf(symptoms, lawAddress),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** The page that leads to the runbooks: what is seen, what is blamed, what it is, and where to begin. */
export function runbooksPage(): string {
  const ids = Object.keys(SIGNATURES) as SignatureId[];
  const blocks = [
    '# Runbooks',
    'Where several signals fire at once, begin with the control plane (S5): it fails first and shows last. Then go by time, and down: from the pod to the node, from the node to what it waits for.',
    table(['', 'Symptom', 'Teams blame', 'Real cause'], ids.map((id) => {
      const { symptom, blamed, cause } = SIGNATURES[id];
      return [`[${id}](${runbookFile(id)})`, symptom, blamed, cause];
    })),
    '## Symptoms',
    table(['Seen', 'Runbook'], SYMPTOMS.map(({ id, title, signature }) => [title, `[${signature ?? 'no signature'}](${runbookFile(signature)}#${id})`])),
    '## Components',
    componentTable({ components: COMPONENTS }),
    '`looplaw explain <symptom>` tells the same offline; `looplaw runbook S4 --out DIR` writes these pages.',
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What to set, for commands that change nothing. */
function beforehand(symptoms: readonly Symptom[]): string {
  const toSet = variablesOf(symptoms);
  return `Commands change nothing.${toSet.length === 0 ? '' : ` Set what they name first: ${code(toSet.map((name) => `${name}=…`).join(' '))}.`}`;
}

function partsOf(symptoms: readonly Symptom[], lawAddress: LawAddress): readonly string[] {
  return [list(symptoms.map(({ id, title }) => `[${title}](#${id})`)), ...symptoms.map((symptom) => symptomPart(symptom, lawAddress))];
}

function symptomPart({ id, title, words, commands, decisions }: Symptom, lawAddress: LawAddress): string {
  return [
    `<a id="${id}"></a>`,
    `## ${title}`,
    `Said as: ${words.map(code).join(', ')}`,
    commands.map(commandItem).join('\n\n'),
    table(['You see', 'It means', 'Do', 'Law'], decisions.map((decision) => decisionRow(decision, lawAddress))),
  ].join('\n\n');
}

function commandItem({ run, tells, on }: Command, index: number): string {
  const lead = `${index + 1}.`;
  const pad = ' '.repeat(lead.length + 1);
  return [`${lead} ${on === undefined ? '' : `On ${on}: `}${prose(tells)}`, '', `${pad}\`\`\`sh`, `${pad}${run}`, `${pad}\`\`\``].join('\n');
}

function decisionRow({ seen, means, fix, laws = [] }: Decision, lawAddress: LawAddress): readonly string[] {
  return [prose(seen), prose(means), prose(fix), laws.map((id) => `[${id}](${lawAddress(id)})`).join('<br>')];
}

function componentTable({ components }: Pick<Runbook, 'components'>): string {
  return table(['Component', 'What it does', 'Without it', 'Recovery'], components.map(({ name, role, stops, recovery }) => [name, role, stops, recovery]));
}

/** What whoever runs the commands has to set. */
function variablesOf(symptoms: readonly Symptom[]): readonly string[] {
  return [...new Set(symptoms.flatMap(({ commands }) => commands.flatMap(({ run }) => run.match(/(?<=\$)[A-Z_]+/g) ?? [])))].sort();
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
}

/** Text as Markdown shows it: `<none>` is what kubectl prints, no markup. */
function prose(text: string): string {
  return text.replaceAll('<', '\\<');
}

function list(items: readonly string[]): string {
  return items.map((item) => `* ${item}`).join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
