import type { Item } from '../claim';

/** The control plane fails first and shows last. */
export const controlPlane: Item = {
  id: 'control-plane',
  title: 'Is the control plane fast, watched, and left alone?',
  claims: [
    {
      id: 'etcd-disk',
      says: 'etcd writes to fast disks of its own',
      provenBy: ['control-plane/etcd-volume-class'],
      refutedBy: ['control-plane/etcd-volume-iops', 'control-plane/etcd-dedicated-disk', 'control-plane/etcd-dedicated-nodes'],
      look: {
        run: 'kubectl get --raw "/readyz?verbose"', tells: 'whether etcd answers; on a managed cluster nothing else of it is seen',
        alerts: ['LoopEtcdFsyncSlow', 'LoopEtcdFsyncCritical', 'LoopEtcdCommitSlow'],
      },
    },
    {
      id: 'etcd-quorum',
      says: 'etcd outlives the loss of a member',
      provenBy: ['control-plane/etcd-quorum'],
      refutedBy: ['control-plane/etcd-odd-members', 'control-plane/etcd-zone-spread', 'control-plane/apiserver-ha'],
      look: {
        run: 'kubectl -n kube-system get pods -l component=etcd -o wide', tells: 'how many members there are, and on which nodes; none on a managed cluster, where the provider runs them',
        alerts: ['LoopEtcdLeaderChanges', 'LoopComponentDown'],
      },
    },
    {
      id: 'control-plane-watched',
      says: 'The latency of etcd, or of a managed API server, is watched',
      provenBy: ['observability/managed-api-latency', 'observability/alert-thresholds'],
      refutedBy: ['control-plane/etcd-metrics-exposed'],
      look: {
        run: 'kubectl get prometheusrules -A', tells: 'which rules there are; managed Prometheus keeps them elsewhere',
        alerts: ['LoopApiServerSlow', 'LoopApiServerEtcdSlow'],
      },
    },
    {
      id: 'churn',
      says: 'What is deployed writes to etcd no more often than it has to',
      provenBy: ['control-plane/churn-bounded'],
      look: { run: 'kubectl get cronjobs,events -A', tells: 'what makes objects all the time', alerts: ['LoopEtcdQuota', 'LoopEtcdFragmented'] },
    },
    {
      id: 'planes-apart',
      says: 'Apps stay off the machines of the control plane',
      provenBy: ['control-plane/plane-separation'],
      look: { run: 'kubectl get pods -A -o wide --field-selector spec.nodeName="$NODE"', tells: 'what runs on a node of the control plane', alerts: ['LoopNodePressure'] },
    },
  ],
};
