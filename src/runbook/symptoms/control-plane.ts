import type { Symptom } from '../symptom';

/** What stands between an operator and the first answer of etcdctl. */
const ETCDCTL = 'set ETCDCTL_ENDPOINTS=https://127.0.0.1:2379, ETCDCTL_CACERT, ETCDCTL_CERT and ETCDCTL_KEY first (kubeadm: ca.crt, server.crt and server.key in /etc/kubernetes/pki/etcd)';

/** S5: etcd waits for its disk, and everything waits for etcd. */
export const controlPlaneSymptoms: readonly Symptom[] = [
  {
    id: 'api-slow',
    signature: 'S5',
    title: 'kubectl hangs, calls to the API time out',
    words: ['kubectl hangs', 'kubectl is slow', 'kubectl commands hang or timeout', 'failed calling webhook', 'Internal error occurred: failed calling webhook', 'API server timeouts', 'API calls time out', 'API server slow', 'API latency', 'p99 spike with no application traffic change', 'cluster becomes unresponsive', 'context deadline exceeded', 'client rate limiter', 'Unable to connect to the server', 'Unable to connect to the server: dial tcp: i/o timeout', 'Unable to connect to the server: net/http: TLS handshake timeout', 'kubectl TLS handshake timeout'],
    commands: [
      { run: 'kubectl get --raw "/readyz?verbose"', tells: 'which check fails; etcd is one of them' },
      { run: 'kubectl get --raw "/livez?verbose"', tells: 'whether the process itself is well' },
      { run: 'kubectl get --raw /metrics | grep -E "^(etcd_request_duration_seconds_sum|apiserver_flowcontrol_rejected_requests_total|apiserver_current_inflight_requests)"', tells: 'whether it waits for etcd, or sheds load' },
      { run: 'kubectl -n kube-system get lease kube-scheduler kube-controller-manager -o custom-columns=NAME:.metadata.name,HOLDER:.spec.holderIdentity,SINCE:.spec.acquireTime,CHANGES:.spec.leaseTransitions', tells: 'since when the leaders lead: minutes mean they lose their lease again and again; AGE is that of the Lease, and tells nothing' },
      { run: 'kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations', tells: 'webhooks stand in the way of every write; one that is down is a timeout' },
      { run: 'etcdctl endpoint status --cluster --write-out=table', on: 'a node of etcd', tells: `size, leader, terms and errors of all members; ${ETCDCTL}` },
    ],
    decisions: [
      { seen: 'your own etcd, its requests are slow', means: 'trace downward: the API server waits for etcd, etcd for its disk', fix: 'looplaw explain etcdserver: request timed out', laws: ['control-plane/etcd-volume-class', 'control-plane/etcd-dedicated-disk'] },
      { seen: 'EKS, AKS or GKE, latency up while traffic is as ever', means: 'the control plane of the cloud is what is slow; you see etcd only through it', fix: 'Stop what writes most, and open a case with the figures.', laws: ['observability/managed-api-latency', 'control-plane/churn-bounded'] },
      { seen: 'requests are rejected', means: 'a client lists and watches too much', fix: 'Find verb and resource in apiserver_request_total, and the client by the user agent in the audit log.', laws: ['control-plane/churn-bounded'] },
      { seen: 'TLS handshake timeout, and the API server answers others', means: 'it accepts connections and is too busy for them, or large packets of the handshake are lost on your way (VPN)', fix: 'Ask /readyz from a node; where that is quick: looplaw explain MTU' },
      { seen: 'dial tcp … i/o timeout, from one place only', means: 'the address is not open for it: authorised networks, a private endpoint, a firewall', fix: 'Come by the network that is allowed; do not open the endpoint to all.', laws: ['control-plane/apiserver-closed'] },
      { seen: 'one API server only', means: 'it is a single point of failure', fix: 'Two or more behind a load balancer.', laws: ['control-plane/apiserver-ha'] },
    ],
  },
  {
    id: 'etcd-slow',
    signature: 'S5',
    title: 'etcd waits for its disk',
    words: ['etcdserver: request timed out', 'etcd high latency', 'etcd high latency alerts firing', 'etcd disk latency', 'WAL fsync', 'apply request took too long', 'failed to send out heartbeat on time', 'watch timeouts', 'IOPS ceiling', 'burst credits exhausted', 'etcd latency', 'slow disk'],
    commands: [
      { run: 'etcdctl endpoint health --cluster --write-out=table', on: 'a node of etcd', tells: `which member does not answer, and how long a round through the quorum takes; it is a read, so a slow disk may not show in it; ${ETCDCTL}` },
      { run: 'etcdctl endpoint status --cluster --write-out=table', on: 'a node of etcd', tells: 'who leads, the raft term, and the size against the quota' },
      { run: 'iostat -x 1 5', on: 'a node of etcd', tells: 'w_await of the disk of etcd: above 10 ms is too slow; %util at 100 is the ceiling' },
      { run: 'journalctl -u etcd --since -15min --no-pager | grep -E "took too long|lost leader|overloaded"', on: 'a node of etcd', tells: 'slow writes, lost leaders, where etcd is a service of systemd' },
      { run: 'grep -hE "took too long|lost leader|overloaded" /var/log/pods/kube-system_etcd-*/etcd/*.log | tail -20', on: 'a node of etcd', tells: 'the same where it is a static pod (kubeadm): the journal has none of its lines' },
      { run: 'curl -s http://127.0.0.1:2381/metrics | grep etcd_disk_wal_fsync_duration_seconds_bucket', on: 'a node of etcd', tells: 'how many writes took longer than 8, 16, 64 and 128 ms' },
    ],
    decisions: [
      { seen: 'p99 of fsync above 10 ms', means: 'warning: leaders will change under load', fix: 'A disk of its own with guaranteed IOPS (io2, PremiumV2, hyperdisk, local NVMe).', laws: ['control-plane/etcd-volume-class', 'control-plane/etcd-volume-iops', 'control-plane/etcd-dedicated-disk'] },
      { seen: 'p99 of fsync above 100 ms', means: 'an outage: heartbeats fail, controllers lose their lease', fix: 'Move the member to a fast disk now, one at a time, the leader last.', laws: ['control-plane/etcd-volume-class', 'observability/alert-thresholds'] },
      { seen: 'disk is fine, other processes write to it', means: 'workloads share the node', fix: 'Nodes of their own for etcd.', laws: ['control-plane/etcd-dedicated-nodes', 'control-plane/plane-separation'] },
      { seen: 'the database is large', means: 'space was freed and never given back', fix: 'Defragment one member after the other, the leader last: it blocks while it runs. EtcdDefrag does: kubectl create job --from=cronjob/etcd-defrag now', laws: ['control-plane/etcd-defrag', 'control-plane/etcd-compaction'] },
    ],
  },
  {
    id: 'etcd-quorum',
    signature: 'S5',
    title: 'etcd has no leader, or is full',
    words: ['etcd lost quorum', 'etcd loses quorum', 'quorum lost', 'leader election failures', 'leader election storms', 'leader changes', 'etcdserver: no leader', 'cluster freezes', 'mvcc: database space exceeded', 'database space exceeded', 'etcdserver: no space', 'NOSPACE', 'etcd quota', 'split-brain', 'etcd fragmented'],
    commands: [
      { run: 'etcdctl member list --write-out=table', on: 'a node of etcd', tells: `who belongs to it: more than half must answer; ${ETCDCTL}` },
      { run: 'etcdctl endpoint health --cluster --write-out=table', on: 'a node of etcd', tells: 'who answers' },
      { run: 'etcdctl alarm list', on: 'a node of etcd', tells: 'NOSPACE: the quota is reached, nothing can be written' },
      { run: 'etcdctl endpoint status --cluster --write-out=table', on: 'a node of etcd', tells: 'size, and whether all members are in the same term' },
    ],
    decisions: [
      { seen: 'fewer than half answer', means: 'no change can be made; what runs goes on running', fix: 'Bring members back; restore from a snapshot (EtcdSnapshots) only when they are lost for good.', laws: ['control-plane/etcd-quorum', 'control-plane/etcd-odd-members', 'control-plane/etcd-zone-spread', 'control-plane/etcd-backup'] },
      { seen: 'an even number of members', means: 'it carries no more failures than one member less, and needs one more vote; two leaders are impossible', fix: 'Three or five.', laws: ['control-plane/etcd-odd-members'] },
      { seen: 'alarm NOSPACE', means: 'the history was never compacted, or the quota is the default of 2 GiB', fix: 'Compact, defragment, raise the quota, then disarm the alarm.', laws: ['control-plane/etcd-quota', 'control-plane/etcd-compaction', 'control-plane/etcd-defrag'] },
      { seen: 'leaders change, members are well', means: 'disk or network is slower than the heartbeat allows', fix: 'looplaw explain etcd disk latency', laws: ['control-plane/etcd-timing', 'control-plane/etcd-volume-class'] },
    ],
  },
  {
    id: 'etcd-disk-full',
    signature: 'S5',
    title: 'The disk of an etcd member is full',
    words: ['etcd disk full', 'disk full on etcd', 'etcd no space left on device', 'no space left on device on an etcd member', 'disk of etcd is full', 'etcd volume full', 'etcd data directory full', 'etcd out of disk space'],
    commands: [
      { run: 'df -h /var/lib/etcd', on: 'a node of etcd', tells: 'whether the file system is full: that is another thing than the quota of the database' },
      { run: 'du -sh /var/lib/etcd/member/wal /var/lib/etcd/member/snap', on: 'a node of etcd', tells: 'how much of it is the log, and how much the database with its snapshots; the rest is of others' },
      { run: 'etcdctl endpoint status --cluster --write-out=table', on: 'a node of etcd', tells: `which members answer, their size, and NOSPACE among the errors, which is the quota; ${ETCDCTL}` },
      { run: 'etcdctl endpoint health --cluster --write-out=table', on: 'a node of etcd', tells: 'whether more than half are well: then the cluster goes on while you repair one' },
    ],
    decisions: [
      { seen: 'alarm NOSPACE, and room on the disk', means: 'the quota of the database is reached, not the disk', fix: 'looplaw explain mvcc: database space exceeded', laws: ['control-plane/etcd-quota', 'control-plane/etcd-compaction', 'control-plane/etcd-defrag'] },
      { seen: 'the disk is full of logs, images or snapshots', means: 'etcd shares it; a member that can not write its log ends', fix: 'Free it and start the member; then a disk of its own, and snapshots elsewhere.', laws: ['control-plane/etcd-dedicated-disk', 'control-plane/etcd-backup'] },
      { seen: 'the disk is full of the database', means: 'it is smaller than what the quota allows, with the log and a second copy while it is defragmented', fix: 'Grow the disk first, then compact and defragment, one member after the other.', laws: ['control-plane/etcd-quota', 'control-plane/etcd-defrag'] },
      { seen: 'the member does not start any more', means: 'its log broke off where the disk ended', fix: 'With a quorum: remove the member, and add it anew with an empty folder. Without one: looplaw explain etcd lost quorum', laws: ['control-plane/etcd-quorum'] },
    ],
  },
  {
    id: 'controllers-flap',
    signature: 'S5',
    title: 'Controllers stop or flap',
    words: ['controllers flap', 'controller flapping', 'deployments stop reconciling', 'HPA erratic', 'scheduler freezes', 'scheduler crashed', 'controller desync', 'component down', 'kube-controller-manager down', 'crashed pods not restarted', 'scaling stops', 'no new deployments'],
    commands: [
      { run: 'kubectl -n kube-system get pods -l tier=control-plane -o wide', tells: 'which component restarts, where the cluster is your own' },
      { run: 'kubectl -n kube-system get lease kube-controller-manager kube-scheduler -o custom-columns=NAME:.metadata.name,HOLDER:.spec.holderIdentity,RENEWED:.spec.renewTime,CHANGES:.spec.leaseTransitions', tells: 'who leads, and how often that changed' },
      { run: 'kubectl -n kube-system logs -l component=kube-controller-manager --tail=50', tells: '"failed to renew lease" is the API server, and behind it etcd' },
      { run: 'kubectl get --raw "/readyz?verbose"', tells: 'whether the API server is well' },
    ],
    decisions: [
      { seen: 'leases change hands', means: 'controllers can not renew in time: the cause is below them', fix: 'looplaw explain etcd disk latency', laws: ['control-plane/etcd-volume-class', 'control-plane/etcd-dedicated-nodes'] },
      { seen: 'one component restarts', means: 'its flags or certificates are wrong', fix: 'Read its log; what runs already goes on running.', laws: ['control-plane/kubeadm-args-shape', 'control-plane/scheduler-config'] },
      { seen: 'much is written, by Jobs, events or operators', means: 'churn feeds itself: more desync, more writes', fix: 'Bound histories, intervals and retries.', laws: ['control-plane/churn-bounded'] },
    ],
  },
];
