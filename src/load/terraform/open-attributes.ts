import { isMapping } from '../mapping';
import { withoutKeys } from './address';
import { marks } from './marks';

/**
 * The attributes that a plan reads anywhere, `dynamic` blocks included, and does not know yet: `module.vpc.aws_vpc.this.id`. `null` where it does not
 * tell them: Terraform before 1.2, and a plan of a part.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format `relevant_attributes`; it is left out where it would be empty
 */
export function openAttributes(plan: Record<string, unknown>): readonly string[] | null {
  const { format_version: version, relevant_attributes: read, resource_changes: changes } = plan;
  if (typeof version !== 'string' || version.startsWith('0.') || version === '1.0' || plan['complete'] === false) return null;
  const unknown = new Map<string, unknown[]>();
  for (const change of mapsIn(changes)) {
    if (typeof change['address'] !== 'string' || !isMapping(change['change'])) continue;
    const block = withoutKeys(change['address']);
    unknown.set(block, [...unknown.get(block) ?? [], change['change']['after_unknown']]);
  }
  return mapsIn(read).flatMap(({ resource, attribute }) => {
    if (typeof resource !== 'string') return [];
    const block = withoutKeys(resource);
    const steps = (Array.isArray(attribute) ? attribute as unknown[] : []).filter((step) => typeof step === 'string');
    const isOpen = (unknown.get(block) ?? []).some((mark) => marks(steps.length > 0 && isMapping(mark) ? mark[steps[0]!] : mark));
    return isOpen ? [[block, ...steps].join('.')] : [];
  });
}

function mapsIn(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isMapping) : [];
}
