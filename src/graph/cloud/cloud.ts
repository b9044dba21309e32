import { posix } from 'node:path';
import { groupBy, type Join } from '../join';
import { maybe } from '../reading/unknown';
import { text } from './argument';
import type { Graph } from '../graph';
import type { CloudResource } from './cloud-resource';
import { isOfAnotherForm, unreadIn } from './unread';
import { mentionsIn, referencesIn, type Reference } from './reference';

/** Outputs may lead from stack to stack, this often. */
const DEEPEST = 10;

/** The cloud plane of a cluster: blocks of Terraform, and how they refer to each other. */
export class Cloud {
  private readonly byBlock: ReadonlyMap<string, readonly CloudResource[]>;
  private readonly byType: ReadonlyMap<string, readonly CloudResource[]>;

  /**
   * @param graph the cluster it belongs to, or the part of one: what is not found there may be written elsewhere
   */
  constructor(private readonly graph: Graph) {
    const resources = graph.cloudResources;
    this.byBlock = groupBy(resources, ({ declaration: { stack, block } }) => keyOf(stack.key, block));
    this.byType = groupBy(resources.filter(({ isManaged }) => isManaged), ({ kind }) => kind);
  }

  get resources(): readonly CloudResource[] {
    return this.graph.cloudResources;
  }

  /** All resources of some types, in the order of reading. Undecided in a part of a cluster: there may be more of them. */
  of(...types: readonly string[]): readonly CloudResource[] {
    for (const type of types) this.graph.assertAllSeen(type);
    return this.seen(...types);
  }

  /** The resources at hand of some types, for those who reason with some of them: more may exist in a part of a cluster. */
  seen(...types: readonly string[]): readonly CloudResource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** Is there a module whose blocks are not seen, or a block in a form that is not read? Whatever is not found may be in it. */
  get hasUnseen(): boolean {
    return this.resources.some((resource) => (resource.declaration.mode === 'module'
      ? !this.holdsModule(resource, maybe(() => text(resource, 'source')) ?? '')
      : isOfAnotherForm(resource) && maybe(() => unreadIn(resource)?.is !== 'block') !== true));
  }

  /** Are the blocks that a call of a module leads to in the set, as files of its folder? */
  holdsModule({ declaration: { stack } }: CloudResource, source: string): boolean {
    if (!/^\.\.?\//.test(source)) return false;
    const folder = posix.join(stack.key, source).replace(/\/$/, '');
    return this.resources.some(({ declaration }) => declaration.stack.key === folder);
  }

  /** The resources of which an attribute is this. */
  identified(types: readonly string[], attributes: readonly string[], value: string): readonly CloudResource[] {
    return this.seen(...types).filter((resource) => attributes.some((attribute) => maybe(() => text(resource, attribute)) === value));
  }

  /** What a text refers to; `null` where that is not known, or is a block that is not in the set. */
  follow(from: CloudResource, expression: string): readonly CloudResource[] | null {
    return this.followIn(from.declaration.stack.key, expression, 0);
  }

  /** The resources of a type that an argument leads to, or may lead to. */
  candidates(from: CloudResource, argument: string, type: string): readonly CloudResource[] {
    const certain = maybe(() => from.targets(argument, [type]));
    const written = from.writtenAt(from, argument);
    return certain ?? (typeof written === 'string' ? this.mentioned(from, written).filter(({ kind }) => kind === type) : []);
  }

  /** All a text mentions, however it is made of it. */
  mentioned(from: CloudResource, expression: string): readonly CloudResource[] {
    return mentionsIn(expression).flatMap(({ block }) => this.byBlock.get(keyOf(from.declaration.stack.key, block)) ?? []);
  }

  private followIn(stack: string, expression: string, depth: number): readonly CloudResource[] | null {
    if (depth > DEEPEST) return null;
    const references = referencesIn(expression);
    if (references === null) return this.onlyChoice(stack, expression);
    const found = references.map((reference) => this.find(stack, reference, depth));
    return found.includes(null) ? null : found.flatMap((resources) => resources ?? []);
  }

  /** What one of several is chosen from may be one only. */
  private onlyChoice(stack: string, expression: string): readonly CloudResource[] | null {
    if (!expression.startsWith('${anyof(')) return null;
    const [only, another] = mentionsIn(expression).flatMap(({ block }) => this.byBlock.get(keyOf(stack, block)) ?? []);
    return only === undefined || another !== undefined ? null : [only];
  }

  private find(stack: string, { block, instance, attribute }: Reference, depth: number): readonly CloudResource[] | null {
    const output = /^outputs(?:\.|\[")([\w-]+)/.exec(attribute)?.[1];
    if (output !== undefined && block.startsWith('data.terraform_remote_state.')) return this.output(output, depth);
    const found = this.byBlock.get(keyOf(stack, block)) ?? [];
    if (found.length === 0) return null;
    const [one] = found;
    if (instance === '*' || found.length === 1) return isOneOfMany(one!, instance) ? null : found;
    const chosen = found.filter(({ title }) => title.endsWith(`[${instance}]`));
    return chosen.length > 0 ? chosen : null;
  }

  /** An output of another stack: the one of this name, where there is but one. */
  private output(name: string, depth: number): readonly CloudResource[] | null {
    const stacks = [...new Set(this.resources.map(({ declaration: { stack } }) => stack))].filter(({ outputs }) => Object.hasOwn(outputs, name));
    const [only, another] = stacks;
    const value = only?.outputs[name];
    return only === undefined || another !== undefined || typeof value !== 'string' ? null : this.followIn(only.key, value, depth + 1);
  }
}

/** One instance of a block that stands for several: which one, nobody can tell here. */
function isOneOfMany(resource: CloudResource, instance: string | null): boolean {
  return instance !== null && instance !== '*' && !resource.declaration.stack.isPlanned && resource.instances !== 1;
}

function keyOf(stack: string, block: string): string {
  return `${stack}\n${block}`;
}

/** The cloud plane of a cluster. */
export const cloud: Join<Cloud> = (graph) => new Cloud(graph);
