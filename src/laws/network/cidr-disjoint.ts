import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/cidr-disjoint',
  title: 'No address has two meanings: the ranges of a cluster are disjoint',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'An error: clouds refuse most of these when they are applied, and where they do not, packets for one range are sent to the other.',
  unproven: true,
  signature: 'S3',
  why: 'An address of a Service that a machine of the network has, too, leads to the Service on every node: that machine can not be reached from the cluster, and nobody sees why.',
  remedy: 'Plan one range each for the network, for pods and for Services, and for every network that is peered; none within another.',
  sources: [
    'mission',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html',
    'https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html',
    'https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning',
  ],
  on: 'AddressPlan',
  messages: {
    overlap: { text: '{subject}: the range of {one} shares addresses with that of {other}', severity: 'error' },
  },
  applies: (plan) => plan.ranges.length > 1,
  judge(plan, { broken }) {
    for (const { is, ...breach } of plan.rangeFlaws) broken(is, breach);
  },
});
