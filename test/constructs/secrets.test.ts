import { Secret } from 'cdk8s-plus-28';
import { describe, expect, test } from 'vitest';
import { SecretFiles, SecretFrom, SecretStore, StatelessService, WorkloadIdentity, type Cloud, type Principals, type SecretFromProps, type VaultEntries, type Vaults } from '../../constructs';
import { parseYaml } from './yaml';
import { CLOUDS, PRINCIPALS, SERVICE, chart, find, manifestsOf, platforms, refusalOf } from './manifests';

const VAULTS: Vaults = { aws: { region: 'eu-central-1' }, azure: { keyVault: 'acme-shop', tenantId: '00000000-1111-2222-3333-444444444444' }, gcp: { project: 'acme-shop' } };
const ENTRIES: VaultEntries = { password: { secret: 'prod/orders', property: 'password' }, token: { secret: 'partner', version: '7' } };

function identityOf(cloud: Cloud, principal: Principals[Cloud] = PRINCIPALS[cloud], name = 'api') {
  const at = chart();
  const namespace = { name: 'shop', platform: platforms()[cloud] };
  return { at, namespace, identity: new WorkloadIdentity<Cloud>(at, `${name}-identity`, { namespace, name, principal }) };
}

function storeOn(cloud: Cloud, principal?: Principals[Cloud]) {
  const { at, namespace, identity } = identityOf(cloud, principal, 'vault-reader');
  return { at, namespace, store: new SecretStore<Cloud>(at, 'store', { name: 'vault', identity, vault: VAULTS[cloud] }) };
}

describe('a secret store', () => {
  test.each([
    ['aws', { aws: { service: 'SecretsManager', region: 'eu-central-1', auth: { jwt: { serviceAccountRef: { name: 'vault-reader' } } } } }],
    ['azure', { azurekv: { authType: 'WorkloadIdentity', vaultUrl: 'https://acme-shop.vault.azure.net', tenantId: '00000000-1111-2222-3333-444444444444', serviceAccountRef: { name: 'vault-reader' } } }],
    ['gcp', { gcpsm: { projectID: 'acme-shop', auth: { workloadIdentity: { serviceAccountRef: { name: 'vault-reader' } } } } }],
  ] as const)('asks %s in the name of a ServiceAccount, with no key', (cloud, provider) => {
    const { at } = storeOn(cloud);
    expect(find(manifestsOf(at), 'SecretStore')).toMatchObject({ apiVersion: 'external-secrets.io/v1', metadata: { name: 'vault', namespace: 'shop' }, spec: { provider } });
  });

  test('has an identity of its own', () => {
    const { at, namespace, identity } = identityOf('aws');
    new SecretStore<Cloud>(at, 'store', { name: 'vault', identity, vault: VAULTS.aws });
    expect(refusalOf(() => new StatelessService(at, 'api', { ...SERVICE, namespace, identity }))).toContain('[identity/dedicated-service-account]');
  });

  test('refuses an identity the operator cannot take', () => {
    expect(refusalOf(() => storeOn('aws', { podIdentity: true }))).toContain('found:    identity "vault-reader" with EKS Pod Identity');
  });
});

describe('a secret from a vault', () => {
  const secretWith = (changes: Partial<SecretFromProps<string>> = {}) => {
    const { at, namespace, store } = storeOn('aws');
    const secret = new SecretFrom(at, 'secret', { namespace, name: 'orders', store, entries: ENTRIES, ...changes });
    return { at, namespace, secret };
  };

  test('is kept in step with the vault, and outlives it', () => {
    expect(find(manifestsOf(secretWith().at), 'ExternalSecret').spec).toEqual({
      refreshInterval: '60m',
      secretStoreRef: { kind: 'SecretStore', name: 'vault' },
      target: { name: 'orders', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: [{ secretKey: 'password', remoteRef: { key: 'prod/orders', property: 'password' } }, { secretKey: 'token', remoteRef: { key: 'partner', version: '7' } }],
    });
  });

  test('comes from the store of the platform as well', () => {
    expect(find(manifestsOf(secretWith({ store: { clusterStore: 'acme' }, refreshMinutes: 5 }).at), 'ExternalSecret').spec)
      .toMatchObject({ refreshInterval: '5m', secretStoreRef: { kind: 'ClusterSecretStore', name: 'acme' } });
  });

  test('is read as a variable or as files, like a Secret of any cdk8s-plus', () => {
    const { at, namespace, secret } = secretWith();
    const other = new Secret(at, 'other', { metadata: { name: 'partner', namespace: 'shop' } });
    new StatelessService(at, 'api', {
      ...SERVICE, namespace, secretEnv: { PASSWORD: secret.key('password'), TOKEN: { secret: other, key: 'token' } },
      configEnv: { MODE: { config: { name: 'settings' }, key: 'mode' } }, files: { '/run/secrets/orders': { secret }, '/etc/api': { config: 'settings' } },
    });
    const { containers: [container], volumes } = find(manifestsOf(at), 'Deployment').spec.template.spec;
    expect(container.env.slice(-3)).toEqual([
      { name: 'MODE', valueFrom: { configMapKeyRef: { name: 'settings', key: 'mode' } } },
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'orders', key: 'password' } } },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'partner', key: 'token' } } },
    ]);
    expect(container.volumeMounts).toEqual([
      { name: 'scratch-0', mountPath: '/tmp' }, { name: 'files-0', mountPath: '/run/secrets/orders', readOnly: true }, { name: 'files-1', mountPath: '/etc/api', readOnly: true },
    ]);
    expect(volumes.slice(1)).toEqual([{ name: 'files-0', secret: { secretName: 'orders', defaultMode: 0o440 } }, { name: 'files-1', configMap: { name: 'settings' } }]);
  });

  test.each<[string, Partial<SecretFromProps<string>>, string]>([
    ['nothing', { entries: {} }, 'found:    no entries'],
    ['a key that is none', { entries: { 'pass word': { secret: 'a' } } }, 'found:    entry "pass word" of secret "a"'],
    ['a secret without a name', { entries: { password: { secret: '' } } }, 'found:    entries.password.secret: empty text'],
    ['a vault that is asked all the time', { refreshMinutes: 0 }, 'found:    refreshMinutes 0'],
    ['a store next door', { namespace: { name: 'billing', platform: platforms().aws } }, 'found:    a store of namespace "shop" for a Secret in "billing"'],
  ])('refuses %s', (_, changes, said) => {
    expect(refusalOf(() => secretWith(changes))).toContain(said);
  });
});

