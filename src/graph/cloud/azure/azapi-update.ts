import type { Resource } from '../../../load/resource';
import { isMap, type Node } from '../../reading/subject';
import { MAYBE, OPEN } from '../../reading/unknown';
import { referencesIn } from '../reference';
import { azureTypeOf, type AzureType, type Lifted } from './azapi';

/** The type of block that changes what others declare. A part of a cluster may not show it. */
export const AZAPI_UPDATE = 'azapi_update_resource';
const CLUSTER = 'azurerm_kubernetes_cluster';
const POOL = 'azurerm_kubernetes_cluster_node_pool';
/** What stays as it is however a block is changed: how many of it there are, and what it is called. */
const KEPT: readonly string[] = ['count', 'for_each', 'name', 'location'];

/** What changes a block behind the back of its own provider. */
export interface Update {
  readonly resource: Resource;
  /** The blocks that it names; `null` = it names none by reference alone. */
  readonly named: readonly Named[] | null;
}

/** A block that an update names. */
interface Named {
  readonly block: string;
  /** What it stands for, if it is not what is changed itself: a data source reads another block; `null` = any. */
  readonly reads: readonly Resource[] | null;
}

/** The updates among some resources. */
export function updatesIn(resources: readonly Resource[]): readonly Update[] {
  return resources.filter(({ kind, declaration }) => kind === AZAPI_UPDATE && declaration?.mode === 'managed').map((resource) => ({
    resource,
    named: referencesIn(textOf(resource.value['resource_id']))?.map(({ block }) => ({ block, reads: readBy(block, resource, resources) })) ?? null,
  }));
}

function readBy(block: string, update: Resource, resources: readonly Resource[]): readonly Resource[] | null {
  const isData = /(?:^|\.)data\./.test(block);
  if (!isData && !block.startsWith('module.')) return [];
  const found = resources.filter(({ declaration }) => declaration?.stack.key === update.declaration!.stack.key && declaration.block === block);
  // What is not in the set may be an output, too, and that may be anything.
  return found.length === 0 ? null : isData ? found : [];
}

/**
 * A block as it is once what changes it behind the back of its own provider has run: what that may touch is not known any more.
 *
 * @param updates those of the cluster
 * @see https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/update_resource
 */
export function touchedBy(updates: readonly Update[], resource: Resource, lifted: Lifted): Lifted {
  let { value } = lifted;
  for (const { resource: update, named } of updates) {
    const written = textOf(update.value['type']);
    const type = azureTypeOf(written);
    const isOfType = type === undefined ? written.includes('${') && lifted.kind.startsWith('azurerm_') : type.kinds.includes(lifted.kind);
    if (isOfType && mayTouch(update, named, resource)) value = changed(value, changesOf(update, type));
    // A pool by the API may be the one that is written in the cluster.
    const pool = type?.kinds.includes(POOL) === true && lifted.kind === CLUSTER ? value['default_node_pool'] : undefined;
    const [own = pool] = Array.isArray(pool) ? pool as readonly unknown[] : [];
    if (isMap(own) && mayBeCalled(update, textOf(own['name']))) value = changed(value, { default_node_pool: changesOf(update, type) ?? MAYBE });
  }
  return value === lifted.value ? lifted : { ...lifted, value };
}

/** What an update says in the words of azurerm; `null` = it may say anything. */
function changesOf({ value, declaration }: Resource, type: AzureType | undefined): Node | null {
  const { body, sensitive_body: hidden } = value;
  if (type?.lift === undefined || !isMap(body) || hidden != null || declaration!.sensitive.some(([first]) => first === undefined || first === 'body')) return null;
  const properties = body['properties'] ?? {};
  return isMap(properties) ? type.lift.read({}, properties) : null;
}

function changed(node: Node, changes: Node | null): Node {
  // A `for_each` counts before a count.
  if (changes === null) return { count: 1, ...Object.fromEntries(Object.entries(node).filter(([key]) => KEPT.includes(key))), [OPEN]: true };
  const all: Record<string | symbol, unknown> = { ...node };
  if (changes[OPEN] === true) all[OPEN] = true;
  for (const [key, change] of Object.entries(changes)) {
    const before = node[key];
    const [only, another] = Array.isArray(before) ? before as readonly unknown[] : [before];
    const isInOneBlock = isMap(change) && isMap(only) && another === undefined;
    if (isInOneBlock) all[key] = Array.isArray(before) ? [changed(only, change)] : changed(only, change);
    else if (change !== undefined) all[key] = MAYBE;
  }
  return all;
}

/** Is it this block that is changed, or may it be? It is told by a reference, or by its name. */
function mayTouch(update: Resource, named: readonly Named[] | null, target: Resource): boolean {
  const name = textOf(target.value['name']);
  if (named === null) return mayBeCalled(update, name);
  const isBeside = target.declaration!.stack.key === update.declaration!.stack.key;
  return update.value['count'] !== 0 && named.some(({ block, reads }) => (isBeside && block === target.declaration!.block) || reads === null || reads.some((source) => mayBeCalled(source, name)));
}

/**
 * Azure takes large and small letters for the same.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
function mayBeCalled({ value }: Pick<Resource, 'value'>, name: string): boolean {
  const id = textOf(value['resource_id']);
  // What stands in an expression is no part of the path.
  const called = id === '' ? textOf(value['name']) : id.replace(/\$\{.*\}/s, '${}').split('/').at(-1)!;
  return value['count'] !== 0 && (called.toLowerCase() === name.toLowerCase() || [called, name].some((one) => one === '' || one.includes('${')));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
