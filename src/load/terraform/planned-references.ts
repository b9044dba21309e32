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

/** A block, without a key of an instance and an attribute. */
const WHOLE = /^(?:module\.[\w-]+\.)*(?:data\.)?\w+\.[\w-]+$/;

/** Modules call each other at most this deep, and variables are handed on at most so often. */
const DEEPEST = 20;

/** What the arguments of a plan are made of, as far as its configuration says: references, followed through variables and outputs of modules. */
export class PlannedReferences {
  private readonly byBlock = new Map<string, { readonly scope: Scope; readonly expressions: Record<string, unknown> }>();

  constructor(configuration: unknown) {
    const root = isMapping(configuration) ? configuration['root_module'] : null;
    if (isMapping(root)) this.enter({ module: root, prefix: '', parent: null, given: {} }, 0);
  }

  /**
   * For the arguments of a block. An expression names all that an argument is made of: `${a.id}`, `${[a.id, b.id]}`, `${a[*]}` for all
   * instances; where a plan does not tell which of them, `${anyof(a, b)}`.
   */
  of(block: string): ExpressionOf {
    const found = this.byBlock.get(block);
    return (path) => {
      const argument = String(path.at(-1));
      const made = found === undefined ? null : resolved(referencesIn(path.reduce(below, found.expressions)), found.scope, 0);
      if (made === null || made.references.length === 0) return null;
      const { references, isChosen } = made;
      const areWhole = references.some((reference) => WHOLE.test(reference));
      // Lists are called by plurals; what is made of all instances of a block and is none is one of them.
      if (isChosen || (areWhole && !argument.endsWith('s'))) return `\${anyof(${references.join(', ')})}`;
      const named = references.map((reference) => (WHOLE.test(reference) ? `${reference}[*]` : reference));
      return named.length === 1 ? `\${${named[0]}}` : `\${[${named.join(', ')}]}`;
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

/** A part of an expression. Of several blocks it is not told which is which, because those that are made by a loop are left out. */
function below(expression: unknown, key: string | number): unknown {
  if (Array.isArray(expression)) return expression.length === 1 ? expression[0] : undefined;
  return isMapping(expression) && expression['references'] === undefined ? expression[key] : undefined;
}

/** References in an expression, those in the blocks below it included. */
function referencesIn(expression: unknown): readonly string[] {
  if (Array.isArray(expression)) return expression.flatMap(referencesIn);
  if (!isMapping(expression)) return [];
  const { references } = expression;
  if (Array.isArray(references)) return references.filter((reference): reference is string => typeof reference === 'string');
  return Object.values(expression).flatMap(referencesIn);
}

/** What an argument is made of. */
interface Made {
  readonly references: readonly string[];
  /** Does something else choose among them: an index, or a variable? */
  readonly isChosen: boolean;
}

/** Addresses in the root module's terms; `null` where one leads to something a plan does not tell, such as a local. */
function resolved(references: readonly string[], scope: Scope, depth: number): Made | null {
  if (depth > DEEPEST) return null;
  const found: string[] = [];
  let isChosen = false;
  // A plan lists `aws_iam_role.a.arn` and what it is part of, `aws_iam_role.a`.
  const whole = references.filter((one) => !references.some((other) => other.startsWith(`${one}.`) || other.startsWith(`${one}[`)));
  for (const reference of whole) {
    const [head = '', name = '', third = ''] = reference.split('.');
    if (reference === 'count.index' || reference === 'each.key') isChosen = true;
    else if (head === 'var' || head === 'module') {
      const inner = head === 'var' ? givenTo(scope, bare(name), depth) : outputOf(scope, bare(name), bare(third), depth);
      if (inner === null) return null;
      isChosen ||= inner.isChosen || inner.references.length === 0;
      found.push(...inner.references);
    } else if (['local', 'each', 'path', 'self', 'terraform'].includes(head)) return null;
    else found.push(scope.prefix + reference);
  }
  return { references: [...new Set(found)], isChosen };
}

/** What a variable was given; a constant is made of nothing. */
function givenTo({ parent, given }: Scope, name: string, depth: number): Made | null {
  return parent === null ? null : resolved(referencesIn(given[name]), parent, depth + 1);
}

function outputOf(scope: Scope, name: string, output: string, depth: number): Made | null {
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
