import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/private-endpoints',
  title: 'Services of the cloud are reached without the internet',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'It works, costs for each byte and takes ports of the NAT gateway: it informs, and warns in strict.',
  unproven: true,
  signature: 'S3',
  why: 'Images, tokens and logs are most of what a cluster sends out. Through a NAT gateway they are paid for byte by byte, and a rollout that pulls images everywhere is what saturates it.',
  remedy: 'AWS: aws_vpc_endpoint for s3 (Gateway), ecr.api, ecr.dkr, sts and logs (Interface); Azure: azurerm_private_endpoint; Google: private_ip_google_access = true.',
  waiveWhen: 'The cluster is small, and what it sends out is not worth an endpoint per zone.',
  sources: [
    'mission',
    'https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html',
    'https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-networking.html',
    'https://cloud.google.com/vpc/docs/private-google-access',
  ],
  on: 'ManagedCluster',
  messages: {
    services: { text: 'nodes of {cluster} reach {services} through the internet: their network has no endpoint for them', severity: { recommended: 'info', strict: 'warning' } },
    account: { text: 'nodes of {cluster} reach {account} through the internet: it has no private endpoint', severity: { recommended: 'info', strict: 'warning' } },
    google: { text: 'nodes of {cluster} reach services of Google through the internet: {subnet} has no private access', severity: { recommended: 'info', strict: 'warning' } },
  },
  judge(cluster, { broken }) {
    for (const { is, ...breach } of cluster.publicWays) broken(is, breach);
  },
});
