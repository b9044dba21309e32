import { Graph } from '../graph/graph';
import type { Loaded } from '../load/resource';
import { defaultProfile } from '../profile';
import { difference, type Difference } from './difference';
import { survey, type Grant } from './grants';

/** What fails an audit: any right that was gained, powers that are held (or were gained, where there is an earlier dump), nothing. */
export type FailOn = 'gained' | 'never' | 'powers';

/** Who may do what, and what is new of it. */
export interface Audit {
  readonly verdict: 'error' | 'fail' | 'pass';
  readonly grants: readonly Grant[];
  /** `null` where there is no earlier dump. */
  readonly difference: Difference | null;
  readonly bindings: number;
  /** Entries of the map of EKS that map nobody, in words: no error, and of no use. */
  readonly unmapped: readonly string[];
  /** What could not be examined, in words. */
  readonly errors: readonly string[];
}

/** Audits a dump of roles and bindings, against an earlier one where there is one. Each is taken for one whole cluster. */
export function audit(now: Loaded, then: Loaded | null, failOn: FailOn): Audit {
  const after = read(now, 'the dump');
  const before = then === null ? null : read(then, 'the earlier dump');
  const changes = before === null ? null : difference(before.grants, after.grants);
  const errors = [...after.errors, ...(before?.errors ?? [])];
  const isFailing = failOn === 'gained' ? (changes?.gained.length ?? 0) > 0
    : failOn === 'powers' && (changes === null ? after.grants.some(isPowerful) : changes.gained.some(({ powers }) => powers.length > 0));
  return { verdict: errors.length > 0 ? 'error' : isFailing ? 'fail' : 'pass', grants: after.grants, difference: changes, bindings: after.bindings, unmapped: after.unmapped, errors };
}

/** Does it make somebody more than the role says, who is no part of Kubernetes itself? */
export function isPowerful({ powers, isBuiltIn }: Grant): boolean {
  return powers.length > 0 && !isBuiltIn;
}

/** A dump without roles, or without bindings, would say that nobody may do anything. */
function read(loaded: Loaded, what: string): Pick<Audit, 'bindings' | 'errors' | 'grants' | 'unmapped'> {
  const { grants, bindings, roles, unread, unmapped } = survey(new Graph('cluster', loaded.resources, defaultProfile));
  const errors = [...loaded.errors.map(({ file, message }) => `${file ?? '-'}: ${message}`), ...unread];
  const missing = [...(bindings === 0 ? ['binding'] : []), ...(roles === 0 ? ['role'] : [])];
  if (errors.length === 0 && missing.length > 0) errors.push(`${what} holds no ${missing.join(' and no ')}: ${DUMP}`);
  return { grants, bindings, unmapped, errors };
}

/** How a dump is made; on EKS it may hold the ConfigMap `aws-auth` as well. */
export const DUMP = 'make it by kubectl get clusterroles,roles,clusterrolebindings,rolebindings --all-namespaces -o json';
