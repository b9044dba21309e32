import { DataAzurermUserAssignedIdentity } from '@cdktf/provider-azurerm/lib/data-azurerm-user-assigned-identity/index.js';
import { FederatedIdentityCredential } from '@cdktf/provider-azurerm/lib/federated-identity-credential/index.js';
import { UserAssignedIdentity } from '@cdktf/provider-azurerm/lib/user-assigned-identity/index.js';
import { TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import type { Federation } from '../identity/federation';
import { checked } from '../props/checked';
import { scopeOf } from '../scope';
import { SHAPES } from './shapes';

/** The cloud half of a workload's identity. */
export interface FederatedIdentityProps {
  /** Who is let in, and as whom: the value that `WorkloadIdentity` takes, too. Serves identity/federated-credential-exact. */
  readonly identity: Federation;
  /** The managed identity it is. */
  readonly managedIdentity: {
    readonly name: string;
    readonly resourceGroup: string;
    /** Make it, in this region. Azure chooses its client id: write the output into the value after the first apply. Default: it is there. */
    readonly createIn?: string;
  };
  /** Name of the credential. Default `<namespace>-<serviceAccount>`. */
  readonly name?: string;
}

/**
 * A managed identity that trusts exactly one ServiceAccount of one cluster: subject and audience come from the value that the cluster half is made
 * of, so the two cannot differ. Whether the identity has the client id of that value is asked by Terraform: an identity that is there fails
 * the plan if not (postcondition), one that is made is told by a check. Keeps identity/federated-credential-exact, workload-identity-wired,
 * dedicated-service-account. An identity holds 20 credentials at most.
 */
export class FederatedIdentity extends Construct {
  readonly identity: Federation;
  readonly managedIdentity: UserAssignedIdentity | DataAzurermUserAssignedIdentity;
  readonly credential: FederatedIdentityCredential;

  constructor(scope: Construct, id: string, props: FederatedIdentityProps) {
    super(scopeOf(scope, id), id);
    const { identity, managedIdentity: { name, resourceGroup, createIn }, name: credentialName } = checked(SHAPES, 'FederatedIdentityProps', this.node.path, props);
    const { audience, subject, principal: { clientId }, issuer } = identity;
    const isItself = (attribute: string): string => `\${lower(${attribute}.client_id) == "${clientId.toLowerCase()}"}`;
    const told = `ServiceAccount ${identity.namespace}/${identity.serviceAccount} asks for client ${clientId}, and the managed identity ${name} is another one`;

    this.identity = identity;
    if (createIn === undefined) {
      this.managedIdentity = new DataAzurermUserAssignedIdentity(this, 'identity', {
        name, resourceGroupName: resourceGroup, lifecycle: { postcondition: [{ condition: isItself('self'), errorMessage: told }] },
      });
    } else {
      const made = new UserAssignedIdentity(this, 'identity', { name, resourceGroupName: resourceGroup, location: createIn });
      this.managedIdentity = made;
      new TerraformOutput(this, 'client-id', { value: made.clientId, description: `Client id of ${name}, for new Federation(…)` });
      TerraformStack.of(this).addOverride(`check.${made.friendlyUniqueId}`, { assert: { condition: isItself(made.fqn), error_message: told } });
    }
    this.credential = new FederatedIdentityCredential(this, 'credential', {
      name: credentialName ?? `${identity.namespace}-${identity.serviceAccount}`,
      resourceGroupName: resourceGroup,
      parentId: this.managedIdentity.id,
      issuer,
      subject,
      audience: [audience].filter((one) => one !== null),
    });
  }
}
