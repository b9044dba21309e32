import { Chart, Testing } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import { ApiRole, GuardedNamespace, Platform, StatefulStore, StatelessService, type Cloud, type GuardedNamespaceProps } from '../../constructs';
import { CLOUDS, SERVICE, STORE, chart, find, guarded, manifestsOf, platforms, refusalOf } from './manifests';

const QUOTA = { requests: { cpu: '4', memory: '8Gi' }, limits: { cpu: '8', memory: '16Gi' }, pods: 20 } as const;

function namespaceWith(changes: Partial<GuardedNamespaceProps<Cloud>> = {}) {
  const at = chart();
  const namespace = new GuardedNamespace<Cloud>(at, 'namespace', { platform: platforms().aws, name: 'shop', quota: QUOTA, ...changes });
  return { at, namespace, manifests: manifestsOf(at) };
}

/** The addresses among the peers of a rule. */
function addressesIn(to: readonly { readonly ipBlock?: { readonly cidr: string } }[]): readonly string[] {
  return to.flatMap(({ ipBlock }) => ipBlock?.cidr ?? []);
}

describe('a guarded namespace', () => {
  test('refuses pods that are not restricted, by the rules of the cluster', () => {
    const { labels } = find(namespaceWith({ platform: platforms('1.30').aws }).manifests, 'Namespace').metadata;
    for (const mode of ['enforce', 'audit', 'warn']) {
      expect(labels).toMatchObject({ [`pod-security.kubernetes.io/${mode}`]: 'restricted', [`pod-security.kubernetes.io/${mode}-version`]: 'v1.30' });
    }
  });

  test('has a quota, and no room for claims unless asked', () => {
    expect(find(namespaceWith().manifests, 'ResourceQuota').spec.hard).toEqual({
      'requests.cpu': '4', 'requests.memory': '8Gi', 'limits.cpu': '8', 'limits.memory': '16Gi', pods: '20', 'requests.storage': '0', persistentvolumeclaims: '0',
    });
    const { hard } = find(namespaceWith({ quota: { ...QUOTA, storage: { size: '100Gi', claims: 2 } } }).manifests, 'ResourceQuota').spec;
    expect(hard).toMatchObject({ 'requests.storage': '100Gi', persistentvolumeclaims: '2' });
  });

  test('gives containers that say nothing a budget no larger than its own rules', () => {
    const { limits: [{ type, default: limit, defaultRequest: request }] } = find(namespaceWith().manifests, 'LimitRange').spec;
    expect({ type, limit, request }).toMatchObject({ type: 'Container', limit: { cpu: '400m', memory: '256Mi' }, request: { cpu: '100m', memory: '128Mi' } });
  });

  test('denies everybody both ways', () => {
    expect(find(namespaceWith().manifests, 'NetworkPolicy', 'default-deny').spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  test.each(CLOUDS)('lets everybody resolve names on %s', (cloud) => {
    const { spec } = find(namespaceWith({ platform: platforms()[cloud] }).manifests, 'NetworkPolicy', 'allow-dns');
    expect(spec).toMatchObject({ podSelector: {}, policyTypes: ['Egress'] });
    const [{ to, ports }] = spec.egress;
    expect(ports).toEqual([{ port: 53, protocol: 'UDP' }, { port: 53, protocol: 'TCP' }]);
    expect(to.slice(0, 2)).toEqual(['kube-dns', 'node-local-dns'].map((app) => ({
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } }, podSelector: { matchLabels: { 'k8s-app': app } },
    })));
    const own = { aws: [], azure: ['169.254.10.10/32', '169.254.10.11/32'], gcp: ['169.254.169.254/32'] }[cloud];
    expect(addressesIn(to)).toEqual(['169.254.20.10/32', ...own]);
  });

  test.each<[string, Platform<'aws'>, readonly string[]]>([
    ['of Auto Mode, where no pod resolves them', Platform.aws({ zones: ['us-east-1a'], autoMode: true }), ['172.20.0.10/32', '10.100.0.10/32']],
    ['somebody put elsewhere', Platform.aws({ zones: ['us-east-1a'], resolvers: ['192.168.0.10/32'] }), ['192.168.0.10/32']],
  ])('lets everybody ask the resolvers %s', (_, platform, addresses) => {
    const { spec: { egress: [{ to }] } } = find(namespaceWith({ platform }).manifests, 'NetworkPolicy', 'allow-dns');
    expect(addressesIn(to)).toEqual(['169.254.20.10/32', ...addresses]);
  });

  test('stays outside of namespaces when its chart has one', () => {
    const at = new Chart(Testing.app(), 'chart', { namespace: 'other' });
    guarded(at);
    const manifests = manifestsOf(at);
    expect(find(manifests, 'Namespace').metadata.namespace).toBeUndefined();
    expect(find(manifests, 'ResourceQuota').metadata.namespace).toBe('shop');
  });

  test('books services at their largest scale, one rollout included', () => {
    const { at, namespace } = namespaceWith({ quota: { ...QUOTA, requests: { cpu: '2', memory: '8Gi' } } });
    // 6 pods and a surge of 2, at 250m each
    new StatelessService(at, 'api', { ...SERVICE, namespace });
    expect(refusalOf(() => new StatelessService(at, 'web', { ...SERVICE, name: 'web', namespace, scale: { replicas: 2 } }))).toBe([
      'test/web [compute/quota-fits]',
      '  found:    requests.cpu 750m at its largest scale, beside 2 of the others',
      '  expected: at most 2 in the namespace',
      '  do this:  raise the quota to 2750m, or lower the scale or the budget',
    ].join('\n'));
  });

  test('has no room for a store without room for its claims', () => {
    const { at, namespace } = namespaceWith();
    expect(refusalOf(() => new StatefulStore(at, 'orders', { ...STORE, namespace }))).toContain('found:    persistentvolumeclaims 3 at its largest scale');
  });

  test('refuses a second workload of one name, whose pods would be taken for the other\'s', () => {
    const at = chart();
    const namespace = guarded(at);
    new StatelessService(at, 'api', { ...SERVICE, namespace });
    expect(refusalOf(() => new StatefulStore(at, 'store', { ...STORE, name: 'api', namespace }))).toContain('found:    a second workload "api" in namespace "shop"');
  });

  test.each([
    ['a quota of nothing', { quota: { ...QUOTA, requests: { cpu: '0', memory: '8Gi' } } }, 'found:    requests.cpu "0"'],
    ['a quota of no pods', { quota: { ...QUOTA, pods: 0 } }, 'found:    pods "0"'],
    ['defaults that burst too far', { containerDefaults: { cpu: { request: '10m', limit: '1' }, memory: { request: '64Mi', limit: '64Mi' } } }, '[compute/request-limit-ratio]'],
    ['a name that is none', { name: '1st' }, 'found:    name "1st"'],
  ] as const)('refuses %s', (_, changes, said) => {
    expect(refusalOf(() => namespaceWith(changes))).toContain(said);
  });
});

describe('a namespace of a team', () => {
  test('gives its people rights here, and says whose it is', () => {
    const { manifests } = namespaceWith({ tenancy: 'team', team: { name: 'checkout', group: 'oidc:checkout' } });
    expect(find(manifests, 'Namespace').metadata.labels).toMatchObject({ 'looplaw.dev/team': 'checkout' });
    expect(find(manifests, 'RoleBinding')).toMatchObject({
      metadata: { name: 'team', namespace: 'shop' }, roleRef: { kind: 'ClusterRole', name: 'edit' }, subjects: [{ kind: 'Group', name: 'oidc:checkout' }],
    });
    expect(find(manifests, 'ResourceQuota').spec.hard).toMatchObject({ 'services.nodeports': '0' });
    const viewers = namespaceWith({ tenancy: 'team', team: { name: 'checkout', group: 'oidc:checkout', role: 'view' } });
    expect(find(viewers.manifests, 'RoleBinding').roleRef.name).toBe('view');
  });

  test('is called by a label', () => {
    expect(refusalOf(() => namespaceWith({ tenancy: 'team', team: { name: 'Check Out', group: 'g' } }))).toContain('found:    name "Check Out"');
  });
});

describe('a namespace of code nobody trusts', () => {
  test('says so, and offers no door of its own', () => {
    const { manifests, namespace } = namespaceWith({ tenancy: 'untrusted', sandbox: { runtimeClassName: 'gvisor' } });
    expect(find(manifests, 'Namespace').metadata.labels).toMatchObject({ 'looplaw.dev/trust': 'untrusted' });
    expect(find(manifests, 'ResourceQuota').spec.hard).toMatchObject({ 'services.nodeports': '0', 'services.loadbalancers': '0' });
    expect(namespace.sandbox).toEqual({ runtimeClassName: 'gvisor' });
    expect(manifests.some(({ kind }) => kind === 'RoleBinding')).toBe(false);
  });

  test('has no pods that ask the API', () => {
    const { at, namespace } = namespaceWith({ tenancy: 'untrusted', sandbox: { runtimeClassName: 'gvisor' } });
    const role = new ApiRole(at, 'role', { namespace, name: 'api', allows: [{ verbs: ['get'], resources: ['pods'] }] });
    expect(refusalOf(() => new StatelessService(at, 'api', { ...SERVICE, namespace, role }))).toContain('[compute/untrusted-isolated]');
  });
});
