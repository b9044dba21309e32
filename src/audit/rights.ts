import { dangersWhere } from '../graph/identity/escalation';
import type { PolicyRule } from '../graph/identity/policy-rule';

/** One thing that may be done: a verb on a resource of a group, of one name or of all (`''`); or on a URL, where `group` is `null`. */
export interface Right {
  readonly verb: string;
  readonly group: string | null;
  readonly resource: string;
  readonly name: string;
}

/** The rights of a rule, one by one. */
export function rightsOf(rule: PolicyRule): readonly Right[] {
  const { verbs, groups, resources } = rule;
  const names = rule.strings('resourceNames');
  const urls = rule.strings('nonResourceURLs');
  const on = groups.flatMap((group) => resources.flatMap((resource) => (names.length > 0 ? names : ['']).map((name) => ({ group, resource, name }))));
  return verbs.flatMap((verb) => [...on.map((what) => ({ verb, ...what })), ...urls.map((resource) => ({ verb, group: null, resource, name: '' }))]);
}

/** Does one right hold whatever the other does? `*` stands for all, `pods/*` for all of a resource, and `/healthz/*` for all URLs below. */
export function covers(wide: Right, narrow: Right): boolean {
  if (!fits(wide.verb, narrow.verb)) return false;
  if (wide.group === null || narrow.group === null) return wide.group === narrow.group && below(wide.resource, narrow.resource);
  return fits(wide.group, narrow.group) && ofResource(wide.resource, narrow.resource) && (wide.name === '' || wide.name === narrow.name);
}

/**
 * What its holder may become by these rights, each as the object of "may". Rights on objects of certain names are left aside: somebody
 * thought about them. `everywhere`: they hold in every namespace.
 */
export function powersOf(rights: readonly Right[], everywhere: boolean): readonly string[] {
  const wide = rights.filter(({ name }) => name === '');
  const may = (verb: string, group: string, resource: string): boolean => wide.some((right) => covers(right, { verb, group, resource, name: '' }));
  if (may('*', '*', '*')) return [everywhere ? 'do everything' : 'do everything in the namespace'];
  const dangers = dangersWhere((verbs, group, resource) => verbs.some((verb) => may(verb, group, resource)));
  return [...dangers, ...(everywhere && ['get', 'list', 'watch'].some((verb) => may(verb, '', 'secrets')) ? ['read every Secret'] : [])];
}

function fits(wide: string, narrow: string): boolean {
  return wide === '*' || wide === narrow;
}

/** `*` covers subresources, too; a resource by name does not cover its own. */
function ofResource(wide: string, narrow: string): boolean {
  if (fits(wide, narrow)) return true;
  const [resource = '', part] = wide.split('/');
  return part !== undefined && narrow.includes('/') && fits(resource, narrow.split('/')[0] ?? '') && fits(part, narrow.split('/')[1] ?? '');
}

function below(wide: string, narrow: string): boolean {
  return fits(wide, narrow) || (wide.endsWith('*') && narrow.startsWith(wide.slice(0, -1)));
}
