import { concernsAdmins, excessAdmins } from '../../graph/identity/cluster-admins';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/no-cluster-admin',
  title: 'Bindings to cluster-admin stay within their budget',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Whoever holds it owns every secret and every workload, so a single stolen token is the outage of all tenants: an error in strict. It breaks nothing by itself, so recommended warns.',
  signature: 'S1',
  why: 'Whoever holds cluster-admin owns every secret of every tenant. One stolen token is then the end of the cluster, and no audit tells its uses apart.',
  remedy: 'Bind a Role that names its resources and verbs. Count the bindings you mean to keep, the built-in one of system:masters included, in maxClusterAdmins.',
  keptBy: '`ApiRole` cannot be cluster-admin; `RbacAudit` tells every week who is.',
  waiveWhen: 'A break-glass group of people holds it, and each use of it is reviewed.',
  carriedBy: 'A weekly report of kube_clusterrolebinding_info{roleref_name="cluster-admin"} finds what was bound by hand.',
  sources: [
    'mission',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
    'https://learn.microsoft.com/azure/aks/manage-azure-rbac',
  ],
  on: 'AdminGrant',
  params: {
    maxClusterAdmins: { default: 1, description: 'Bindings to cluster-admin a cluster may have. Every cluster has one built in, which counts; of the grants of a cloud as many are left alone.' },
  },
  messages: {
    everybody: { text: '{binding} gives the whole cluster to everyone in {holder}', severity: { recommended: 'warning', strict: 'error' } },
    serviceAccount: { text: '{binding} gives the whole cluster to the pods of ServiceAccount {holder}', severity: { recommended: 'warning', strict: 'error' } },
    named: { text: '{binding} gives the whole cluster to {holder}', severity: { recommended: 'warning', strict: 'error' } },
    workload: { text: '{binding} gives the whole cluster to pods, by their identity {holder}', severity: { recommended: 'warning', strict: 'error' } },
    nodes: { text: '{binding} gives the whole cluster to every node, and to whoever gets on one, by {holder}', severity: { recommended: 'warning', strict: 'error' } },
    creator: { text: '{binding} makes whoever creates it its admin, be it a person or a pipeline', severity: 'warning' },
    refused: { text: '{binding} asks for group {holder}, which EKS refuses from an access entry', severity: { recommended: 'warning', strict: 'error' } },
    namespaceToEverybody: { text: '{binding} gives its namespace to everyone in {holder}', severity: { recommended: 'warning', strict: 'error' } },
    namespace: { text: '{binding} gives its namespace, secrets and roles included, to {holder}', severity: 'warning' },
  },
  applies: concernsAdmins,
  judge(grant, { params, broken }) {
    for (const { is, path, holder } of excessAdmins(grant, params.maxClusterAdmins)) broken(is, { path, args: { binding: grant.title, holder } });
  },
});
