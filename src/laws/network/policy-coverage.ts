import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/policy-coverage',
  title: 'Where traffic is denied by default, a policy allows each workload its own',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Pods that need nobody exist, so it warns.',
  signature: 'S3',
  shows: { symptom: 'every connection of a new workload times out', blamed: 'DNS, or the application' },
  why: 'A default deny cuts off every pod of its namespace. A workload that no policy allows anything can neither reach nor be reached, and its connections do not fail but time out.',
  remedy: 'Add a NetworkPolicy that selects its pods and allows what they need: callers in, dependencies and DNS out.',
  keptBy: 'Every workload construct has a NetworkPolicy of its own, which its verb allow opens.',
  waiveWhen: 'The workload needs no network, or its policy is added when it is deployed.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies'],
  needs: 'cluster',
  on: 'Workload',
  messages: {
    sealed: { text: 'NetworkPolicy {policy} cuts off {workload}, and none lets anything in or out', severity: 'warning' },
    unreachable: { text: 'NetworkPolicy {policy} cuts off {workload}, and none lets in the traffic of Service {service}', severity: 'warning' },
  },
  applies: ({ isSystem, pod }) => !isSystem && pod.network.isRestricted,
  judge(workload, { graph, broken }) {
    const { ingress, egress } = workload.pod.network;
    if (!ingress.isSealed) return;
    const [service] = workload.routedServices;
    const isSealed = egress.isSealed;
    if (!isSealed && service === undefined) return;
    workload.pod.assertWhole();
    graph.assertNotProvided('network-policies');
    const [policy] = ingress.policies;
    broken(isSealed ? 'sealed' : 'unreachable', {
      path: ['metadata', 'name'],
      args: { workload: workload.title, policy: policy?.name ?? '', service: service?.name ?? '' },
      related: ingress.policies.map(({ resource }) => ({ message: 'cuts it off', resource, path: ['spec', 'podSelector'] })),
    });
  },
});
