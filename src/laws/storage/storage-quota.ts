import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/storage-quota',
  title: 'Namespaces with claims bound their storage',
  owner: 'platform',
  presets: ['strict'],
  signature: 'S4',
  shows: { symptom: 'the bill, or the account\'s disk limit: claims of every namespace stay Pending', blamed: 'the cloud' },
  why: 'A claim is a purchase. Without a quota one loop that makes claims, or one template with a wrong size, buys disks until the account has no more.',
  remedy: 'Set requests.storage and persistentvolumeclaims in a ResourceQuota of the namespace.',
  because: 'A warning for platform teams, in strict only: it takes a mistake to cost something.',
  keptBy: 'GuardedNamespace bounds both; without storage in its quota, at no claims at all.',
  waiveWhen: 'The account has one tenant, and its own limits are enough.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/policy/resource-quotas/#quota-for-storage'],
  needs: 'cluster',
  on: 'NamespaceScope',
  messages: {
    unbounded: { text: '{namespace} has claims and no quota for {missing}', severity: 'warning' },
  },
  applies: (scope) => !scope.isSystem && scope.claimUsers.length > 0,
  judge(scope, { graph, broken }) {
    const missing = ['requests.storage', 'persistentvolumeclaims'].filter((resource) => !scope.isStorageBounded(resource));
    if (missing.length === 0) return;
    graph.assertNotProvided('resource-quota');
    broken('unbounded', {
      path: scope.place,
      args: { namespace: scope.title, missing: missing.join(' and ') },
      related: scope.claimUsers.slice(0, 3).map(({ resource }) => ({ message: 'claims storage', resource, path: ['metadata', 'name'] })),
    });
  },
});
