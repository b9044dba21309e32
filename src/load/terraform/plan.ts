import type { Expansion, Member } from '../expansion';
import { nounOf, type Problem } from '../identity';
import { isMapping, newMapping } from '../mapping';
import type { Path } from '../resource';
import { withoutKeys } from './address';
import { TERRAFORM, type Stack } from './declaration';
import { PlannedReferences } from './planned-references';
import { known, sensitivePaths } from './marks';

/**
 * Whether a document is what `terraform show -json` prints of a plan or a state.
 * @see https://developer.hashicorp.com/terraform/internals/json-format
 */
export function isPlan(value: unknown): value is Record<string, unknown> {
  return isMapping(value) && 'format_version' in value && (isMapping(value['planned_values']) || (isMapping(value['values']) && 'terraform_version' in value));
}

/** Whether a document is the state as Terraform stores it, which is a format of its own. */
export function isStoredState(value: unknown): boolean {
  return isMapping(value) && 'lineage' in value && 'terraform_version' in value && Array.isArray(value['resources']);
}

/** The resources and data sources of a plan or a state, those of its modules included. */
export function expandPlan(root: Record<string, unknown>, file: string): Expansion {
  const key = isMapping(root['planned_values']) ? 'planned_values' : 'values';
  const stack: Stack = { key: file, isPlanned: true, locals: newMapping(), outputs: newMapping(), providers: providersOf(root), versions: versionsOf(root) };
  return new PlanReader(root, stack).read(root[key], [key]);
}

class PlanReader {
  private readonly members: Member[] = [];
  private readonly problems: Problem[] = [];
  private readonly changes: ReadonlyMap<string, Record<string, unknown>>;
  private readonly references: PlannedReferences;

  constructor(root: Record<string, unknown>, private readonly stack: Stack) {
    this.changes = changesOf(root['resource_changes']);
    this.references = new PlannedReferences(root);
  }

  read(values: unknown, path: Path): Expansion {
    if (isMapping(values)) this.module(values['root_module'], [...path, 'root_module']);
    const { members, problems } = this;
    return { members, problems, lists: [], ...(members.length === 0 && { without: 'no-resource' as const }) };
  }

  private module(module: unknown, path: Path): void {
    if (!isMapping(module)) return;
    listOf(module['resources']).forEach((entry, i) => this.resource(entry, [...path, 'resources', i]));
    listOf(module['child_modules']).forEach((child, i) => this.module(child, [...path, 'child_modules', i]));
  }

  private resource(entry: unknown, path: Path): void {
    const address = isMapping(entry) ? entry['address'] : null;
    const type = isMapping(entry) ? entry['type'] : null;
    if (!isMapping(entry) || typeof address !== 'string' || typeof type !== 'string') {
      this.problems.push({ code: 'not-an-object', path, message: `Found ${nounOf(entry)} in a list of resources, expected a resource with \`address\` and \`type\`. Write the plan anew: \`terraform show -json\`.` });
      return;
    }
    const change = this.changes.get(address) ?? newMapping();
    const block = withoutKeys(address);
    const values = isMapping(entry['values']) ? entry['values'] : newMapping();
    this.members.push({
      identity: { apiVersion: TERRAFORM, kind: type, name: address, namespace: null },
      value: known(values, change['after_unknown'], this.references.of(block)),
      path: [...path, 'values'],
      item: null,
      constructPath: null,
      declaration: {
        mode: entry['mode'] === 'data' ? 'data' : 'managed',
        address,
        block,
        stack: this.stack,
        sensitive: [...sensitivePaths(entry['sensitive_values']), ...sensitivePaths(change['after_sensitive'])],
      },
    });
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function changesOf(value: unknown): ReadonlyMap<string, Record<string, unknown>> {
  return new Map(listOf(value).flatMap((entry) => {
    if (!isMapping(entry) || typeof entry['address'] !== 'string' || !isMapping(entry['change'])) return [];
    return [[entry['address'], entry['change']] as const];
  }));
}

function versionsOf(root: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(configuredIn(root).flatMap(({ name, version_constraint: version }) => (typeof name === 'string' && typeof version === 'string' ? [[name, version]] : [])));
}

function configuredIn(root: Record<string, unknown>): readonly Record<string, unknown>[] {
  const configured = isMapping(root['configuration']) ? root['configuration']['provider_config'] : null;
  return isMapping(configured) ? Object.values(configured).filter(isMapping) : [];
}

/** Arguments of providers that are constants: others are not in a plan. */
function providersOf(root: Record<string, unknown>): Record<string, unknown> {
  const providers = newMapping();
  for (const entry of configuredIn(root)) {
    if (typeof entry['name'] !== 'string' || !isMapping(entry['expressions'])) continue;
    const args = newMapping();
    for (const [name, expression] of Object.entries(entry['expressions'])) if (isMapping(expression)) args[name] = expression['constant_value'];
    providers[entry['name']] ??= args;
  }
  return providers;
}
