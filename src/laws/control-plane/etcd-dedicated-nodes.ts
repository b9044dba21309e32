import { isOpenToAll, isPool, isPoolOfEtcd } from '../../graph/cloud/etcd/etcd-pool';
import { isGuaranteed, isOnTaintedNodes, isOnePerNode } from '../../graph/control-plane/etcd-nodes';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/etcd-dedicated-nodes',
  title: 'etcd pods stand one to a node, on nodes and resources of their own',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns where one node can take the quorum; the rest informs in recommended and warns in strict, for it shows under pressure only.',
  unproven: true,
  signature: 'S5',
  why: 'Two members on one node are lost together. Beside apps a member is throttled, preempted or evicted when they grow, and each time the cluster looks for a new leader.',
  remedy: 'Require anti-affinity by kubernetes.io/hostname, send the pods to tainted nodes with nodeSelector and toleration, set a priorityClassName, and make requests equal to limits.',
  waiveWhen: 'The cluster is for tests.',
  sources: ['mission', 'https://etcd.io/docs/v3.6/op-guide/hardware/'],
  on: 'EtcdHost',
  messages: {
    together: { text: '{etcd}: two members may stand on one node and be lost together', severity: { recommended: 'warning', strict: 'error' } },
    mixed: { text: '{etcd} shares its nodes with apps: no tainted nodes it is sent to', severity: { recommended: 'info', strict: 'warning' } },
    untainted: { text: '{pool} is there for etcd and takes any pod: it has no taint', severity: { recommended: 'info', strict: 'warning' } },
    noPriority: { text: '{etcd} has no priority class: any pod with one may preempt it', severity: { recommended: 'info', strict: 'warning' } },
    burstable: { text: '{etcd} does not ask for what it may use (requests are not limits): it is among the first to be evicted', severity: { recommended: 'info', strict: 'warning' } },
  },
  applies: (etcd) => (isPool(etcd) ? isPoolOfEtcd(etcd) : etcd.origin === 'pods' && etcd.workload?.isReplicated === true),
  judge(etcd, { broken }) {
    if (isPool(etcd)) {
      if (isOpenToAll(etcd)) broken('untainted', { args: { pool: etcd.title } });
      return;
    }
    const { member, title } = etcd;
    if (member === null) return;
    const { pod } = member;
    const at = (...path: readonly string[]) => ({ path: [...pod.path, 'spec', ...path], args: { etcd: title } });
    if (!isOnePerNode(pod)) broken('together', at('affinity'));
    if (!isOnTaintedNodes(pod)) broken('mixed', at('nodeSelector'));
    if (!pod.spec.has('priorityClassName')) broken('noPriority', at('priorityClassName'));
    if (!isGuaranteed(pod)) broken('burstable', { path: [...member.path, 'resources'], args: { etcd: title } });
  },
});
