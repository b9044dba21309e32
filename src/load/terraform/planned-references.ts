import { isMapping } from '../mapping';
import type { ExpressionOf } from './marks';

/** A module of the configuration in a plan, and how it was called. */
interface Scope {
  readonly module: Record<string, unknown>;
  /** Address with a dot at its end; empty for the root module. */
  readonly prefix: string;
  readonly parent: Scope | null;
  /** What its variables were given. */
  readonly given: Record<string, unknown>;
}

/** Modules call each other at most this deep, and variables are handed on at most so often. */
const DEEPEST = 20;

/** What the arguments of a plan are made of, as far as its configuration says: references, followed through variables and outputs of modules. */
export class PlannedReferences {
  private readonly byBlock = new Map<string, { readonly scope: Scope; readonly expressions: Record<string, unknown> }>();

  constructor(configuration: unknown) {
    const root = isMapping(configuration) ? configuration['root_module'] : null;
    if (isMapping(root)) this.enter({ module: root, prefix: '', parent: null, given: {} }, 0);
  }

  /** For the arguments of a block; an expression names all that an argument is made of, and not how. */
  of(block: string): ExpressionOf {
    const found = this.byBlock.get(block);
    return (argument) => {
      const references = found === undefined ? null : resolved(referencesIn(found.expressions[argument]), found.scope, 0);
      if (references === null || references.length === 0) return null;
      return references.length === 1 ? `\${${references[0]}}` : `\${[${references.join(', ')}]}`;
    };
  }

  private enter(scope: Scope, depth: number): void {
    const { module, prefix } = scope;
    const resources: unknown = module['resources'];
    for (const entry of Array.isArray(resources) ? resources as unknown[] : []) {
      if (!isMapping(entry) || typeof entry['address'] !== 'string' || !isMapping(entry['expressions'])) continue;
      this.byBlock.set(prefix + entry['address'], { scope, expressions: entry['expressions'] });
    }
    if (depth >= DEEPEST) return;
    for (const [name, child] of callsOf(scope)) this.enter(childOf(scope, name, child), depth + 1);
  }
}

function callsOf({ module }: Scope): readonly (readonly [string, Record<string, unknown>])[] {
  const calls = module['module_calls'];
  return isMapping(calls) ? Object.entries(calls).flatMap(([name, call]) => (isMapping(call) ? [[name, call] as const] : [])) : [];
}

function childOf(scope: Scope, name: string, call: Record<string, unknown>): Scope {
  const { module, expressions } = call;
  return { module: isMapping(module) ? module : {}, prefix: `${scope.prefix}module.${name}.`, parent: scope, given: isMapping(expressions) ? expressions : {} };
}

/** References in an expression, those in the blocks below it included. */
function referencesIn(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  if (!isMapping(expression)) return [];
  const { references } = expression;
  if (Array.isArray(references)) return references.filter((reference): reference is string => typeof reference === 'string');
  return Object.values(expression).flatMap(referencesIn);
}

/** Addresses of attributes in the root module's terms; `null` where one leads to something a plan does not tell, such as a local. */
function resolved(references: readonly string[], scope: Scope, depth: number): readonly string[] | null {
  if (depth > DEEPEST) return null;
  const found: string[] = [];
  // A plan lists `aws_iam_role.a.arn` and what it is part of, `aws_iam_role.a`.
  const whole = references.filter((one) => !references.some((other) => other.startsWith(`${one}.`) || other.startsWith(`${one}[`)));
  for (const reference of whole) {
    const [head = '', name = '', third = ''] = reference.split('.');
    if (head === 'var') {
      const given = scope.parent === null ? null : resolved(referencesIn(scope.given[bare(name)]), scope.parent, depth + 1);
      if (given === null) return null;
      found.push(...given);
    } else if (head === 'module') {
      const inner = outputOf(scope, bare(name), bare(third), depth);
      if (inner === null) return null;
      found.push(...inner);
    } else if (['local', 'each', 'count', 'path', 'self', 'terraform'].includes(head)) return null;
    else found.push(scope.prefix + reference);
  }
  return [...new Set(found)];
}

function outputOf(scope: Scope, name: string, output: string, depth: number): readonly string[] | null {
  const call = callsOf(scope).find(([called]) => called === name)?.[1];
  if (call === undefined) return null;
  const child = childOf(scope, name, call);
  const outputs = child.module['outputs'];
  const found = isMapping(outputs) ? outputs[output] : null;
  return isMapping(found) ? resolved(referencesIn(found['expression']), child, depth + 1) : null;
}

function bare(step: string): string {
  return step.replace(/\[.*$/, '');
}
