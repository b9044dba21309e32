import { App, Chart } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { EksPodIdentity, Federation, GuardedNamespace, Irsa, Platform, WorkloadIdentity, type CloudIdentity, type Cloud } from '../../constructs';
import { WIRINGS } from '../../constructs/identity/principal';

const ISSUER = 'https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const account = { namespace: 'shop', serviceAccount: 'api' };
const role = { ...account, account: '111122223333' };
const CLIENT = '00000000-0000-4000-8000-000000000001';
const quota = { requests: { cpu: '4', memory: '8Gi' }, limits: { cpu: '8', memory: '16Gi' }, pods: 20 } as const;

function identityIn<C extends Cloud>(platform: Platform<C>, name: string, identity: CloudIdentity<C>): WorkloadIdentity<C> {
  const chart = new Chart(new App(), 'chart');
  return new WorkloadIdentity(chart, 'identity', { namespace: new GuardedNamespace(chart, 'namespace', { platform, name, quota }), identity });
}

describe('one value for both halves', () => {
  const aws = Platform.aws({ zones: ['eu-west-1a'] });

  test('says the ARN of a role before it is made', () => {
    expect(new Irsa({ ...role, issuer: ISSUER }).roleArn).toBe('arn:aws:iam::111122223333:role/shop-api');
    expect(new Irsa({ ...role, issuer: ISSUER, rolePath: '/apps/', roleName: 'orders', partition: 'aws-cn' }).roleArn).toBe('arn:aws-cn:iam::111122223333:role/apps/orders');
    expect(new EksPodIdentity({ ...role, cluster: 'main' }).roleArn).toBe('arn:aws:iam::111122223333:role/shop-api');
  });

  test.each([
    ['Irsa', new Irsa({ ...role, issuer: ISSUER }), 'sts.amazonaws.com'],
    ['Irsa with an audience', new Irsa({ ...role, issuer: ISSUER, audience: 'vault', tokenSeconds: 3600 }), 'vault'],
    ['EksPodIdentity', new EksPodIdentity({ ...role, cluster: 'main' }), null],
  ])('makes the ServiceAccount of %s as the cloud trusts it', (_, identity, audience) => {
    const made = identityIn(aws, 'shop', identity);
    expect(made.trust).toEqual({ namespace: 'shop', serviceAccount: 'api', subject: identity.subject, audience });
    expect(identity.audience).toBe(audience);
    expect(made.serviceAccount.toJson().metadata.annotations ?? {}).toEqual(WIRINGS.aws.annotations(identity.principal));
  });

  test('of Azure, too', () => {
    const identity = new Federation({ ...account, issuer: 'https://eastus2.oic.prod-aks.azure.com/tenant/cluster/', clientId: CLIENT, azure: 'china' });
    const made = identityIn(Platform.azure({ zones: ['eastus2-1'] }), 'shop', identity);
    expect(made.trust).toEqual({ namespace: 'shop', serviceAccount: 'api', subject: 'system:serviceaccount:shop:api', audience: 'api://AzureADTokenExchangeChina' });
    expect(made.serviceAccount.toJson().metadata.annotations['azure.workload.identity/client-id']).toBe(CLIENT);
  });

  test('is refused in another namespace than the cloud trusts', () => {
    expect(() => identityIn(aws, 'store', new Irsa({ ...role, issuer: ISSUER }))).toThrow(/identity of shop\/api in namespace "store"/);
  });

  test.each([
    ['a namespace with a wildcard', () => new Irsa({ ...role, namespace: '*', issuer: ISSUER })],
    ['an account with a wildcard', () => new EksPodIdentity({ ...role, serviceAccount: 'api-*', cluster: 'main' })],
    ['a number that is no account', () => new Irsa({ ...role, account: '1234', issuer: ISSUER })],
    ['a path without slashes', () => new Irsa({ ...role, rolePath: 'apps', issuer: ISSUER })],
    ['a role name that is too long', () => new Irsa({ ...role, roleName: 'r'.repeat(65), issuer: ISSUER })],
    ['an issuer without https', () => new Irsa({ ...role, issuer: 'oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE' })],
    ['an issuer with a wildcard', () => new Federation({ ...account, issuer: 'https://*', clientId: CLIENT })],
  ])('refuses %s', (_, make) => {
    expect(make).toThrow(/found: [\s\S]*expected: [\s\S]*do this: /);
  });
});
