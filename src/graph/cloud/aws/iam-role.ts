import { CloudResource } from '../cloud-resource';
import { text } from '../argument';
import { policyIn, type PolicyDocument } from './policy-document';
import type { Flaw } from '../flaw';
import { trustFlaws, type TrustFlaw } from './trust-flaws';
import { webIdentities, type WebIdentity } from './web-identity';

/** A role of IAM. */
export class IamRole extends CloudResource {
  private trustOnce: PolicyDocument | undefined;

  /** Who may take it. Throws `Undecided` where Terraform works that out. */
  get trust(): PolicyDocument {
    return (this.trustOnce ??= policyIn(this, 'assume_role_policy'));
  }

  /** The statements by which accounts of an EKS cluster take it, by the tokens of the cluster. */
  get webIdentities(): readonly WebIdentity[] {
    return webIdentities(this);
  }

  /** What is wrong with its trust in accounts of a cluster. */
  get trustFlaws(): Iterable<Flaw<TrustFlaw>> {
    return trustFlaws(this);
  }

  /** Its ARN, or the end of it from `:role` on; `null` = a role without a written name has one nobody knows. */
  get address(): string | null {
    if (this.has('arn')) return text(this, 'arn') ?? null;
    return this.has('name') ? `:role${text(this, 'path') ?? '/'}${text(this, 'name')}` : null;
  }
}
