import { isMapping } from '../mapping';
import type { Path } from '../resource';
import { withoutKeys } from './address';
import type { ExpressionOf } from './marks';
import { openBlocks } from './open-blocks';

/** What stands for an argument that is known after the plan is applied, and that nobody wrote. */
export const UNWRITTEN = '${unwritten}';

/**
 * Blocks of a resource that providers fill in where nobody writes them. Of any other one that mark is left by a `dynamic` block alone.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/instance
 */
const BLOCKS: ReadonlySet<string> = new Set(['ebs_block_device', 'ephemeral_block_device', 'root_block_device', 'network_interface', 'metadata_options']);

/**
 * Arguments that are filled in too, and are no blocks: no `dynamic` makes one.
 * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ebs_volume
 */
const ATTRIBUTES: ReadonlySet<string> = new Set(['type', 'volume_type', 'iops', 'throughput', 'size', 'volume_size', 'instance_type', 'parent_id', 'user_assigned_identity_id']);

/** The same, in a block that names something by one of two arguments. */
const NAMING: ReadonlySet<string> = new Set(['id', 'name', 'launch_template_id', 'launch_template_name']);

/** A module of the configuration in a plan, and how it was called. */
interface Scope {
  readonly module: Record<string, unknown>;
  /** Address with a dot at its end; empty for the root module. */
  readonly prefix: string;
  readonly parent: Scope | null;
  /** What its variables were given. */
  readonly given: Record<string, unknown>;
}

/** A block as it is configured. */
interface Configured {
  readonly scope: Scope;
  readonly expressions: Record<string, unknown>;
}

/** A block, without a key of an instance and an attribute. */
const WHOLE = /^(?:module\.[\w-]+\.)*(?:data\.)?\w+\.[\w-]+$/;

/** The modules an address is in. */
const MODULES = /^(?:module\.[\w-]+\.)*/;

/** Modules call each other at most this deep, and variables are handed on at most so often. */
const DEEPEST = 20;

/** What the arguments of a plan are made of, as far as its configuration says: references, followed through variables and outputs of modules. */
export class PlannedReferences {
  private readonly byBlock = new Map<string, Configured>();
  private readonly modules = new Map<string, Record<string, unknown>>();
  /** Blocks of which an attribute is read that is not known yet; `null` = the plan does not tell. */
  private readonly open: readonly string[] | null;
  /** Those of them that a module can read, by its prefix. */
  private readonly within = new Map<string, readonly string[] | null>();

  /**
   * @param plan as `terraform show -json` prints it
   */
  constructor(plan: Record<string, unknown>) {
    const { configuration } = plan;
    const root = isMapping(configuration) ? configuration['root_module'] : null;
    if (isMapping(root)) this.enter({ module: root, prefix: '', parent: null, given: {} }, 0);
    this.open = openBlocks(plan);
  }

  /**
   * For the arguments of a block. An expression names all that an argument is made of: `${a.id}`, `${[a.id, b.id]}`, `${a[*]}` for all
   * instances; where a plan does not tell which of them, `${anyof(a, b)}`; {@link UNWRITTEN} where it is certain that none is written.
   */
  of(block: string): ExpressionOf {
    const found = this.byBlock.get(block);
    return (path) => {
      if (found !== undefined && this.isUnwritten(block, path, found)) return UNWRITTEN;
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

  /**
   * A plan leaves out `dynamic` blocks. One that makes a number of blocks which is not known yet leaves the same mark as no block at all. It is
   * made of an attribute that is not known yet: where the module can read none, but those of the block itself, there is no such block.
   */
  private isUnwritten(block: string, path: Path, { scope, expressions }: Configured): boolean {
    const parent = path.slice(0, -1).reduce(below, expressions);
    const argument = String(path.at(-1));
    if (!isMapping(parent) || parent['references'] !== undefined || parent[argument] !== undefined) return false;
    if (ATTRIBUTES.has(argument) || (path.length > 1 && NAMING.has(argument))) return true;
    return (path.length > 1 || BLOCKS.has(argument)) && this.openTo(scope)?.every((open) => open === block) === true;
  }

  /** The blocks with an attribute that a module can read and that is not known yet. Worked out once for a module, as it is asked for each argument. */
  private openTo({ prefix }: Scope): readonly string[] | null {
    const known = this.within.get(prefix) ?? this.open?.filter((block) => this.mayReach(block, prefix)) ?? null;
    this.within.set(prefix, known);
    return known;
  }

  /** Can a module read an attribute of a block: one of its own or of a module above, or one that the modules between give away? */
  private mayReach(block: string, prefix: string): boolean {
    const home = MODULES.exec(block)![0];
    for (let at = home; !prefix.startsWith(at); at = at.replace(/module\.[\w-]+\.$/, '')) {
      // What a local is made of is not told, and a module may give back what it was given.
      const leaves = referencesIn(this.modules.get(at)?.['outputs']).some((reference) => /^(?:local|module)\./.test(reference) || at + withoutKeys(reference) === block);
      if (!leaves) return false;
    }
    return true;
  }

  private enter(scope: Scope, depth: number): void {
    const { module, prefix } = scope;
    this.modules.set(prefix, module);
    const resources: unknown = module['resources'];
    for (const entry of Array.isArray(resources) ? resources as unknown[] : []) {
      if (!isMapping(entry) || typeof entry['address'] !== 'string') continue;
      this.byBlock.set(prefix + entry['address'], { scope, expressions: isMapping(entry['expressions']) ? entry['expressions'] : {} });
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
  return expressionsIn(expression).flat();
}

/** The references of each expression. */
function expressionsIn(value: unknown): readonly (readonly string[])[] {
  if (Array.isArray(value)) return value.flatMap(expressionsIn);
  if (!isMapping(value)) return [];
  const { references } = value;
  if (Array.isArray(references)) return [references.filter((reference): reference is string => typeof reference === 'string')];
  return Object.values(value).flatMap(expressionsIn);
}

/** A plan lists `aws_iam_role.a.arn` and what it is part of, `aws_iam_role.a`. */
function wholly(references: readonly string[]): readonly string[] {
  return references.filter((one) => !references.some((other) => other.startsWith(`${one}.`) || other.startsWith(`${one}[`)));
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
  for (const reference of wholly(references)) {
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
