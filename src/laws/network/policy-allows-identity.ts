import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/policy-allows-identity',
  title: 'Pods with a cloud identity may reach where its tokens come from',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'A pod that cannot fetch its token fails at its first call to the cloud; endpoints that a proxy or a private address may serve are undecided, so what is left is certain.',
  unproven: true,
  signature: 'S1',
  shows: { blamed: 'the role, its trust policy, or the SDK', cause: 'a NetworkPolicy that denies the way to the token endpoint: identity fails for want of network' },
  why: 'A workload identity is exchanged for a token over the network. Where egress is restricted and this way is not open, the SDK waits, finds no credential, and the container exits: identity looks broken, the network is.',
  remedy: 'Allow egress to the token endpoint named above, in the NetworkPolicy of the workload.',
  keptBy: 'A workload construct with a WorkloadIdentity opens the way to its token endpoint.',
  waiveWhen: 'The pods hold the identity but never use it.',
  sources: [
    'mission',
    'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html',
    'https://azure.github.io/azure-workload-identity/docs/',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity',
  ],
  needs: 'cluster',
  on: 'Pod',
  messages: {
    denied: { text: 'NetworkPolicy {policy} keeps pods of {workload} from {endpoint}, where ServiceAccount {account} gets its tokens', severity: 'error' },
  },
  applies: (pod) => !pod.workload.isSystem && pod.network.tokenEndpoints.length > 0 && pod.network.egress.isIsolated,
  judge(pod, { graph, broken }) {
    const { network, network: { egress } } = pod;
    for (const { title, flows } of network.tokenEndpoints) {
      if (egress.allowsSome(flows)) continue;
      pod.assertWhole();
      graph.assertNotProvided('network-policies');
      network.assertNoProxy();
      broken('denied', {
        path: ['spec', 'serviceAccountName'],
        args: { workload: pod.workload.title, account: pod.serviceAccountName, endpoint: title, policy: egress.policies[0]?.name ?? '' },
        related: egress.policies.map(({ resource }) => ({ message: 'restricts their egress', resource, path: ['spec'] })),
      });
    }
  },
});
