import type { Resource } from '../load/resource';

/**
 * The files of a part that are dumps of different live clusters, each with the name of its file: a cluster is known by the uid of its namespace
 * `kube-system`. Empty where they are of one, or none. Of two dumps of one cluster both are left, and their objects are twins.
 */
export function liveClustersIn(resources: readonly Resource[]): ReadonlyMap<string, string> {
  const uids = new Map<string, string>();
  for (const { kind, apiVersion, name, value, origin } of resources) {
    if (kind !== 'Namespace' || apiVersion !== 'v1' || name !== 'kube-system' || origin.file === null) continue;
    const { metadata } = value as { readonly metadata?: { readonly uid?: unknown } };
    if (typeof metadata?.uid === 'string') uids.set(origin.file, metadata.uid);
  }
  if (new Set(uids.values()).size < 2) return new Map();
  const nameOf = new Map<string, string>();
  for (const [file, uid] of uids) if (!nameOf.has(uid)) nameOf.set(uid, file.replace(/\.[a-z]+$/, ''));
  return new Map([...uids].map(([file, uid]) => [file, nameOf.get(uid) ?? file]));
}
