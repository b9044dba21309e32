import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/pod-ip-headroom',
  title: 'There are addresses for all pods of all nodes',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'A warning: it fails at the size nobody has reached yet, on the day the pools grow.',
  unproven: true,
  signature: 'S3',
  shows: { symptom: 'Pods stay in ContainerCreating: failed to assign an IP address to container; new nodes do not become Ready', blamed: 'the network plugin' },
  why: 'Where pods take addresses of the subnet, the subnet is a limit like CPU. Pools grow into it on the busiest day, and subnets can not be enlarged.',
  remedy: 'Give nodes larger subnets or pods ranges of their own (EKS: secondary ranges or prefixes; AKS: overlay; GKE: a larger secondary range), or lower the maximum of the pools.',
  sources: [
    'mission',
    'https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html',
    'https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr',
  ],
  on: 'ManagedCluster',
  params: {
    podsPerNode: { default: 30, description: 'Pods to reckon with on each node where Terraform does not write how many it may have.' },
  },
  messages: {
    subnets: { text: '{pool} may have {nodes} nodes, which take {wanted} addresses with their pods, and its subnets have {free}', severity: 'warning' },
    range: { text: '{pool} may have {nodes} nodes, and {range} has room for the pods of {pieces}', severity: 'warning' },
  },
  judge(cluster, { params, broken }) {
    for (const { is, ...breach } of cluster.addressFlaws(params.podsPerNode)) broken(is, breach);
  },
});
