import type { Path } from '../../load/resource';

/** A path as people write it: `spec.containers[0].image`, `metadata.annotations["a.b/c"]`; the root is `the object`. */
export function pathText(path: Path): string {
  if (path.length === 0) return 'the object';
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : !/^[\w-]+$/.test(step) ? `["${step}"]` : i === 0 ? step : `.${step}`)).join('');
}
