import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { objectLabels } from '../labels';
import { checkName } from '../name';
import type { Cloud } from '../platform';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { Refusal } from '../refusal';
import { scopeOf } from '../scope';
import { READERS, checkVault, entriesFlaw, type VaultEntries, type Vaults } from './vault';
import type { WorkloadIdentity } from './workload-identity';

/** Which secrets, from where, under which file names. */
export interface SecretFilesProps<C extends Cloud> {
  /** Name of the SecretProviderClass. */
  readonly name: string;
  /** The identity of the workload that mounts the files: the vault is asked in its name. */
  readonly identity: WorkloadIdentity<C>;
  /** Which vault of the cloud of the identity's namespace. */
  readonly vault: Vaults[C];
  /** Entries of the vault by the name of the file they appear in. */
  readonly entries: VaultEntries;
}

/**
 * Secrets of a vault as files in the pod, by the Secrets Store CSI driver; no Secret of the cluster holds them, and a pod does not start
 * without them. Mount them by `files: { '/run/secrets/db': { vault: files } }`. The driver and the provider of the cloud have to be
 * installed. Keeps identity/no-static-credentials, no-literal-secret.
 */
export class SecretFiles<C extends Cloud = Cloud> extends Construct {
  readonly name: string;
  readonly identity: WorkloadIdentity<C>;
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: SecretFilesProps<C>) {
    super(scopeOf(scope, id), id);
    const { name, identity, vault, entries } = checked(SHAPES, 'SecretFilesProps', this.node.path, props);
    checkName(this.node.path, name);
    checkVault(this.node.path, vault);
    const { namespace } = identity;
    const { cloud } = namespace.platform;
    const flaw = entriesFlaw(cloud, entries, true);
    if (flaw !== null) throw new Refusal(this.node.path, 'identity/secret', flaw);
    this.name = name;
    this.identity = identity;
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'secrets-store.csi.x-k8s.io/v1',
      kind: 'SecretProviderClass',
      metadata: { name, namespace: namespace.name, labels: { ...objectLabels(name, 'secret', namespace.name) } },
      spec: { provider: cloud, parameters: READERS[cloud].files(vault, identity, entries) },
    });
  }

  /** The `csi` volume of a pod. */
  get volume(): object {
    return { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: this.name } };
  }
}
