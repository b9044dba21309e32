import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { quoted } from '../props/words';
import { demand } from '../refusal';
import type { Cloud } from '../platform';
import { WIRINGS, type Principals } from './principal';

/** The account a cloud identity is for: both halves must name it letter by letter. */
export interface NamedAccount {
  readonly namespace: string;
  /** Name of the ServiceAccount. */
  readonly serviceAccount: string;
}

/**
 * Who a workload is, told once for both halves: the ServiceAccount in the cluster and the trust in the cloud are made of this one value, so they
 * cannot name different accounts, audiences or roles. Plain data: it needs neither cdk8s nor cdktf.
 */
export abstract class CloudIdentity<C extends Cloud = Cloud> {
  readonly namespace: string;
  /** Name of the ServiceAccount. */
  readonly serviceAccount: string;
  /** Whom the workload is in its cloud, as `WorkloadIdentity` takes it. */
  abstract readonly principal: Principals[C];

  protected constructor(readonly cloud: C, named: NamedAccount) {
    const { namespace, serviceAccount } = checked(SHAPES, 'NamedAccount', 'CloudIdentity', named);
    const odd = [namespace, serviceAccount].find((name) => name.length > 63 || !LABEL.test(name));
    demand(odd === undefined, `identity of ${namespace}/${serviceAccount}`, 'name', () => ({
      found: `"${odd}"`, expected: 'names of a namespace and of a ServiceAccount, without wildcards', remedy: 'name exactly one account: whoever matches a pattern is let in',
    }));
    this.namespace = namespace;
    this.serviceAccount = serviceAccount;
  }

  /** Whom the cloud lets in, and nobody else. */
  get subject(): string {
    return `system:serviceaccount:${this.namespace}:${this.serviceAccount}`;
  }

  /** Whom a token of the cluster is for; `null` where no token reaches the cloud. */
  get audience(): string | null {
    return WIRINGS[this.cloud].audience(this.principal);
  }
}

const LABEL = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/;

/** Asks for an issuer: an address, or an expression that Terraform makes one of. @throws Refusal for anything else */
export function checkIssuer({ namespace, serviceAccount }: CloudIdentity, issuer: string): void {
  demand(/^https:\/\/[^\s*?]+$/.test(issuer) || issuer.startsWith('${'), `identity of ${namespace}/${serviceAccount}`, 'identity/workload-identity-wired', () => ({
    found: `issuer ${quoted(issuer)}`, expected: 'the https address of the issuer of one cluster', remedy: 'copy it from the cluster, "https://" included',
  }));
}
