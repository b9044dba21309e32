import type { Path } from '../../load/resource';
import { UNWRITTEN } from '../../load/terraform/planned-references';
import { isMap, type Node } from '../reading/subject';
import { LEFT_OUT, OPEN, SOME } from '../reading/unknown';
import type { Lifted } from './azure/azapi';

/** Locals may be made of locals, this deep. */
const DEEPEST = 10;

/**
 * The arguments of a block: locals put in, sensitive values unknown. Texts with expressions stay as they are, for those who follow
 * references.
 */
export function writtenOf({ value, sensitive }: Lifted, locals: Readonly<Record<string, unknown>>): Node {
  const resolve = (node: unknown, depth: number): unknown => {
    if (typeof node === 'string') {
      const name = /^\$\{\s*local\.([\w-]+)\s*\}$/.exec(node)?.[1];
      return name !== undefined && Object.hasOwn(locals, name) && depth < DEEPEST ? resolve(locals[name], depth + 1) : node;
    }
    return mapped(node, (inner) => resolve(inner, depth));
  };
  let node = resolve(value, 0);
  for (const path of sensitive) node = without(node, path);
  return isMap(node) ? node : {};
}

/** What of it can be read as a value: a text with an expression in it is unknown. */
export function valuesOf(written: Node, isPlanned: boolean): Node {
  const read = (node: unknown): unknown => {
    if (isPlanned && node === UNWRITTEN) return LEFT_OUT;
    if (typeof node === 'string') return isExpression(node, isPlanned) ? SOME : isPlanned ? node : node.replaceAll('$${', '${').replaceAll('%%{', '%{');
    return mapped(node, read);
  };
  return read(written) as Node;
}

/** Is a text, or a part of it, worked out by Terraform? In a plan all texts are, but for those that are known only after it. */
export function isExpression(text: string, isPlanned: boolean): boolean {
  return isPlanned ? /^\$\{[^:{}]*\}$/.test(text) : /(?<!\$)\$\{|(?<!%)%\{/.test(text);
}

function mapped(node: unknown, by: (inner: unknown) => unknown): unknown {
  if (Array.isArray(node)) return node.map(by);
  if (!isMap(node)) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, inner]) => [key, by(inner)]));
  return OPEN in node ? { ...copy, [OPEN]: true } : copy;
}

function without(node: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined) return SOME;
  if (Array.isArray(node)) return node.map((inner: unknown, i) => (i === step ? without(inner, rest) : inner));
  return isMap(node) && Object.hasOwn(node, step) ? { ...node, [step]: without(node[step], rest) } : node;
}
