import { Yaml } from 'cdk8s';
import type { Cloud } from '../platform';
import { demand, type Reason } from '../refusal';
import { GUID, isPodIdentity } from './principal';
import type { WorkloadIdentity } from './workload-identity';

/** Where secrets are kept, by cloud. */
export interface Vaults {
  readonly aws: { readonly region: string; /** Default `SecretsManager`. */ readonly service?: 'SecretsManager' | 'ParameterStore' };
  readonly azure: { /** Name of the Key Vault; its address is `https://<name>.vault.azure.net`. */ readonly keyVault: string; /** The tenant it is in, a GUID. */ readonly tenantId: string };
  readonly gcp: { /** Project of Secret Manager. */ readonly project: string };
}

/** One secret of a vault. */
export interface VaultEntry {
  /** Its name in the vault. */
  readonly secret: string;
  /** One field of a secret that is a JSON object. Default: all of it. */
  readonly property?: string;
  /** Default: the newest. */
  readonly version?: string;
}

/** Entries of a vault by the key, or the file name, under which the app finds them. */
export type VaultEntries<K extends string = string> = Readonly<Record<K, VaultEntry>>;

/** Refuses a vault that cannot be: names are asked of the cloud only when a pod starts. */
export function checkVault(where: string, vault: Vaults[Cloud]): void {
  demand(!('tenantId' in vault) || GUID.test(vault.tenantId), where, 'identity/secret', () => ({
    found: `tenantId "${'tenantId' in vault ? vault.tenantId : ''}"`, expected: 'a GUID', remedy: 'copy it from `az account show --query tenantId`',
  }));
}

/** What is wrong with entries; `null` = nothing. `isFiles`: they are read by the Secrets Store CSI driver. */
export function entriesFlaw(cloud: Cloud, entries: VaultEntries, isFiles: boolean): Reason | null {
  const odd = Object.entries(entries).find(([key]) => !/^[\w.-]+$/.test(key));
  if (odd !== undefined || Object.keys(entries).length === 0) {
    return {
      found: odd === undefined ? 'no entries' : `entry "${odd[0]}" of secret "${odd[1].secret}"`,
      expected: 'keys of letters, digits, "-", "_" and ".", each with a secret of the vault', remedy: 'write e.g. { password: { secret: "prod/orders", property: "password" } }',
    };
  }
  const field = Object.values(entries).find(({ property }) => property !== undefined);
  return !isFiles || cloud !== 'azure' || field === undefined ? null : {
    found: `field "${field.property}" of secret "${field.secret}"`, expected: 'whole secrets: the driver of Azure cannot take one apart',
    remedy: 'keep the field as a secret of its own, or use SecretFrom',
  };
}

/** What the two readers of a cloud's vault want to hear. */
interface Reader<C extends Cloud> {
  /** `provider` of a SecretStore that asks in the name of a ServiceAccount. */
  store(vault: Vaults[C], identity: WorkloadIdentity<C>): object;
  /** `parameters` of a SecretProviderClass that asks in the name of the pod. */
  files(vault: Vaults[C], identity: WorkloadIdentity<C>, entries: VaultEntries): Readonly<Record<string, string>>;
}

/** @see https://external-secrets.io/latest/provider/aws-secrets-manager/ and https://secrets-store-csi-driver.sigs.k8s.io/providers */
export const READERS: { readonly [C in Cloud]: Reader<C> } = {
  aws: {
    store: ({ region, service = 'SecretsManager' }, identity) => ({ aws: { service, region, auth: { jwt: { serviceAccountRef: { name: identity.name } } } } }),
    files: ({ region, service = 'SecretsManager' }, { principal }, entries) => ({
      region,
      ...(isPodIdentity(principal) && { usePodIdentity: 'true' }),
      objects: Yaml.stringify(Object.entries(entries).map(([file, { secret, property, version }]) => ({
        objectName: secret,
        objectType: service === 'SecretsManager' ? 'secretsmanager' : 'ssmparameter',
        ...(version !== undefined && { objectVersion: version }),
        // The alias names the whole secret; where a field of it is asked for, the field gets the file name.
        ...(property === undefined ? { objectAlias: file } : { objectAlias: `${file}.json`, jmesPath: [{ path: property, objectAlias: file }] }),
      }))),
    }),
  },
  azure: {
    store: ({ keyVault, tenantId }, identity) => ({
      azurekv: { authType: 'WorkloadIdentity', vaultUrl: `https://${keyVault}.vault.azure.net`, tenantId, serviceAccountRef: { name: identity.name } },
    }),
    files: ({ keyVault, tenantId }, { principal }, entries) => ({
      clientID: principal.clientId,
      keyvaultName: keyVault,
      tenantId,
      usePodIdentity: 'false',
      objects: Yaml.stringify({
        array: Object.entries(entries).map(([file, { secret, version }]) => Yaml.stringify({ objectName: secret, objectType: 'secret', objectAlias: file, objectVersion: version ?? '' })),
      }),
    }),
  },
  gcp: {
    // Without a cluster name the operator reads it from the metadata server.
    store: ({ project }, identity) => ({ gcpsm: { projectID: project, auth: { workloadIdentity: { serviceAccountRef: { name: identity.name } } } } }),
    files: ({ project }, _identity, entries) => ({
      auth: 'pod-adc',
      secrets: Yaml.stringify(Object.entries(entries).map(([file, { secret, property, version = 'latest' }]) => ({
        resourceName: `projects/${project}/secrets/${secret}/versions/${version}`, path: file, ...(property !== undefined && { extractJSONKey: property }),
      }))),
    }),
  },
};
