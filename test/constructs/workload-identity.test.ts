import { describe, expect, test } from 'vitest';
import { Platform, StatelessService, WorkloadIdentity, type Cloud, type Principals } from '../../constructs';
import { CLOUDS, PRINCIPALS, SERVICE, chart, find, guarded, manifestsOf, platforms, refusalOf } from './manifests';

function serviceOf<C extends Cloud>(platform: Platform<C>, principal: Principals[C]) {
  const at = chart();
  const namespace = { name: 'shop', platform };
  const identity = new WorkloadIdentity(at, 'identity', { namespace, name: 'api', principal });
  new StatelessService(at, 'api', { ...SERVICE, namespace, identity });
  const manifests = manifestsOf(at);
  return {
    identity,
    account: find(manifests, 'ServiceAccount'),
    template: find(manifests, 'Deployment').spec.template,
    egress: find(manifests, 'NetworkPolicy').spec.egress,
  };
}

const tcp = (port: number) => ({ port, protocol: 'TCP' });

describe('a workload identity', () => {
  test.each(CLOUDS)('mounts no API token on %s, and is the only ServiceAccount of its workload', (cloud) => {
    const { account, template } = serviceOf<Cloud>(platforms()[cloud], PRINCIPALS[cloud]);
    expect(account).toMatchObject({ metadata: { name: 'api', namespace: 'shop' }, automountServiceAccountToken: false });
    expect(template.spec).toMatchObject({ serviceAccountName: 'api', automountServiceAccountToken: false });
    expect(template.metadata.annotations).toEqual({ 'looplaw.dev/cloud-access': cloud });
  });

  test('is an annotated role on AWS and reaches STS', () => {
    const { account, egress } = serviceOf(platforms().aws, PRINCIPALS.aws);
    expect(account.metadata.annotations).toEqual({ 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/shop-api', 'eks.amazonaws.com/sts-regional-endpoints': 'true' });
    expect(egress).toEqual([{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [tcp(443)] }]);
  });

  test('reaches STS only where the platform says it is', () => {
    const platform = Platform.aws({ zones: ['us-east-1a'], tokenEndpoints: ['10.0.8.0/24', '10.0.9.0/24'] });
    const { egress } = serviceOf(platform, PRINCIPALS.aws);
    expect(egress).toEqual(['10.0.8.0/24', '10.0.9.0/24'].map((cidr) => ({ to: [{ ipBlock: { cidr } }], ports: [tcp(443)] })));
  });

  test('carries no annotation with EKS Pod Identity and reaches its node agent', () => {
    const { account, egress } = serviceOf(platforms().aws, { podIdentity: true });
    expect(account.metadata.annotations).toBeUndefined();
    expect(egress).toEqual([{ to: [{ ipBlock: { cidr: '169.254.170.23/32' } }], ports: [tcp(80)] }]);
  });

  test('labels the pod template on Azure, where the webhook looks', () => {
    const { account, template, egress } = serviceOf(platforms().azure, { ...PRINCIPALS.azure, tenantId: '00000000-1111-2222-3333-444444444444' });
    expect(account.metadata.annotations).toEqual({
      'azure.workload.identity/client-id': PRINCIPALS.azure.clientId, 'azure.workload.identity/tenant-id': '00000000-1111-2222-3333-444444444444',
    });
    expect(account.metadata.labels).not.toHaveProperty('azure.workload.identity/use');
    expect(template.metadata.labels).toHaveProperty(['azure.workload.identity/use'], 'true');
    expect(egress[0].ports).toEqual([tcp(443)]);
  });

  test.each([
    ['v1', '169.254.169.252/32', [987, 988]],
    ['v2', '169.254.169.254/32', [80, 8080]],
  ] as const)('reaches the metadata server of dataplane %s on GCP', (dataplane, cidr, ports) => {
    const { egress } = serviceOf(Platform.gcp({ zones: ['europe-west1-b'], dataplane }), PRINCIPALS.gcp);
    expect(egress).toEqual([{ to: [{ ipBlock: { cidr } }], ports: ports.map(tcp) }]);
  });

  test('needs no annotation on GCP where roles are granted directly', () => {
    expect(serviceOf(platforms().gcp, { direct: true }).account.metadata.annotations).toBeUndefined();
    expect(serviceOf(platforms().gcp, PRINCIPALS.gcp).account.metadata.annotations).toEqual({ 'iam.gke.io/gcp-service-account': PRINCIPALS.gcp.serviceAccount });
  });

  test('tells audience and life of its token where they are not what the webhook takes for granted', () => {
    const aws = serviceOf(platforms().aws, { ...PRINCIPALS.aws, audience: 'sts.acme.example', tokenSeconds: 3600, regionalSts: false } as Principals['aws']);
    expect(aws.account.metadata.annotations).toMatchObject({
      'eks.amazonaws.com/audience': 'sts.acme.example', 'eks.amazonaws.com/token-expiration': '3600', 'eks.amazonaws.com/sts-regional-endpoints': 'false',
    });
    const azure = serviceOf(platforms().azure, { ...PRINCIPALS.azure, tokenSeconds: 7200 });
    expect(azure.account.metadata.annotations).toMatchObject({ 'azure.workload.identity/service-account-token-expiration': '7200' });
  });

  test.each([
    ['aws', PRINCIPALS.aws, 'sts.amazonaws.com'],
    ['aws', { ...PRINCIPALS.aws, audience: 'sts.acme.example' }, 'sts.acme.example'],
    ['aws', { podIdentity: true }, null],
    ['azure', PRINCIPALS.azure, 'api://AzureADTokenExchange'],
    ['azure', { ...PRINCIPALS.azure, cloud: 'usGovernment' }, 'api://AzureADTokenExchangeUSGov'],
    ['azure', { ...PRINCIPALS.azure, cloud: 'china' }, 'api://AzureADTokenExchangeChina'],
    ['gcp', PRINCIPALS.gcp, null],
  ] as const)('tells what %s has to trust: %o', (cloud, principal, audience) => {
    expect(serviceOf<Cloud>(platforms()[cloud], principal as never).identity.trust)
      .toEqual({ namespace: 'shop', serviceAccount: 'api', subject: 'system:serviceaccount:shop:api', audience });
  });

  test('fetches its token where it is told to', () => {
    const at = chart();
    const namespace = { name: 'shop', platform: platforms().aws };
    const identity = new WorkloadIdentity(at, 'identity', { namespace, name: 'api', principal: PRINCIPALS.aws, tokenEndpoint: { cidrs: ['10.0.8.0/24'], ports: [8443] } });
    new StatelessService(at, 'api', { ...SERVICE, namespace, identity });
    expect(find(manifestsOf(at), 'NetworkPolicy').spec.egress).toEqual([{ to: [{ ipBlock: { cidr: '10.0.8.0/24' } }], ports: [tcp(8443)] }]);
  });

  test.each([
    ['aws', { ...PRINCIPALS.aws, tokenSeconds: 60 }, 'found:    tokenSeconds 60'],
    ['aws', { ...PRINCIPALS.aws, audience: '' }, 'found:    principal.audience: empty text'],
    ['azure', { ...PRINCIPALS.azure, tokenSeconds: 600 }, 'expected: whole seconds, 3600 to 86400'],
  ] as const)('refuses on %s a token %o', (cloud, principal, said) => {
    expect(refusalOf(() => serviceOf<Cloud>(platforms()[cloud], principal as never))).toContain(said);
  });

  test('names the subject the cloud must trust', () => {
    expect(serviceOf(platforms().aws, PRINCIPALS.aws).identity.subject).toBe('system:serviceaccount:shop:api');
  });

  test.each([
    ['aws', { roleArn: 'arn:aws:iam::123:role/shop' }, 'found:    role "arn:aws:iam::123:role/shop"'],
    ['azure', { clientId: 'shop-api' }, 'found:    clientId "shop-api"'],
    ['azure', { clientId: PRINCIPALS.azure.clientId, tenantId: 'acme' }, 'tenantId "acme"'],
    ['gcp', { serviceAccount: 'api@gserviceaccount.com' }, 'found:    service account "api@gserviceaccount.com"'],
  ] as const)('refuses on %s a principal %o', (cloud, principal, said) => {
    const act = () => serviceOf<Cloud>(platforms()[cloud], principal as never);
    expect(refusalOf(act)).toContain('[identity/workload-identity-wired]');
    expect(refusalOf(act)).toContain(said);
  });

  test('refuses a second workload', () => {
    const at = chart();
    const namespace = guarded(at);
    const identity = new WorkloadIdentity<Cloud>(at, 'identity', { namespace, name: 'api', principal: PRINCIPALS.aws });
    new StatelessService(at, 'api', { ...SERVICE, namespace, identity });
    expect(refusalOf(() => new StatelessService(at, 'web', { ...SERVICE, name: 'web', namespace, identity })))
      .toMatch(/test\/web \[identity\/dedicated-service-account\]\n {2}found: {4}identity "api", which test\/api already has/);
  });

  test('refuses a workload of another namespace', () => {
    const at = chart();
    const identity = new WorkloadIdentity(at, 'identity', { namespace: { name: 'billing', platform: platforms().aws }, name: 'api', principal: PRINCIPALS.aws });
    expect(refusalOf(() => new StatelessService(at, 'api', { ...SERVICE, namespace: guarded(at), identity })))
      .toContain('an identity of namespace "billing" for a workload in "shop"');
  });
});
