import { clusterAdmins } from '../../graph/identity/cluster-admins';
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
  ],
  on: 'RoleBinding',
  params: {
    maxClusterAdmins: { default: 1, description: 'Bindings to cluster-admin a cluster may have; every cluster has one built in.' },
  },
  messages: {
    everybody: { text: '{binding} gives the whole cluster to everyone in {holder}', severity: { recommended: 'warning', strict: 'error' } },
    serviceAccount: { text: '{binding} gives the whole cluster to the pods of ServiceAccount {holder}', severity: { recommended: 'warning', strict: 'error' } },
    named: { text: '{binding} gives the whole cluster to {holder}', severity: { recommended: 'warning', strict: 'error' } },
    namespaceToEverybody: { text: '{binding} gives its namespace to everyone in {holder}', severity: { recommended: 'warning', strict: 'error' } },
    namespace: { text: '{binding} gives its namespace, secrets and roles included, to {holder}', severity: 'warning' },
  },
  applies: (binding) => binding.holders.length > 0,
  judge(binding, { graph, params, broken }) {
    if (!binding.grantsEverything) return;
    const allowed = params.maxClusterAdmins - 1;
    const isWithinBudget = allowed > 0 && graph.join(clusterAdmins).slice(0, allowed).includes(binding);
    for (const { at, name, is } of binding.holders) {
      if (isWithinBudget && is !== 'everybody') continue;
      const messageId = binding.isClusterWide ? is : is === 'everybody' ? 'namespaceToEverybody' : 'namespace';
      broken(messageId, { path: at.steps, args: { binding: binding.title, holder: name } });
    }
  },
});
