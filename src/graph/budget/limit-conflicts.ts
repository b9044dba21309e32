import type { Quantity } from '../reading/quantity';
import type { KubeObject } from '../object/kube-object';
import type { Container } from '../workload/container';
import { Claim } from '../storage/claim';
import { Workload } from '../workload/workload';
import { amountIn, type Amounts } from './amounts';
import type { LimitRangeRule } from './limit-range';
import { limitRangesOf } from './limit-ranges';
import { needOf, type ContainerBudget, type PodBudget } from './pod-budget';

/** Why admission turns a pod or a claim away. */
export interface LimitConflict {
  readonly kind: 'below' | 'above' | 'noRequest' | 'noLimit' | 'ratio' | 'ratioUnset' | 'aboveDefault' | 'defaultAbovePod' | 'defaultsAbovePod';
  /** `the pod`, `claim data` or `container api`. */
  readonly who: string;
  /** The container or claim; `null` for the pod as a whole. */
  readonly at: Container | Claim | null;
  readonly resource: string;
  /** What it asks for; empty where it asks for nothing. */
  readonly amount: string;
  readonly bound: string;
  readonly rule: LimitRangeRule;
  /** Field of the rule that is held against it. */
  readonly field: 'min' | 'max' | 'maxLimitRequestRatio' | 'default';
}

interface Part { readonly who: string; readonly container: Container | null; readonly requests: Amounts<Quantity>; readonly limits: Amounts<Quantity>;
}

/** Does admission hold this object against LimitRanges of the set? */
export function isLimited(object: KubeObject): boolean {
  return limitRangesOf(object).length > 0 && (object instanceof Workload || isClaim(object));
}

/**
 * What the LimitRanges of its namespace have against an object, and defaults they give it that it can't live with.
 * @see https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/limitranger/admission.go
 */
export function* limitConflictsOf(object: KubeObject): Generator<LimitConflict> {
  const rules = limitRangesOf(object).flatMap((range) => range.rules);
  if (object instanceof Workload) yield* podConflicts(object.pod.budget, rules);
  else if (isClaim(object)) yield* claimConflicts(new Claim(object.graph, object, object.namespace, null), rules);
}

function isClaim({ group, kind }: KubeObject): boolean {
  return group === '' && kind === 'PersistentVolumeClaim';
}

function* podConflicts(budget: PodBudget, rules: readonly LimitRangeRule[]): Generator<LimitConflict> {
  const containers = budget.containers.map((part) => ({ ...part, who: `container ${part.container.name}` }));
  for (const part of containers) yield* defaultConflicts(part, budget, rules);
  for (const rule of rules) {
    if (rule.type === 'Container') for (const part of containers) yield* ruleConflicts(part, rule);
    if (rule.type === 'Pod') yield* ruleConflicts({ who: 'the pod', container: null, requests: budget.requests, limits: budget.limits }, rule);
  }
  for (const { shared, claim } of budget.pod.claims) if (!shared && claim !== null) yield* claimConflicts(claim, rules);
}

function* claimConflicts(claim: Claim, rules: readonly LimitRangeRule[]): Generator<LimitConflict> {
  const amount = amountIn(claim.in('spec').in('resources').in('requests'), 'storage');
  if (amount === null) return;
  const who = `claim ${claim.in('metadata').string('name') ?? ''}`;
  for (const rule of rules) {
    if (rule.type !== 'PersistentVolumeClaim') continue;
    const conflict = (kind: 'below' | 'above', field: 'min' | 'max'): LimitConflict => ({
      kind, who, at: claim, resource: 'storage', amount: String(amount), bound: String(rule[field]['storage']), rule, field,
    });
    if (isLess(amount, rule.min['storage'])) yield conflict('below', 'min');
    if (isLess(rule.max['storage'], amount)) yield conflict('above', 'max');
  }
}

function* ruleConflicts({ who, container, requests, limits }: Part, rule: LimitRangeRule): Generator<LimitConflict> {
  const conflict = (kind: LimitConflict['kind'], field: LimitConflict['field'], resource: string, amount: Quantity | undefined, bound: Quantity): LimitConflict => ({
    kind, who, at: container, resource, amount: amount === undefined ? '' : String(amount), bound: String(bound), rule, field,
  });
  for (const [resource, bound] of Object.entries(rule.min)) {
    const [request, limit] = [requests[resource], limits[resource]];
    if (request === undefined) yield conflict('noRequest', 'min', resource, request, bound);
    else if (isLess(request, bound)) yield conflict('below', 'min', resource, request, bound);
    else if (isLess(limit, bound)) yield conflict('below', 'min', resource, limit, bound);
  }
  for (const [resource, bound] of Object.entries(rule.max)) {
    const [request, limit] = [requests[resource], limits[resource]];
    if (limit === undefined) yield conflict('noLimit', 'max', resource, limit, bound);
    else if (isLess(bound, limit)) yield conflict('above', 'max', resource, limit, bound);
    else if (isLess(bound, request)) yield conflict('above', 'max', resource, request, bound);
  }
  for (const [resource, bound] of Object.entries(rule.maxLimitRequestRatio)) {
    const [request, limit] = [requests[resource], limits[resource]];
    if (request === undefined || limit === undefined || request.isZero() || limit.isZero()) yield conflict('ratioUnset', 'maxLimitRequestRatio', resource, limit, bound);
    else if (limit.exceeds(bound, request)) yield conflict('ratio', 'maxLimitRequestRatio', resource, limit, bound);
  }
}

/** Defaults that make the pod no valid pod: a limit below what the container asks for, or above what the pod as a whole may use. */
function* defaultConflicts({ who, container, requests, limits }: Part & ContainerBudget, { own, containers }: PodBudget, rules: readonly LimitRangeRule[]): Generator<LimitConflict> {
  const written = container.in('resources').in('limits');
  for (const [resource, limit] of Object.entries(limits)) {
    const rule = written.has(resource) ? undefined : rules.find(({ type, default: given }) => type === 'Container' && given?.[resource] !== undefined);
    if (rule === undefined) continue;
    const conflict = (kind: LimitConflict['kind'], amount: Quantity | undefined, bound: Quantity | undefined): LimitConflict => ({
      kind, who, at: container, resource, amount: String(amount), bound: String(bound), rule, field: 'default',
    });
    const request = requests[resource];
    if (isLess(limit, request)) yield conflict('aboveDefault', request, limit);
    const [ofPod, asked] = [own?.limits[resource], own?.requests[resource]];
    if (isLess(ofPod, limit)) yield conflict('defaultAbovePod', limit, ofPod);
    else if (isLess(asked, needOf(containers)[resource])) yield conflict('defaultsAbovePod', limit, asked);
  }
}

function isLess(amount: Quantity | undefined, other: Quantity | undefined): boolean {
  return amount !== undefined && other !== undefined && amount.compare(other) < 0;
}
