import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/host-network-scope',
  title: 'Pods stay off the network of their node',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Agents of the node need it. A policy that selects such pods does nothing, so that warns.',
  signature: 'S3',
  why: 'No NetworkPolicy reaches pods on the network of their node: they see and reach what the node does, its metadata service included, and take ports of the node, so two of them cannot share one.',
  remedy: 'Remove hostNetwork: true and reach the pods through a Service; where an agent needs it, drop the policy that cannot hold it.',
  keptBy: 'No construct knows hostNetwork.',
  waiveWhen: 'The pods serve the node itself: CNI, node exporters, storage drivers.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods'],
  needs: 'cluster',
  on: 'Pod',
  messages: {
    unbound: { text: 'NetworkPolicy {policy} selects the pods of {workload} and does nothing: they are on the network of their node', severity: 'warning' },
    exposed: { text: 'pods of {workload} are on the network of their node, where no NetworkPolicy reaches them', severity: 'info' },
  },
  applies: (pod) => !pod.workload.isSystem,
  judge(pod, { broken }) {
    if (!pod.isOnHostNetwork) return;
    const [policy] = pod.network.ownPolicies;
    const breach = { path: ['spec', 'hostNetwork'], args: { workload: pod.workload.title, policy: policy?.name ?? '' } };
    if (policy === undefined) return broken('exposed', breach);
    broken('unbound', { ...breach, related: [{ message: 'selects them', resource: policy.resource, path: ['spec', 'podSelector'] }] });
  },
});
