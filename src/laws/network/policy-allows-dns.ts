import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/policy-allows-dns',
  title: 'Pods whose egress is restricted may resolve names',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Nearly everything needs names, but a pod that only answers does not, so it warns; strict takes it for the error it mostly is.',
  signature: 'S3',
  shows: { symptom: 'lookups time out after 5 s, every call fails with "no such host" or a timeout', blamed: 'CoreDNS' },
  why: 'A deny of egress denies DNS, too. Pods then know no address of anything, whatever else the policies allow.',
  remedy: 'Allow egress to UDP and TCP 53: of pods k8s-app: kube-dns in namespace kube-system, and where a cache runs on the node, of its address (169.254.20.10) or its pods (k8s-app: node-local-dns).',
  keptBy: 'GuardedNamespace allows DNS for all of its pods, the caches of each cloud included.',
  waiveWhen: 'The pods resolve no names.',
  sources: [
    'mission',
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    'https://github.com/kubernetes/kubernetes/blob/master/cluster/addons/dns/nodelocaldns/README.md',
  ],
  needs: 'cluster',
  on: 'Pod',
  messages: {
    denied: { text: 'NetworkPolicy {policy} restricts what pods of {workload} reach, and none lets them resolve names', severity: { recommended: 'warning', strict: 'error' } },
    noTcp: { text: 'NetworkPolicy {policy} lets pods of {workload} resolve names over UDP only: answers that are too long are asked for again over TCP', severity: 'warning' },
  },
  applies: (pod) => !pod.workload.isSystem && pod.network.egress.isIsolated && !pod.network.isSealed,
  judge(pod, { graph, broken }) {
    const { network, network: { egress } } = pod;
    const isUdp = egress.allowsSome(network.resolverFlows('UDP'));
    if (isUdp && egress.allowsSome(network.resolverFlows('TCP'))) return;
    pod.assertWhole();
    graph.assertNotProvided('network-policies');
    broken(isUdp ? 'noTcp' : 'denied', {
      args: { workload: pod.workload.title, policy: egress.policies[0]?.name ?? '' },
      path: ['spec'],
      at: 'key',
      related: egress.policies.map(({ resource }) => ({ message: 'restricts their egress', resource, path: ['spec'] })),
    });
  },
});
