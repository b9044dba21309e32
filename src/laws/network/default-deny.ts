import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/default-deny',
  title: 'Namespaces deny traffic by default',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An open network works until somebody breaks in, so it warns; strict takes the method to the letter.',
  signature: 'S3',
  why: 'Without a default deny every pod reaches every other. One broken-into front end talks to the billing database, and egress leaves for anywhere.',
  remedy: 'Add a NetworkPolicy with podSelector: {} and policyTypes [Ingress, Egress], and one policy per workload for what it needs, DNS included.',
  keptBy: 'GuardedNamespace denies both directions and lets out DNS; workload constructs open what they use.',
  waiveWhen: 'The engine of the cluster enforces no policies, or denies by default itself.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies'],
  needs: 'cluster',
  on: 'NamespaceScope',
  params: {
    egress: { default: true, description: 'Ask for a default deny of outgoing traffic, too.' },
  },
  messages: {
    open: { text: '{namespace} denies no {directions} traffic by default', severity: { recommended: 'warning', strict: 'error' } },
    cancelled: { text: 'NetworkPolicy {policy} allows all {direction} traffic, and so undoes any default deny of {namespace}', severity: { recommended: 'warning', strict: 'error' } },
  },
  // Pods of Jobs count: while they run they reach, and are reached, like any other.
  applies: (namespace) => !namespace.isSystem && namespace.hasPolicedPods,
  judge(namespace, { graph, params, broken }) {
    const directions = params.egress ? ['Ingress', 'Egress'] as const : ['Ingress'] as const;
    for (const direction of directions) {
      const policy = namespace.allowAll(direction);
      if (policy === null) continue;
      broken('cancelled', {
        path: namespace.place,
        args: { policy: policy.name, direction: direction.toLowerCase(), namespace: namespace.title },
        related: [{ message: 'allows everything', resource: policy.resource, path: ['spec', direction.toLowerCase()] }],
      });
    }
    const missing = directions.filter((direction) => namespace.defaultDeny(direction) === null && namespace.allowAll(direction) === null);
    if (missing.length === 0) return;
    graph.assertNotProvided('default-deny');
    // No repair: a deny without the rules of each workload, which nobody here knows, is an outage.
    namespace.assertNoForeignPolicy();
    broken('open', {
      path: namespace.place,
      args: { directions: missing.map((d) => d.toLowerCase()).join(' and no '), namespace: namespace.title },
      related: namespace.neighbours.map(({ resource }) => ({ message: 'lives there', resource, path: ['metadata', 'name'] })),
    });
  },
});
