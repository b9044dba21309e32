import { sanitize } from '../src/report/sanitize';
import { withoutTokens } from './props/later';

/** Which promise an input would have broken: the id of the law, or the part of a construct that is no law's business. */
export type RefusalCode =
  | 'compute/budgeted-pod' | 'compute/graceful-termination' | 'compute/hpa-bounds' | 'compute/immutable-image' | 'compute/job-bounded' | 'compute/keda-valid'
  | 'compute/liveness-safe' | 'compute/pdb-no-deadlock' | 'compute/quota-fits' | 'compute/replicas-for-availability' | 'compute/request-limit-ratio'
  | 'compute/rollout-no-deadlock' | 'compute/spot-safe' | 'compute/startup-probe' | 'compute/system-pool-isolated' | 'compute/untrusted-isolated'
  | 'compute/zonal-node-groups'
  | 'control-plane/apiserver-ha' | 'control-plane/etcd-compaction' | 'control-plane/etcd-dedicated-disk' | 'control-plane/etcd-quota'
  | 'control-plane/etcd-timing' | 'control-plane/etcd-topology-fits-size' | 'control-plane/etcd-volume-class' | 'control-plane/etcd-volume-iops'
  | 'control-plane/etcd-zone-spread'
  | 'identity/dedicated-service-account' | 'identity/no-static-credentials' | 'identity/no-wildcard-rbac' | 'identity/rbac-escalation' | 'identity/role-exists'
  | 'identity/secret' | 'identity/workload-identity-wired'
  | 'network/cidr-disjoint' | 'network/gateway-timeouts' | 'network/ingress-backend-exists' | 'network/ingress-buffers' | 'network/ingress-timeouts'
  | 'network/lb-health-path' | 'network/mtu-headroom' | 'network/named-ports' | 'network/nat-per-zone' | 'network/pod-ip-headroom' | 'network/policy-enforced'
  | 'network/policy-peer-scoped' | 'network/readiness-probe' | 'network/timeout-chain'
  | 'observability/alert-runbook' | 'observability/signature-alerts'
  | 'storage/backup-declared' | 'storage/ephemeral-bounded' | 'storage/no-shared-rwo' | 'storage/volume-parameters-valid'
  | 'environment' | 'keep-laws' | 'name' | 'platform' | 'props' | 'quorum' | 'user';

/** What was wrong with an input, in three answers. */
export interface Reason {
  readonly found: string;
  readonly expected: string;
  /** What to type instead. */
  readonly remedy: string;
}

/** What is said of a value that is known once the program has run, where a construct counts, names or places by it. */
export const KNOWN = { expected: '; it must be known at synth time', remedy: 'write the value itself, no token or Lazy of what is made later' } as const;

/** An input that no construct accepts, thrown where it was given. Only what the compiler cannot see is thrown. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Path of the construct, or the call that was made. */
  readonly where: string;
  readonly reason: Reason;

  constructor(where: string, readonly code: RefusalCode, reason: Reason) {
    const at = sanitize(where);
    const { found, expected, remedy } = worded(reason);
    super(`${at} [${code}]\n  found:    ${found}\n  expected: ${expected}\n  do this:  ${remedy}`);
    this.where = at;
    this.reason = { found, expected, remedy };
  }
}

/** Stops the program with a {@link Refusal} unless the promise holds. `reason` is only asked for when it does not. */
export function demand(holds: boolean, where: string, code: RefusalCode, reason: () => Reason): asserts holds {
  if (!holds) throw new Refusal(where, code, reason());
}

/** Of a value that is known later nobody can say whether it holds: then that is what is wrong with it. */
function worded({ found, expected, remedy }: Reason): Reason {
  const told = withoutTokens(found);
  const isLate = told !== found;
  return { found: sanitize(told), expected: sanitize(withoutTokens(expected)) + (isLate ? KNOWN.expected : ''), remedy: sanitize(isLate ? KNOWN.remedy : remedy) };
}
