import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { CloudIdentity, checkIssuer, type NamedAccount } from './cloud-identity';
import type { Principals } from './principal';

/** An identity of Azure by federation. */
export interface FederationProps extends NamedAccount {
  /** Who signs the tokens of the cluster: `az aks show --query oidcIssuerProfile.issuerUrl`, or the attribute of the cluster in cdktf. @token */
  readonly issuer: string;
  /** Client id of the managed identity. @token */
  readonly clientId: string;
  /** Default: the tenant of the cluster. */
  readonly tenantId?: string;
  /** Which Azure. Default `public`. */
  readonly azure?: 'public' | 'usGovernment' | 'china';
}

/** A managed identity that trusts one account of a cluster: `WorkloadIdentity` names it, `FederatedIdentity` makes the trust. */
export class Federation extends CloudIdentity<'azure'> {
  readonly via = 'federation';
  readonly issuer: string;
  readonly principal: Principals['azure'];

  constructor(props: FederationProps) {
    const { issuer, clientId, tenantId, azure, ...named } = checked(SHAPES, 'FederationProps', 'Federation', props);
    super('azure', named);
    this.issuer = issuer;
    this.principal = { clientId, ...(tenantId !== undefined && { tenantId }), ...(azure !== undefined && { cloud: azure }) };
    checkIssuer(this, issuer);
  }
}
