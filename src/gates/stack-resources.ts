import { expandConfiguration } from '../load/terraform/configuration';
import { originOfConstruct } from '../load/load';
import type { InputError, Loaded, Resource } from '../load/resource';
import type { ConstructLike } from './construct-resources';

/** What is used of a TerraformStack of cdktf, of any copy and version, and of its successor cdktn. */
export interface StackLike extends ConstructLike {
  /** What is written to `cdk.tf.json`. */
  toTerraform(): unknown;
}

/** cdktf marks its classes by registered symbols, and cdktn by the same ones. */
const STACK = Symbol.for('cdktf/TerraformStack');

/** The stacks of a tree, in its order. */
export function stacksIn(root: ConstructLike): readonly StackLike[] {
  return root.node.findAll().filter((c): c is StackLike => STACK in c);
}

/** Blocks as cdktf will write them, each with the path of its construct and no place in a text. */
export function loadStacks(stacks: readonly StackLike[]): Loaded {
  const resources: Resource[] = [];
  const errors: InputError[] = [];
  for (const stack of stacks) {
    const { path } = stack.node;
    // As it is written: what is undefined is left out.
    const root = JSON.parse(JSON.stringify(stack.toTerraform())) as Record<string, unknown>;
    const { members, problems } = expandConfiguration(root, path);
    for (const { identity, value, constructPath, declaration } of members) {
      resources.push({ ...identity, value, origin: originOfConstruct(constructPath ?? path, path), duplicateKeys: [], ...(declaration && { declaration }) });
    }
    for (const { code, message } of problems) errors.push({ code, message: `${path}: ${message}`, file: null, document: null, line: null, column: null });
  }
  return { files: 0, documents: stacks.length, resources, skipped: [], errors };
}

/** Will an aspect still change something in a stack? Those above it are never run. Their symbol is not registered, so it is known by its name. */
export function hasAspects(stack: ConstructLike): boolean {
  return stack.node.findAll().some((construct) => Object.getOwnPropertySymbols(construct).some((symbol) => symbol.description === ASPECTS && aspectsOf(construct, symbol) > 0));
}

const ASPECTS = 'cdktf-aspects';

function aspectsOf(construct: ConstructLike, symbol: symbol): number {
  const { all } = (construct as unknown as Readonly<Record<symbol, { readonly all?: readonly unknown[] }>>)[symbol] ?? {};
  return all?.length ?? 0;
}
