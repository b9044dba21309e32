import { ServiceAccount } from 'cdk8s-plus-28';
import { describe, expect, test } from 'vitest';
import { ApiRole, Platform, StatelessService, type ApiRight } from '../../constructs';
import { SERVICE, chart, find, guarded, manifestsOf, platforms, refusalOf } from './manifests';

const LEASES: ApiRight = { verbs: ['get', 'update'], resources: ['leases'], group: 'coordination.k8s.io', names: ['api'] };

function serviceWithRole(allows: readonly [ApiRight, ...ApiRight[]], clusterWide = false, platform: Platform = platforms().aws) {
  const at = chart();
  const namespace = guarded(at, platform);
  const role = new ApiRole(at, 'role', { namespace, name: 'leader', allows, clusterWide });
  new StatelessService(at, 'api', { ...SERVICE, namespace, role });
  return manifestsOf(at);
}

describe('a role', () => {
  const manifests = serviceWithRole([LEASES, { verbs: ['list', 'watch'], resources: ['pods'] }]);

  test('names what it allows', () => {
    expect(find(manifests, 'Role')).toMatchObject({
      metadata: { name: 'leader', namespace: 'shop' },
      rules: [{ apiGroups: ['coordination.k8s.io'], resources: ['leases'], verbs: ['get', 'update'], resourceNames: ['api'] }, { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] }],
    });
  });

  test('is given to the pods of its workload, which mount a token and reach the API', () => {
    expect(find(manifests, 'RoleBinding')).toMatchObject({ metadata: { namespace: 'shop' }, roleRef: { kind: 'Role', name: 'leader' }, subjects: [{ kind: 'ServiceAccount', name: 'api', namespace: 'shop' }] });
    expect(find(manifests, 'Deployment').spec.template.spec.automountServiceAccountToken).toBe(true);
    expect(find(manifests, 'NetworkPolicy', 'api').spec.egress).toEqual([{ to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ port: 443, protocol: 'TCP' }] }]);
    const platform = Platform.aws({ zones: ['us-east-1a'], apiServer: ['10.0.0.0/24'] });
    expect(find(serviceWithRole([LEASES], false, platform), 'NetworkPolicy', 'api').spec.egress[0].to).toEqual([{ ipBlock: { cidr: '10.0.0.0/24' } }]);
  });

  test('of the whole cluster carries its namespace in its name', () => {
    const wide = serviceWithRole([{ verbs: ['list'], resources: ['nodes'] }], true);
    expect(find(wide, 'ClusterRole').metadata).toMatchObject({ name: 'shop-leader' });
    expect(find(wide, 'ClusterRole').metadata.namespace).toBeUndefined();
    expect(find(wide, 'ClusterRoleBinding')).toMatchObject({ metadata: { name: 'shop-api' }, roleRef: { kind: 'ClusterRole', name: 'shop-leader' } });
  });

  test('is bound to a ServiceAccount that somebody else makes', () => {
    const at = chart();
    const namespace = guarded(at);
    const role = new ApiRole(at, 'role', { namespace, name: 'leader', allows: [LEASES] });
    const account = new ServiceAccount(at, 'account', { metadata: { name: 'robot', namespace: 'shop' } });
    const api = new StatelessService(at, 'api', { ...SERVICE, namespace, role, serviceAccount: account });
    expect(api.serviceAccount).toBeNull();
    expect(find(manifestsOf(at), 'RoleBinding').subjects).toEqual([{ kind: 'ServiceAccount', name: 'robot', namespace: 'shop' }]);
    expect(find(manifestsOf(at), 'Deployment').spec.template.spec.serviceAccountName).toBe('robot');
  });

  test.each<[string, ApiRight, boolean, string]>([
    ['every resource', { verbs: ['get'], resources: ['*'] }, false, '[identity/no-wildcard-rbac]'],
    ['every group', { verbs: ['get'], resources: ['pods'], group: '*' }, false, '[identity/no-wildcard-rbac]'],
    ['every verb', { verbs: ['*' as never], resources: ['pods'] }, false, '[identity/no-wildcard-rbac]'],
    ['entering pods', { verbs: ['create'], resources: ['pods/exec'] }, false, 'who may do that may enter pods by exec'],
    ['making tokens', { verbs: ['create'], resources: ['serviceaccounts/token'] }, false, 'make tokens of other ServiceAccounts'],
    ['binding roles', { verbs: ['bind' as never], resources: ['clusterroles'], group: 'rbac.authorization.k8s.io' }, false, 'bind roles its holder does not have'],
    ['all Secrets there are', { verbs: ['list'], resources: ['secrets'] }, true, 'read every Secret'],
    ['making what has a name', { verbs: ['create'], resources: ['leases'], group: 'coordination.k8s.io', names: ['api'] }, false, 'such a right never matches'],
  ])('refuses %s', (_, right, clusterWide, said) => {
    expect(refusalOf(() => serviceWithRole([right], clusterWide))).toContain(said);
  });

  test('may read the Secrets of its namespace, and single ones anywhere', () => {
    expect(find(serviceWithRole([{ verbs: ['get', 'list'], resources: ['secrets'] }]), 'Role').rules).toHaveLength(1);
    expect(find(serviceWithRole([{ verbs: ['get'], resources: ['secrets'], names: ['ca'] }], true), 'ClusterRole').rules).toHaveLength(1);
  });

  test('stays in its namespace', () => {
    const at = chart();
    const role = new ApiRole(at, 'role', { namespace: { name: 'billing', platform: platforms().aws }, name: 'leader', allows: [LEASES] });
    expect(refusalOf(() => new StatelessService(at, 'api', { ...SERVICE, namespace: guarded(at), role }))).toContain('found:    role "leader" of namespace "billing" for a workload in "shop"');
  });
});
