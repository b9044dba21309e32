import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { SecretKey } from '../compute/pod/environment';
import type { Namespace } from '../compute/namespace/namespace';
import { objectLabels } from '../labels';
import { checkName } from '../name';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { told } from '../props/words';
import { Refusal, demand } from '../refusal';
import { scopeOf } from '../scope';
import type { SecretStore } from './secret-store';
import { entriesFlaw, type VaultEntries } from './vault';

/** Who reads the vault: a SecretStore of this app, or one the platform offers to every namespace. */
export type StoreRef = SecretStore | { /** Name of a ClusterSecretStore. */ readonly clusterStore: string };

/** Which secrets, from where, under which keys. */
export interface SecretFromProps<K extends string> {
  readonly namespace: Namespace;
  /** Name of the Secret that is kept in step with the vault. */
  readonly name: string;
  readonly store: StoreRef;
  /** Entries of the vault by the key they get in the Secret. */
  readonly entries: VaultEntries<K>;
  /** How often the vault is asked, so that a rotated password arrives, in minutes. Default 60. */
  readonly refreshMinutes?: number;
}

/**
 * A Secret that is kept in step with a vault by the External Secrets Operator: a database password has a home, and no manifest holds it.
 * Keeps identity/no-literal-secret and no-credential-material. What only needs files is better served by SecretFiles, which leave no Secret.
 */
export class SecretFrom<K extends string = string> extends Construct {
  /** Name of the Secret, which is there a moment after the ExternalSecret. */
  readonly name: string;
  readonly resource: ApiObject;
  private readonly keys: readonly string[];

  constructor(scope: Construct, id: string, props: SecretFromProps<K>) {
    super(scopeOf(scope, id), id);
    const { namespace, name, store, entries, refreshMinutes = 60 } = checked(SHAPES, 'SecretFromProps', this.node.path, props);
    const { path } = this.node;
    checkName(path, name);
    const flaw = entriesFlaw(namespace.platform.cloud, entries, false);
    if (flaw !== null) throw new Refusal(path, 'identity/secret', flaw);
    demand(Number.isInteger(refreshMinutes) && refreshMinutes >= 1, path, 'identity/secret', () => ({
      found: `refreshMinutes ${refreshMinutes}`, expected: 'whole minutes, 1 or more', remedy: 'leave the default of 60',
    }));
    const isOwn = !('clusterStore' in store);
    demand(!isOwn || store.namespace.name === namespace.name, path, 'identity/secret', () => ({
      found: `a store of namespace "${isOwn ? store.namespace.name : ''}" for a Secret in "${namespace.name}"`, expected: 'both in one namespace',
      remedy: 'make a SecretStore in the namespace of the Secret, or name a { clusterStore }',
    }));
    this.name = name;
    this.keys = Object.keys(entries);
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name, namespace: namespace.name, labels: { ...objectLabels(name, 'secret', namespace.name) } },
      spec: {
        refreshInterval: `${refreshMinutes}m`,
        secretStoreRef: isOwn ? { kind: 'SecretStore', name: store.name } : { kind: 'ClusterSecretStore', name: store.clusterStore },
        // A vault that is gone for an hour must not take the password of running pods with it.
        target: { name, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
        data: Object.entries(entries as VaultEntries).map(([secretKey, { secret, property, version }]) => ({
          secretKey, remoteRef: { key: secret, ...(property !== undefined && { property }), ...(version !== undefined && { version }) },
        })),
      },
    });
  }

  /** One key of it, for `secretEnv`. @throws Refusal for one that no entry is read into: pods would wait for it. */
  key(key: K): SecretKey {
    demand(this.keys.includes(key), this.node.path, 'identity/secret', () => ({
      found: `key ${told(key)}`, expected: `one of ${this.keys.join(', ')}`, remedy: 'add an entry for it, or name one that is there',
    }));
    return { secret: this, key };
  }
}
