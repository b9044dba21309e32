import { nearestName } from './nearest';
import { removalOf, removedGroups } from './removed';
import { apiVersions, servingMask, typeOf, type TypeName } from './schema';
import { minorOf, versionMask, versionsIn } from './version';

/** Does an API server of some version know a kind? */
export type Served =
  | { readonly is: 'served'; readonly type: TypeName }
  /** A group Kubernetes itself does not have: the kind of a CRD or of an aggregated API, about which nothing is known. */
  | { readonly is: 'foreign-group' }
  /** A group of Kubernetes that has no such kind in any version known here. */
  | {
    readonly is: 'unknown-kind';
    /** The kind of the group that was probably meant. */
    readonly suggestion: string | null;
    /** apiVersions of other groups that serve a kind of this name at this version. */
    readonly instead: readonly string[];
  }
  | NotServed;

/** The kind exists, but not in this apiVersion at this Kubernetes version. */
export interface NotServed {
  readonly is: 'not-served';
  /** First minor version without it, where it is known to have been removed before or in the version asked about. */
  readonly removedIn: string | null;
  /** First version of the tables that serves it, where that is later than the one asked about. */
  readonly since: string | null;
  /** Last version of the tables that serves it, where that is earlier than the one asked about. */
  readonly until: string | null;
  /** apiVersions that serve the kind at this version, the stablest and newest first; empty where none does. */
  readonly instead: readonly string[];
}

/** apiVersions by group and by kind, for "what else": groups come from the input, hence maps. */
const kindsByGroup = new Map<string, Set<string>>();
const apiVersionsByKind = new Map<string, string[]>();
for (const [apiVersion, kinds] of apiVersions()) {
  const group = groupOf(apiVersion);
  const known = kindsByGroup.get(group) ?? new Set();
  kindsByGroup.set(group, known);
  for (const kind of kinds) {
    known.add(kind);
    const others = apiVersionsByKind.get(kind);
    if (others === undefined) apiVersionsByKind.set(kind, [apiVersion]);
    else others.push(apiVersion);
  }
}

/**
 * Does an API server of this version serve `kind` under `apiVersion`? Alpha and beta versions that are merely off by default count as served.
 * @throws RangeError for an unsupported `kubeVersion`.
 */
export function served(apiVersion: string, kind: string, kubeVersion: string): Served {
  const asked = versionMask(kubeVersion);
  const removal = removalOf(apiVersion, kind);
  const removed = removal !== null && minorOf(removal.removedIn) <= minorOf(kubeVersion);
  const mask = servingMask(apiVersion, kind);
  if (!removed && (mask & asked) !== 0) return { is: 'served', type: typeOf(apiVersion, kind)! };

  if (removal === null && mask === 0) {
    const group = groupOf(apiVersion);
    const known = kindsByGroup.get(group);
    if (known === undefined && !removedGroups.has(group)) return { is: 'foreign-group' };
    if (!known?.has(kind)) return { is: 'unknown-kind', suggestion: nearestName(kind, known ?? []), instead: instead(kind, asked) };
  }
  const versions = versionsIn(mask);
  return {
    is: 'not-served',
    removedIn: removed ? removal.removedIn : null,
    since: versions.find((version) => minorOf(version) > minorOf(kubeVersion)) ?? null,
    until: versions.findLast((version) => minorOf(version) < minorOf(kubeVersion)) ?? null,
    instead: removal?.instead === null ? [] : instead(kind, asked, groupOf(removal?.instead ?? apiVersion)),
  };
}

/** apiVersions that serve a kind, of one group where one is given: the same name in another group can be another thing. */
function instead(kind: string, asked: number, group?: string): string[] {
  return (apiVersionsByKind.get(kind) ?? [])
    .filter((other) => (group === undefined || groupOf(other) === group) && (servingMask(other, kind) & asked) !== 0)
    .sort((a, b) => instability(a) - instability(b) || (a < b ? 1 : a > b ? -1 : 0));
}

function instability(apiVersion: string): number {
  return apiVersion.includes('alpha') ? 2 : apiVersion.includes('beta') ? 1 : 0;
}

/** `apps/v1` -> `apps`; the core group is the empty string. */
function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}
