import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/policy-selects-pods',
  title: 'A NetworkPolicy selects, and names, pods that exist',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'It is asked only of sets that hold every workload, and what it finds may be on its way: it warns.',
  signature: 'S3',
  why: 'A policy whose selector matches nothing protects nobody; a peer that matches nothing lets nobody in. Both are mostly a label that was renamed at one place.',
  remedy: 'Make podSelector equal to labels that pod templates of that namespace carry.',
  keptBy: 'The NetworkPolicy of a workload construct selects the label of its pods.',
  waiveWhen: 'The pods are made by an operator.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource'],
  needs: 'cluster',
  on: 'NetworkPolicy',
  messages: {
    nobody: { text: 'NetworkPolicy {policy} selects no pods', severity: 'warning' },
    stranger: { text: 'NetworkPolicy {policy} names pods of its namespace that nothing makes', severity: 'warning' },
  },
  judge(policy, { graph, broken }) {
    const assertComplete = () => ['Deployment', 'StatefulSet', 'DaemonSet', 'Pod'].forEach((kind) => graph.assertComplete(kind, `of NetworkPolicy ${policy.name}`));
    const args = { policy: policy.name };
    if (policy.selectsNobody) {
      assertComplete();
      return broken('nobody', { path: ['spec', 'podSelector'], at: 'key', args });
    }
    for (const { peers, isEffective } of policy.writtenRules) {
      if (!isEffective) continue;
      for (const peer of peers) {
        if (!peer.isPodOnly || !peer.choosesNobody) continue;
        assertComplete();
        broken('stranger', { path: [...peer.path, 'podSelector'], at: 'key', args });
      }
    }
  },
});
