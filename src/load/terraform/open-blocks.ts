import { isMapping } from '../mapping';
import { withoutKeys } from './address';
import { marks } from './marks';

/**
 * The blocks of which a plan reads an attribute anywhere, `dynamic` blocks included, that it does not know yet: `module.vpc.aws_vpc.this`. `null`
 * where it does not tell them: Terraform before 1.2, and a plan of a part.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format `relevant_attributes`; it is left out where it would be empty
 */
export function openBlocks(plan: Record<string, unknown>): readonly string[] | null {
  const { format_version: version, relevant_attributes: read, resource_changes: changes } = plan;
  if (typeof version !== 'string' || version.startsWith('0.') || version === '1.0' || plan['complete'] === false) return null;
  const unknown = new Map<string, unknown[]>();
  for (const change of mapsIn(changes)) {
    if (typeof change['address'] !== 'string' || !isMapping(change['change'])) continue;
    const block = withoutKeys(change['address']);
    unknown.set(block, [...unknown.get(block) ?? [], change['change']['after_unknown']]);
  }
  return [...new Set(mapsIn(read).flatMap(({ resource, attribute }) => {
    if (typeof resource !== 'string') return [];
    const block = withoutKeys(resource);
    const step: unknown = Array.isArray(attribute) ? attribute[0] : null;
    return (unknown.get(block) ?? []).some((mark) => marks(typeof step === 'string' && isMapping(mark) ? mark[step] : mark)) ? [block] : [];
  }))];
}

function mapsIn(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isMapping) : [];
}
