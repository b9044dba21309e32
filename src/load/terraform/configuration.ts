import type { Member, Expansion } from '../expansion';
import { nounOf, type Problem } from '../identity';
import { isMapping, newMapping } from '../mapping';
import type { Path } from '../resource';
import { TERRAFORM, type Declaration, type Stack } from './declaration';

/**
 * Blocks a configuration may have at its root.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
const BLOCKS: ReadonlySet<string> = new Set([
  '//', 'action', 'check', 'data', 'ephemeral', 'import', 'locals', 'module', 'moved', 'output', 'provider', 'removed', 'resource', 'terraform', 'variable',
]);

/** Whether a document is a configuration of Terraform in JSON: by the name of its file, or by its blocks. */
export function isConfiguration(value: unknown, file: string): value is Record<string, unknown> {
  if (!isMapping(value)) return false;
  if (file.endsWith('.tf.json')) return true;
  const keys = Object.keys(value);
  return keys.every((key) => BLOCKS.has(key)) && ['resource', 'data'].some((key) => holdsLabelled(value[key]));
}

/** The resources, data sources and module calls of a configuration. */
export function expandConfiguration(root: Record<string, unknown>, folder: string): Expansion {
  const stack: Stack = { key: folder, isPlanned: false, locals: merged(root['locals']), outputs: outputsOf(root['output']), providers: merged(root['provider']), versions: versionsIn(root['terraform']) };
  const members: Member[] = [];
  const problems: Problem[] = [];
  const add = (mode: Declaration['mode'], labels: readonly string[], found: Found): void => {
    const [type = 'module', name = ''] = mode === 'module' ? ['module', labels[0]] : labels;
    const address = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
    if (!isMapping(found.value)) {
      problems.push({ code: 'not-an-object', path: found.path, message: `Found ${nounOf(found.value)} as \`${address}\`, expected a map of its arguments. Write the block.` });
      return;
    }
    members.push({
      identity: { apiVersion: TERRAFORM, kind: type, name: address, namespace: null },
      value: found.value,
      path: found.path,
      item: null,
      constructPath: constructPathOf(found.value),
      declaration: { mode, address, block: address, stack, sensitive: [] },
    });
  };
  for (const [key, mode] of [['resource', 'managed'], ['data', 'data']] as const) {
    for (const type of entriesOf(root[key], [key])) {
      for (const name of entriesOf(type.value, type.path)) for (const body of bodiesOf(name.value, name.path)) add(mode, [type.key, name.key], body);
    }
  }
  for (const call of entriesOf(root['module'], ['module'])) for (const body of bodiesOf(call.value, call.path)) add('module', [call.key], body);
  return { members, problems, lists: [], ...(members.length === 0 && { without: 'no-resource' as const }) };
}

interface Found {
  readonly value: unknown;
  readonly path: Path;
}

/** The entries of a labelled block; JSON may write a list of maps in the place of one. */
function entriesOf(value: unknown, path: Path): readonly (Found & { readonly key: string })[] {
  return bodiesOf(value, path).flatMap((body) => (isMapping(body.value)
    ? Object.entries(body.value).filter(([key]) => key !== '//').map(([key, entry]) => ({ key, value: entry, path: [...body.path, key] }))
    : []));
}

function bodiesOf(value: unknown, path: Path): readonly Found[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.map((entry: unknown, i) => ({ value: entry, path: [...path, i] })) : [{ value, path }];
}

function holdsLabelled(value: unknown): boolean {
  return entriesOf(value, []).some((type) => entriesOf(type.value, []).some(({ value: body }) => isMapping(body) || Array.isArray(body)));
}

function merged(value: unknown): Record<string, unknown> {
  const all = newMapping();
  for (const { key, value: entry } of entriesOf(value, [])) all[key] = entry;
  return all;
}

function outputsOf(value: unknown): Record<string, unknown> {
  const outputs = newMapping();
  for (const { key, value: output } of entriesOf(value, [])) for (const body of bodiesOf(output, [])) if (isMapping(body.value)) outputs[key] = body.value['value'];
  return outputs;
}

function versionsIn(settings: unknown): Record<string, string> {
  const versions: Record<string, string> = {};
  for (const { value } of entriesOf(settings, []).filter(({ key }) => key === 'required_providers')) {
    for (const { key, value: required } of entriesOf(value, [])) {
      const version: unknown = isMapping(required) ? required['version'] : required;
      if (typeof version === 'string') versions[key] = version;
    }
  }
  return versions;
}

/** Where cdktf and its successor note which construct wrote a block. */
function constructPathOf(block: Record<string, unknown>): string | null {
  const comment = block['//'];
  const metadata = isMapping(comment) ? comment['metadata'] : null;
  const path = isMapping(metadata) ? metadata['path'] : null;
  return typeof path === 'string' ? path : null;
}
