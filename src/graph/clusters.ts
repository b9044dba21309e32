import type { Resource } from '../load/resource';
import { liveClustersIn } from './live-clusters';
import { namespaceOf } from './object/cluster-scoped';

/** The objects that are joined with each other, under the name of their cluster. */
export interface ClusterMembers {
  readonly name: string;
  readonly resources: readonly Resource[];
  /** Why the run was split here; `null` when it was asked for, or was not split. */
  readonly note: string | null;
}

/**
 * Which clusters an object belongs to. Null leaves it to the default. An object in several clusters is judged in each
 * (a `shared/` folder that is applied to both).
 */
export type ClusterAssignment = (resource: Resource) => readonly string[] | null;

/** The name of the one cluster of a run that says nothing about clusters. */
export const DEFAULT_CLUSTER = 'default';

/**
 * Splits a run into clusters. Terraform belongs to the one cluster of a run; where there are several, to those it is assigned to. Objects the assignment does not name fall to the default: what lies below a kustomization is one
 * cluster, a dump of a live cluster beside others is one, the rest is one. Where the same object is written twice in different folders of a part, its folders are split at the
 * highest level that separates the twins, each by the same rule.
 *
 * @param kustomizations Folders that hold a kustomization.
 * @param built Those of them whose objects are what the kustomization was built to: each is a cluster, whatever it lies in.
 */
export function clustersOf(
  resources: readonly Resource[],
  assign: ClusterAssignment = () => null,
  kustomizations: readonly string[] = [],
  built: readonly string[] = [],
): readonly ClusterMembers[] {
  const assigned = new Map<string, Resource[]>();
  const parts = new Map<string, Resource[]>();
  const roots = new Set([...outermost(kustomizations), ...built]);
  for (const resource of resources) {
    const names = assign(resource);
    if (names === null) put(parts, resource.declaration ? CLOUD : rootOf(resource.origin.folder, roots) ?? REST, resource);
    else for (const name of names) put(assigned, name, resource);
  }
  const cloud = parts.get(CLOUD) ?? [];
  parts.delete(CLOUD);
  const named = [...assigned].map(([name, members]): ClusterMembers => ({ name, resources: members, note: null }));
  // Dumps of several live clusters lie beside each other, and their objects have the same names.
  const live = liveClustersIn(parts.get(REST) ?? []);
  const dumps = new Map<string, Resource[]>();
  for (const resource of parts.get(REST) ?? []) {
    const name = live.get(resource.origin.file ?? '');
    if (name !== undefined) put(dumps, name, resource);
  }
  if (live.size > 0) parts.set(REST, (parts.get(REST) ?? []).filter(({ origin }) => !live.has(origin.file ?? '')));
  if (parts.get(REST)?.length === 0) parts.delete(REST);
  named.push(...[...dumps].map(([name, members]): ClusterMembers => ({ name, resources: members, note: DUMP })));
  const found = [...parts].flatMap(([root, members]) => split(members, root === REST ? [] : root.split('/'), root === REST ? null : KUSTOMIZATION));
  const [only] = found;
  const isWhole = found.length === 1 && only !== undefined;
  const clusters = [...named, ...(isWhole ? [{ ...only, name: DEFAULT_CLUSTER, note: null }] : found)];
  return withCloud(clusters, cloud).toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Terraform that is assigned to no cluster is the cloud of the only one there is; of several, nobody can tell which one runs on it. */
function withCloud(clusters: readonly ClusterMembers[], cloud: readonly Resource[]): readonly ClusterMembers[] {
  const [only] = clusters;
  if (cloud.length === 0) return clusters;
  if (only === undefined) return [{ name: DEFAULT_CLUSTER, resources: cloud, note: null }];
  if (clusters.length === 1) return [{ ...only, resources: [...only.resources, ...cloud] }];
  return [...clusters, { name: 'terraform', resources: cloud, note: 'Terraform that `clusters` ties to none of several clusters' }];
}

const REST = '';
/** No folder has this name. */
const CLOUD = '\0';
const DUMP = 'a dump of a live cluster, by the uid of its namespace kube-system';
const KUSTOMIZATION = 'a kustomization is one cluster';

function outermost(folders: readonly string[]): ReadonlySet<string> {
  const roots = new Set<string>();
  for (const folder of [...folders].sort((a, b) => a.length - b.length)) if (rootOf(folder, roots) === null) roots.add(folder);
  return roots;
}

/** The innermost of the roots a folder is, or is in. */
function rootOf(folder: string, roots: ReadonlySet<string>): string | null {
  for (let at = folder; ; at = at.slice(0, at.lastIndexOf('/'))) {
    if (roots.has(at)) return at;
    if (!at.includes('/')) return null;
  }
}

/** What makes two objects the same one to a cluster, whatever their version. */
export function identityOf(resource: Resource): string {
  let identity = identities.get(resource);
  if (identity === undefined) identities.set(resource, (identity = writtenIdentity(resource)));
  return identity;
}

/** Asked several times of every object, and resources never change. */
const identities = new WeakMap<Resource, string>();

function writtenIdentity(resource: Resource): string {
  const group = resource.apiVersion.split('/').slice(0, -1).join('/');
  return [group, resource.kind, namespaceOf(resource), resource.name].join('\n');
}

function split(resources: readonly Resource[], under: readonly string[], reason: string | null): ClusterMembers[] {
  const fork = shallowestFork(resources);
  if (fork === null) return [{ name: under.join('/') || '.', resources, note: reason }];
  const outside: Resource[] = [];
  const folders = new Map<string, Resource[]>();
  for (const resource of resources) {
    const folder = stepsOf(resource.origin.folder);
    if (isWithin(folder, fork.folder)) put(folders, folder.slice(0, fork.folder.length + 1).join('/'), resource);
    else outside.push(resource);
  }
  const note = `split by folder below ${fork.folder.join('/') || '.'}: ${fork.example} is written in more than one of them`;
  const parts = [...folders].flatMap(([folder, members]) => split(members, stepsOf(folder), note));
  return [...(outside.length > 0 ? split(outside, under, note) : []), ...parts];
}

/** The folder nearest to the root below which two twins part ways, and one of them by name. */
function shallowestFork(resources: readonly Resource[]): { readonly folder: readonly string[]; readonly example: string } | null {
  const first = new Map<string, string>();
  let found: { folder: readonly string[]; example: string } | null = null;
  for (const resource of resources) {
    if (resource.name === '' || resource.name.endsWith('*')) continue;
    const identity = identityOf(resource);
    const { folder } = resource.origin;
    const twin = first.get(identity);
    if (twin === undefined) first.set(identity, folder);
    else if (twin !== folder) {
      const fork = commonFolder(stepsOf(twin), stepsOf(folder));
      if (found === null || fork.length < found.folder.length) found = { folder: fork, example: `${resource.kind} ${resource.name}` };
    }
  }
  return found;
}

function put(groups: Map<string, Resource[]>, name: string, resource: Resource): void {
  const group = groups.get(name);
  if (group) group.push(resource);
  else groups.set(name, [resource]);
}

function stepsOf(folder: string): readonly string[] {
  return folder === '' ? [] : folder.split('/');
}

function commonFolder(a: readonly string[], b: readonly string[]): readonly string[] {
  const fork = a.findIndex((step, i) => step !== b[i]);
  return fork < 0 ? a : a.slice(0, fork);
}

function isWithin(folder: readonly string[], ancestor: readonly string[]): boolean {
  return ancestor.every((step, i) => folder[i] === step);
}
