import { networkRules } from './network';
import { platformRules } from './platform';
import { podRules } from './pod';
import type { Rule, Rules, Written } from './rule';
import { storageRules } from './storage';
import { workloadRules } from './workload';
import type { TypeName } from '../schema/schema';

/**
 * What will be stored in a field in which nothing was written; `undefined` where nothing is. `{}` says that a map is stored, whose own
 * fields have defaults of their own. Not included: what depends on other objects or on the server (classes, priorities, cluster IPs),
 * and what changes only when a pod is created (`defaults/pod-creation.ts`).
 *
 * `node` is the map the field would stand in. What is returned is shared and frozen.
 * @throws Undecided where the default follows from a neighbour that is not known.
 */
export function defaultOf(type: TypeName, field: string, node: Written): unknown {
  const rule = ruleFor(type, field);
  return rule === undefined ? undefined : valueOf(rule, node);
}

/**
 * Will an empty value (`""`, `0`, an empty list) in this field be replaced by its default? Where Go holds a plain value it cannot tell
 * empty from absent, so `timeoutSeconds: 0` is stored as 1, while `replicas: 0` stays.
 */
export function isReplaced(type: TypeName, field: string, value: unknown): boolean {
  const empty = value === '' || value === 0 || (Array.isArray(value) && value.length === 0);
  return empty && ruleFor(type, field)?.replacesEmpty === true;
}

/** Maps, because fields come from the input and `constructor` must not be one. */
const rules: ReadonlyMap<TypeName, ReadonlyMap<string, Rule>> = new Map(
  [podRules, workloadRules, networkRules, storageRules, platformRules].flatMap((group: Rules) =>
    Object.entries(group).map(([type, byField]) => [type, new Map(Object.entries(byField).map(([field, rule]) => [field, frozen(rule)]))])),
);

function ruleFor(type: TypeName, field: string): Rule | undefined {
  return rules.get(type)?.get(field);
}

function valueOf({ value }: Rule, node: Written): unknown {
  return typeof value === 'function' ? (value as (node: Written) => unknown)(node) : value;
}

function frozen(rule: Rule): Rule {
  deepFreeze(rule.value);
  return rule;
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
}
