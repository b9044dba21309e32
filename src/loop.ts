/** The loops of a cluster, and the families of laws that are none: what a manifest must be, what crosses loops. */
export const LOOPS = [
  'identity', 'compute', 'network', 'storage', 'control-plane', 'observability', 'hardening', 'manifest', 'cross',
] as const;
/** One of {@link LOOPS}. */
export type Loop = (typeof LOOPS)[number];

/** The loop a law belongs to: the first step of its id. */
export function loopOf(lawId: string): Loop {
  return lawId.slice(0, lawId.indexOf('/')) as Loop;
}
