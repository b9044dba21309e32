import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { objectLabels } from '../labels';
import { checkName } from '../name';
import type { Cloud } from '../platform';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { isPodIdentity, type Principals } from './principal';
import { READERS, checkVault, type Vaults } from './vault';
import type { WorkloadIdentity } from './workload-identity';

/** A vault and who may read it. */
export interface SecretStoreProps<C extends Cloud> {
  /** Name of the store. */
  readonly name: string;
  /** In whose name the operator asks; an identity of its own, so that the app itself cannot read the vault. */
  readonly identity: WorkloadIdentity<C>;
  /** Which vault of the cloud of the identity's namespace. */
  readonly vault: Vaults[C];
}

/**
 * A vault as the External Secrets Operator reads it: in the name of a ServiceAccount, with a token of minutes, never with a key.
 * The operator has to be installed (API `external-secrets.io/v1`). Keeps identity/no-static-credentials, workload-identity-wired.
 */
export class SecretStore<C extends Cloud = Cloud> extends Construct {
  readonly name: string;
  readonly namespace: { readonly name: string };
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: SecretStoreProps<C>) {
    super(scopeOf(scope, id), id);
    const { name, identity, vault } = checked(SHAPES, 'SecretStoreProps', this.node.path, props);
    const { path } = this.node;
    checkName(path, name);
    checkVault(path, vault);
    const { namespace, principal } = identity;
    const { cloud } = namespace.platform;
    demand(cloud !== 'aws' || !isPodIdentity(principal as Principals['aws']), path, 'identity/workload-identity-wired', () => ({
      found: `identity "${identity.name}" with EKS Pod Identity`, expected: 'a role the operator can take with a token of the ServiceAccount (IRSA)',
      remedy: 'give it { roleArn }, or use SecretFiles, which pods read as themselves',
    }));
    identity.bindTo({ node: this.node, namespace });
    this.name = name;
    this.namespace = namespace;
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name, namespace: namespace.name, labels: { ...objectLabels(name, 'secret-store', namespace.name) } },
      spec: { provider: READERS[cloud].store(vault, identity) },
    });
  }
}
