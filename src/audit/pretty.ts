import { sanitize } from '../report/sanitize';
import type { Ink } from '../report/text/ink';
import { hanging } from '../report/text/wrap';
import { count } from '../report/words';
import { isPowerful, type Audit } from './audit';
import type { Change } from './difference';
import type { Grant } from './grants';
import { nameOf } from './holder';
import type { Right } from './rights';

/** How an audit is told. */
export interface PrettyOptions {
  readonly ink: Ink;
  readonly width: number;
  /** Tell what comes with every cluster as well. */
  readonly all: boolean;
  /** Name of the earlier dump. */
  readonly since: string | null;
}

/** An audit for people: who, where, by what, which powers, which rights; then what is new. */
export function pretty(audit: Audit, { ink, width, all, since }: PrettyOptions): string {
  const shown = audit.grants.filter((grant) => all || !grant.isBuiltIn);
  const lines: string[] = [];
  let holder = '';
  for (const grant of shown) {
    const name = nameOf(grant.holder);
    if (name !== holder) lines.push('', ink(sanitize(name), 'bold'));
    holder = name;
    lines.push(...grantLines(grant, ink, width));
  }
  if (audit.difference !== null) {
    const { gained, lost } = audit.difference;
    lines.push('', ink(`Since ${sanitize(since ?? '')}: ${gained.length} gained, ${lost.length} lost`, 'bold'));
    lines.push(...gained.flatMap((change) => changeLines('+', change, width)), ...lost.flatMap((change) => changeLines('-', change, width)));
  }
  for (const entry of audit.unmapped) lines.push('', ...hanging('maps nobody: ', sanitize(entry), width));
  for (const error of audit.errors) lines.push('', ...hanging('not examined: ', sanitize(error), width));
  return `${[...lines, '', summary(audit, shown)].join('\n').trimStart()}\n`;
}

function grantLines(grant: Grant, ink: Ink, width: number): readonly string[] {
  const { binding, role, isDangling, powers, rights } = grant;
  return [
    ...hanging('  ', sanitize(`${whereOf(grant)}, by ${binding} of ${role}`), width),
    ...(isDangling ? hanging('    ! ', 'the role does not exist: nothing today, and all that somebody writes into it', width) : []),
    ...powers.flatMap((power) => hanging('    ! ', `may ${power}`, width).map((line) => ink(line, grant.isBuiltIn ? 'dim' : 'red'))),
    ...byVerbs(rights).flatMap(([verbs, what]) => hanging('    ', sanitize(`${verbs}: ${what.join(', ')}`), width)),
  ];
}

function changeLines(sign: string, change: Change, width: number): readonly string[] {
  const { holder, right, powers, binding, role } = change;
  const power = powers.length > 0 ? `; may ${powers.join(', ')}` : '';
  return hanging(`  ${sign} `, sanitize(`${nameOf(holder)}, ${whereOf(change)}: ${right.verb} ${whatOf(right)}, by ${binding} of ${role}${power}`), width);
}

function whereOf({ scope }: Pick<Grant, 'scope'>): string {
  return scope === null ? 'in the whole cluster' : `in ${scope}`;
}

/** What is allowed by the same verbs stands in one line. */
function byVerbs(rights: readonly Right[]): readonly (readonly [string, readonly string[]])[] {
  const verbs = new Map<string, Set<string>>();
  for (const right of rights) verbs.set(whatOf(right), (verbs.get(whatOf(right)) ?? new Set()).add(right.verb));
  const lines = new Map<string, string[]>();
  for (const [what, allowed] of verbs) {
    const key = [...allowed].sort().join(' ');
    lines.set(key, [...(lines.get(key) ?? []), what]);
  }
  return [...lines].map(([key, what]) => [key, what.sort()] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

function whatOf({ group, resource, name }: Right): string {
  const what = group === null || group === '' ? resource : `${resource}.${group}`;
  return name === '' ? what : `${what} "${name}"`;
}

function summary({ grants, bindings }: Audit, shown: readonly Grant[]): string {
  const holders = new Set(shown.map(({ holder }) => nameOf(holder))).size;
  const powerful = new Set(shown.filter(isPowerful).map(({ holder }) => nameOf(holder))).size;
  const hidden = grants.length - shown.length;
  return `${count(bindings, 'binding')}, ${count(holders, 'holder')}, ${powerful} with powers${hidden > 0 ? `; ${count(hidden, 'grant')} of Kubernetes to itself not shown, --all shows them` : ''}`;
}
