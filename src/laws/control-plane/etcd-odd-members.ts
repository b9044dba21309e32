import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/etcd-odd-members',
  title: 'etcd has an odd number of members',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns in recommended, for an even number works, and is one machine that can break in vain; an error in strict, as the method wants odd numbers.',
  unproven: true,
  signature: 'S5',
  why: 'An even member raises the quorum and adds no tolerance: of four, as of three, one may fail. It only adds a machine that can break, and a disk every write waits for.',
  remedy: 'Run three members, or five where two must be allowed to fail at once.',
  waiveWhen: 'A member is being added or taken away, and the number is even for an hour.',
  sources: ['mission', 'https://etcd.io/docs/v3.6/faq/#why-an-odd-number-of-cluster-members'],
  on: 'EtcdCluster',
  messages: {
    even: { text: '{members} etcd members outlive no more failures than {fewer} ({failures}), and need a quorum of {quorum}', severity: { recommended: 'warning', strict: 'error' } },
    many: { text: '{members} etcd members: every write waits for {quorum} of them; seven are the most etcd recommends', severity: 'warning' },
  },
  applies: (etcd) => etcd.members > 0,
  judge({ members, quorum, size }, { broken }) {
    const breach = { path: size?.path ?? [], args: { members, quorum, fewer: members - 1, failures: members - quorum } };
    if (members % 2 === 0) broken('even', breach);
    else if (members > 7) broken('many', breach);
  },
});
