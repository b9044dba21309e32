import { clusterBelow } from '../../graph/cloud/managed-clusters';
import { NetworkPolicy } from '../../graph/network/network-policy';
import { installsPolicyEngine } from '../../graph/network/policy-engine';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/policy-enforced',
  title: 'Something enforces the NetworkPolicies there are',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Nothing fails, and nothing is kept out: a warning, and an error in strict.',
  unproven: true,
  signature: 'S3',
  shows: { symptom: 'A pod reaches a database that a policy closes to it', blamed: 'nobody, until an audit' },
  why: 'A NetworkPolicy is a wish. Without an engine on the nodes the API server stores it, everybody reads it as done, and it has no effect at all.',
  remedy: 'EKS: configuration_values of the add-on vpc-cni with "enableNetworkPolicy": "true"; AKS: network_data_plane = "cilium"; GKE: datapath_provider = "ADVANCED_DATAPATH"; or install Cilium or Calico.',
  sources: [
    'mission',
    'https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy-configure.html',
    'https://learn.microsoft.com/azure/aks/use-network-policies',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy',
  ],
  on: 'ManagedCluster',
  messages: {
    ignored: { text: 'nothing enforces NetworkPolicies in {cluster}, so {policy} has no effect ({count} in all)', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (cluster, { graph }) => graph.all(NetworkPolicy).length > 0 && graph.join(clusterBelow) === cluster,
  judge(cluster, { graph, broken }) {
    if (installsPolicyEngine(graph) || cluster.enforcesPolicies) return;
    const policies = graph.all(NetworkPolicy);
    broken('ignored', {
      path: cluster.policyField,
      args: { cluster: cluster.title, policy: policies[0]?.title ?? '', count: policies.length },
      related: policies.slice(0, 1).map(({ resource, nameField }) => ({ message: 'has no effect', resource, path: nameField })),
    });
  },
});
