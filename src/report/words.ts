import type { Finding, WaivedFinding } from '../finding';
import type { Law } from '../law';
import type { InputError, Resource } from '../load/resource';
import { SIGNATURES } from '../signature';
import { withoutCredentials } from './secret/credential';
import { placeIn, placeOf, placeText, shownFile } from './place';
import { sanitize } from './sanitize';

/** What a finding says: the message of its law with the args filled in, on one line, fit to be printed. */
export function messageOf({ messageId, args }: Pick<Finding, 'messageId' | 'args'>, law: Law | undefined): string {
  const text = law !== undefined && Object.hasOwn(law.messages, messageId) ? law.messages[messageId]!.text : plain(messageId);
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => (Object.hasOwn(args, name) ? plain(String(args[name])) : placeholder));
}

/** Text that comes from an input, on one line, fit to be printed: no control character, no credential. */
export function plain(text: string): string {
  return sanitize(withoutCredentials(text));
}

/** An object by kind, namespace and name: `Deployment shop/api`. */
export function titleOf({ kind, namespace, name }: Resource): string {
  return plain(`${kind} ${namespace === null ? '' : `${namespace}/`}${name || '(no name)'}`);
}

/** Until when a waiver holds, who gave it and where: `until 2027-03-31, by annotation at shop.yaml:5:3`. */
export function termsOf({ until, given }: Pick<WaivedFinding, 'until' | 'given'>): string {
  return `${until === null ? 'no expiry' : `until ${plain(until)}`}, by ${giverOf(given)}`;
}

/** Who gave a waiver, and where, on one line. */
export function giverOf({ by, construct, resource, path }: WaivedFinding['given']): string {
  const place = placeIn(resource.origin, path);
  const where = place.file === null ? '' : ` at ${placeText(place)}`;
  return by === 'construct' ? `construct ${plain(construct ?? '-')}${where}` : `${by}${where}`;
}

/** Where an input could not be read: `path:line:column`, shorter where less is known. */
export function errorPlace({ file, line, column }: InputError): string {
  const shown = plain(shownFile(file) ?? '-');
  return line === null ? shown : `${shown}:${line}:${column ?? 1}`;
}

/** What a label of an explanation is about, and the words. */
export type Line = readonly [label: string, text: string];

/** The story of a law: how it shows in production, whom teams blame, what it really is, and what to watch. */
export function storyOf(law: Law): readonly Line[] {
  if (law.signature === null) return [['why', law.why]];
  const { symptom, blamed, cause, metric } = { ...SIGNATURES[law.signature], ...law.shows };
  return [['breaks', symptom], ['blamed', blamed], ['cause', cause], ['watch', metric]];
}

/** One finding as a text of its own, for gates that throw: place, law and message, then the story and the fix. */
export function breachText(finding: Finding, laws: ReadonlyMap<string, Law>): string {
  const law = laws.get(finding.law);
  const head = `${placeText(placeOf(finding))}: ${finding.law}: ${messageOf(finding, law)} (${titleOf(finding.resource)})`;
  const story = law === undefined ? [] : [...storyOf(law), ['fix', law.remedy] as const];
  return [head, ...story.map(([label, text]) => `  ${label.padEnd(6)}  ${text}`)].join('\n');
}

/** One finding that is accepted, on one line: place, law, why, until when and by whom, then what it says. */
export function waivedText(finding: WaivedFinding, laws: ReadonlyMap<string, Law>): string {
  const message = messageOf(finding, laws.get(finding.law));
  return `${placeText(placeOf(finding))}: ${plain(finding.law)}: ${plain(finding.reason)} (${termsOf(finding)}): ${message}`;
}

/** `1 error`, `3 errors`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** Address of the page of a law. */
export function docsOf(lawId: string, docsBaseUrl: string): string {
  return `${docsBaseUrl}/${lawId}.md`;
}

/** Where the pages of the laws are, by the home page of the package. */
export function docsBaseOf(homepage: string): string {
  return homepage.replace('#readme', '/blob/main/docs/laws');
}
