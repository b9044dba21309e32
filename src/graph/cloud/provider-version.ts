import type { CloudResource } from './cloud-resource';

/**
 * Is a block written for this major version of its provider, or a later one? `null` = the constraint of its stack allows both, or there is none.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/version-constraints
 */
export function isFrom({ declaration: { stack } }: CloudResource, provider: string, major: number): boolean | null {
  const parts = (stack.versions[provider] ?? '').split(',').map((part) => /^\s*([<>=~!]*)\s*v?(\d+)((?:\.\d+)*)/.exec(part));
  const bounds = parts.flatMap((part) => (part === null ? [] : [{ sign: part[1] ?? '', of: Number(part[2]), rest: part[3] ?? '' }]));
  const isExact = ({ sign, rest }: { readonly sign: string; readonly rest: string }): boolean => sign === '' || sign === '=' || (sign === '~>' && rest !== '');
  if (bounds.some((bound) => bound.of >= major && (isExact(bound) || bound.sign.startsWith('>') || bound.sign === '~>'))) return true;
  const isBelow = bounds.some((bound) => (isExact(bound) ? bound.of < major : bound.sign.startsWith('<') && (bound.of < major || (bound.of === major && bound.sign === '<' && !/[1-9]/.test(bound.rest)))));
  return isBelow ? false : null;
}
