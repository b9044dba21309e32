import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/etcd-quorum',
  title: 'etcd outlives the loss of a member, and no drain takes its quorum',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns in recommended about few members, for it works until a machine dies; a budget that lets a drain take the quorum is an error, for the drain then stops the cluster.',
  unproven: true,
  signature: 'S5',
  why: 'A change needs a majority. With one or two members the first machine that fails stops every change; a budget that lets too many go at once does the same in a planned drain.',
  remedy: 'Run three members, five where two may fail at once, and let one go at a time: maxUnavailable: 1.',
  waiveWhen: 'The cluster may be down for as long as a restore takes.',
  sources: ['mission', 'https://etcd.io/docs/v3.6/faq/#what-is-failure-tolerance', 'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/'],
  on: 'EtcdCluster',
  messages: {
    few: { text: '{etcd} has {members}: the loss of one stops every change', severity: { recommended: 'warning', strict: 'error' } },
    budget: { text: '{etcd} loses its quorum in a drain: {budget} lets {gone} of {members} go at once, and {quorum} must stay', severity: 'error' },
  },
  applies: (etcd) => etcd.members > 0,
  judge(etcd, { profile, broken }) {
    const { members, quorum, size, workload } = etcd;
    const args = { etcd: etcd.title, members };
    for (const budget of workload?.budgets.certain ?? []) {
      const gone = budget.evictable(members);
      if (members < 3 || members - gone >= quorum) continue;
      const related = [{ message: 'lets them go', resource: budget.resource, path: ['spec'] }];
      broken('budget', { path: size?.path ?? [], args: { ...args, budget: budget.title, gone, quorum }, related });
    }
    if (members >= 3 || (members === 1 && profile.environment === 'dev')) return;
    etcd.assertAllNamed();
    broken('few', { path: size?.path ?? [], args: { ...args, members: etcd.count } });
  },
});