describe('secret files', () => {
  const parametersOn = (cloud: Cloud, entries: VaultEntries, principal?: Principals[Cloud]) => {
    const { at, identity } = identityOf(cloud, principal);
    new SecretFiles<Cloud>(at, 'files', { name: 'orders', identity, vault: VAULTS[cloud], entries });
    return find(manifestsOf(at), 'SecretProviderClass').spec.parameters;
  };

  test('of AWS take single fields out of a secret', () => {
    const { objects, ...others } = parametersOn('aws', ENTRIES);
    expect(others).toEqual({ region: 'eu-central-1' });
    expect(parseYaml(objects)).toEqual([
      { objectName: 'prod/orders', objectType: 'secretsmanager', objectAlias: 'password.json', jmesPath: [{ path: 'password', objectAlias: 'password' }] },
      { objectName: 'partner', objectType: 'secretsmanager', objectVersion: '7', objectAlias: 'token' },
    ]);
    expect(parametersOn('aws', ENTRIES, { podIdentity: true })).toMatchObject({ usePodIdentity: 'true' });
  });

  test('of Azure name the identity of the pod', () => {
    const { objects, ...others } = parametersOn('azure', { token: { secret: 'partner', version: '7' } });
    expect(others).toEqual({ clientID: PRINCIPALS.azure.clientId, keyvaultName: 'acme-shop', tenantId: VAULTS.azure.tenantId, usePodIdentity: 'false' });
    const { array: [entry] } = parseYaml(objects) as { readonly array: readonly [string] };
    expect(parseYaml(entry)).toEqual({ objectName: 'partner', objectType: 'secret', objectAlias: 'token', objectVersion: '7' });
  });

  test('of Google are versions of secrets', () => {
    const { secrets, auth } = parametersOn('gcp', ENTRIES);
    expect(auth).toBe('pod-adc');
    expect(parseYaml(secrets)).toEqual([
      { resourceName: 'projects/acme-shop/secrets/prod/orders/versions/latest', path: 'password', extractJSONKey: 'password' },
      { resourceName: 'projects/acme-shop/secrets/partner/versions/7', path: 'token' },
    ]);
  });

  test('of Azure cannot be a single field', () => {
    expect(refusalOf(() => parametersOn('azure', ENTRIES))).toContain('found:    field "password" of secret "prod/orders"');
  });

  test.each(CLOUDS)('are mounted, read-only, by the workload the identity is of on %s', (cloud) => {
    const { at, namespace, identity } = identityOf(cloud);
    const vault = new SecretFiles<Cloud>(at, 'files', { name: 'orders', identity, vault: VAULTS[cloud], entries: { token: { secret: 'partner' } } });
    new StatelessService(at, 'api', { ...SERVICE, namespace, identity, files: { '/run/secrets': { vault } } });
    const { volumes } = find(manifestsOf(at), 'Deployment').spec.template.spec;
    expect(volumes[1]).toEqual({ name: 'files-0', csi: { driver: 'secrets-store.csi.k8s.io', readOnly: true, volumeAttributes: { secretProviderClass: 'orders' } } });
    expect(refusalOf(() => new StatelessService(at, 'web', { ...SERVICE, name: 'web', namespace, files: { '/run/secrets': { vault } } })))
      .toContain('found:    files of "orders" at /run/secrets, which are fetched as "api"');
  });
});
