import type { Finding } from '../finding';
import type { Law } from '../law';
import { loopOf, LOOPS } from '../loop';
import { gravestFirst, SEVERITIES } from './severity';

/** Findings of one law, the gravest first. */
export interface LawGroup {
  readonly id: string;
  readonly law: Law | undefined;
  readonly findings: readonly Finding[];
}

/** Findings by law: loop by loop, in a loop the law that breaks gravest first, else by id. */
export function groupsOf(findings: readonly Finding[], laws: ReadonlyMap<string, Law>): readonly LawGroup[] {
  const byLaw = new Map<string, Finding[]>();
  for (const finding of findings) {
    const own = byLaw.get(finding.law);
    if (own) own.push(finding);
    else byLaw.set(finding.law, [finding]);
  }
  return Array.from(byLaw, ([id, own]): LawGroup => ({ id, law: laws.get(id), findings: gravestFirst(own) })).sort((a, b) => (
    LOOPS.indexOf(loopOf(a.id)) - LOOPS.indexOf(loopOf(b.id)) || gravity(a) - gravity(b) || (a.id < b.id ? -1 : 1)
  ));
}

function gravity({ findings: [gravest] }: LawGroup): number {
  return gravest === undefined ? SEVERITIES.length : SEVERITIES.indexOf(gravest.severity);
}
