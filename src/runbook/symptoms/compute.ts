import type { Symptom } from '../symptom';

/** S2: the budget of the cluster says no, while its nodes are half idle. */
export const computeSymptoms: readonly Symptom[] = [
  {
    id: 'pod-pending',
    signature: 'S2',
    title: 'Pods stay Pending',
    words: ['Pending', 'pending pods', 'pod pending', 'pod stuck in pending', 'new pods stuck in pending', 'FailedScheduling', 'Unschedulable', 'insufficient cpu', 'insufficient memory', 'nodes are available', 'not enough nodes', 'scheduler stuck', 'scheduler lock-up', 'nodes ready but half idle', 'looks fine at 40% utilization', 'fragmentation', 'pod not starting', 'no events visible', 'untolerated taint', 'didn\'t match pod anti-affinity rules', 'didn\'t match pod topology spread constraints', 'preemption is not helpful'],
    commands: [
      { run: 'kubectl -n "$NS" describe pod "$POD"', tells: 'why each node was passed over, in the event FailedScheduling; no event means no scheduler has looked' },
      { run: 'kubectl -n kube-system get pods -l component=kube-scheduler', tells: 'whether the scheduler runs, where the cluster is your own' },
      { run: 'kubectl -n kube-system get lease kube-scheduler -o jsonpath=\'{.spec.holderIdentity}{"\\t"}{.spec.renewTime}{"\\n"}\'', tells: 'who leads, and when it last said so: more than 15 s ago means nobody schedules' },
      { run: 'kubectl describe nodes | grep -A 8 "Allocated resources"', tells: 'what is requested of what a node can give; use does not count' },
      { run: 'kubectl top nodes', tells: 'what is used; requested 95 % and used 25 % is fragmentation' },
      { run: 'kubectl -n "$NS" get resourcequota,limitrange', tells: 'whether the namespace has anything left' },
      { run: 'kubectl -n "$NS" get pvc', tells: 'whether the pod waits for a claim' },
    ],
    decisions: [
      { seen: 'Insufficient cpu or memory, nodes half idle', means: 'requests are larger than use, or left in pieces no pod fits into', fix: 'Set requests to what is used; a pool with larger nodes, or a descheduler, joins the pieces.', laws: ['compute/budgeted-pod', 'compute/request-limit-ratio', 'compute/pod-fits-node'] },
      { seen: 'anti-affinity or topology spread', means: 'a hard rule asks for more nodes or zones than there are', fix: 'Make it whenUnsatisfiable: ScheduleAnyway, or a preferred rule.', laws: ['compute/anti-affinity-satisfiable', 'compute/topology-spread-satisfiable'] },
      { seen: 'untolerated taint', means: 'the nodes that have room are kept for others', fix: 'Tolerate the taint of the pool that is meant, and select the pool.', laws: ['compute/dedicated-node-toleration', 'compute/system-pool-isolated'] },
      { seen: 'volume node affinity conflict, or unbound claims', means: 'the disk is in another zone: this is storage', fix: 'looplaw explain volume node affinity conflict', laws: ['storage/deferred-binding'] },
      { seen: 'no event at all', means: 'the scheduler is down, or waits for the API server and etcd', fix: 'Look at the control plane first: looplaw runbook S5', laws: ['control-plane/scheduler-config'] },
      { seen: 'preempted, or no priority', means: 'nothing says who goes first when the cluster is full', fix: 'Give each workload a PriorityClass.', laws: ['compute/priority-class-assigned', 'compute/priority-ladder-sane'] },
    ],
  },
  {
    id: 'quota-full',
    signature: 'S2',
    title: 'A quota refuses new pods',
    words: ['exceeded quota', 'quota exceeded', 'quota exhaustion', 'resource quotas exceeded', 'quota almost full', 'one team starves the others', 'failed quota: must specify'],
    commands: [
      { run: 'kubectl -n "$NS" describe resourcequota', tells: 'what is used of what is granted' },
      { run: 'kubectl -n "$NS" get events --field-selector reason=FailedCreate --sort-by=.lastTimestamp', tells: 'which ReplicaSet or Job was refused; there is no pod to look at' },
      { run: 'kubectl -n "$NS" get pods --sort-by=.metadata.creationTimestamp', tells: 'what holds the budget, finished pods of Jobs among them' },
    ],
    decisions: [
      { seen: 'exceeded quota', means: 'the sum of requests at this scale is above what the namespace was granted', fix: 'Lower requests or the largest scale, or have the quota raised.', laws: ['compute/quota-fits'] },
      { seen: 'must specify', means: 'the quota counts what a container does not request', fix: 'Request it, or give the namespace a LimitRange with defaults.', laws: ['compute/quota-requires-budget', 'compute/namespace-guardrails'] },
    ],
  },
  {
    id: 'drain-hangs',
    signature: 'S2',
    title: 'A drain hangs, or takes everything down',
    words: ['drain hangs', 'drains hang', 'cannot evict pod', 'would violate the pod\'s disruption budget', 'PDB deadlock', 'disruption budget', 'node upgrade stuck', 'maxUnavailable 0', 'drain evicts all replicas', 'node maintenance drains all pods simultaneously', 'complete outage during maintenance'],
    commands: [
      { run: 'kubectl get pdb -A', tells: 'which budgets allow 0 disruptions' },
      { run: 'kubectl -n "$NS" describe pdb "$PDB"', tells: 'how many pods it wants healthy, and how many are' },
      { run: 'kubectl get pods -A -o wide --field-selector spec.nodeName="$NODE"', tells: 'what is left on the node' },
      { run: 'kubectl -n "$NS" get deploy,statefulset,hpa', tells: 'how many replicas there are, and may be' },
    ],
    decisions: [
      { seen: 'allowed disruptions 0, all pods healthy', means: 'the budget can never allow one: maxUnavailable 0, or minAvailable equal to the replicas', fix: 'maxUnavailable: 1, with at least two replicas.', laws: ['compute/pdb-no-deadlock', 'compute/replicas-for-availability'] },
      { seen: 'allowed disruptions 0, pods not ready', means: 'pods that are broken anyway block the drain', fix: 'unhealthyPodEvictionPolicy: AlwaysAllow', laws: ['compute/pdb-unhealthy-policy'] },
      { seen: 'two budgets over one pod', means: 'the API refuses every eviction', fix: 'Leave one of them.', laws: ['compute/pdb-single-owner'] },
      { seen: 'there is no budget', means: 'a drain may end all replicas at once', fix: 'A PodDisruptionBudget for each workload with more than one replica.', laws: ['compute/pdb-present'] },
    ],
  },
  {
    id: 'rollout-hangs',
    signature: 'S2',
    title: 'A rollout never completes',
    words: ['rollout hangs', 'deployment rollout hangs', 'new ReplicaSet never becomes ready', 'readiness probe failed', 'deployment rollouts never complete', 'ProgressDeadlineExceeded', 'different nodes run different versions of the image', 'rollback impossible', 'latest tag'],
    commands: [
      { run: 'kubectl -n "$NS" rollout status deployment/"$DEPLOYMENT" --timeout=5s', tells: 'what it waits for' },
      { run: 'kubectl -n "$NS" get replicaset --sort-by=.metadata.creationTimestamp', tells: 'the new one is the last: how many pods it wants, has, and has ready' },
      { run: 'kubectl -n "$NS" describe replicaset "$REPLICASET"', tells: 'refusals by quota or admission, when there is no pod' },
      { run: 'kubectl -n "$NS" get pods -o wide', tells: 'Pending, CrashLoopBackOff, ImagePullBackOff, or running and not ready' },
      { run: 'kubectl -n "$NS" rollout history deployment/"$DEPLOYMENT"', tells: 'what to go back to' },
    ],
    decisions: [
      { seen: 'maxUnavailable 0 and new pods Pending', means: 'there is no room for one pod more, and none may go first', fix: 'Leave room for maxSurge, or allow maxUnavailable: 1.', laws: ['compute/rollout-no-deadlock'] },
      { seen: 'ImagePullBackOff', means: 'the image or the right to it is missing', fix: 'looplaw explain ImagePullBackOff', laws: ['compute/immutable-image'] },
      { seen: 'running, never ready', means: 'the readiness probe asks a wrong port or path, or a dependency', fix: 'Compare the probe with what the container listens on.', laws: ['network/probe-port-valid', 'network/readiness-probe'] },
      { seen: 'Multi-Attach error', means: 'old and new pod want one disk', fix: 'strategy: Recreate, or a StatefulSet.', laws: ['storage/rwo-rollout'] },
      { seen: 'nodes run different builds of one tag', means: 'the tag was moved: there is nothing to go back to', fix: 'Roll back by kubectl rollout undo, then deploy by digest.', laws: ['compute/immutable-image'] },
    ],
  },
  {
    id: 'node-not-ready',
    signature: 'S2',
    title: 'A node is NotReady',
    words: ['NotReady', 'node not ready', 'node stuck in NotReady', 'node marked NotReady', 'kubelet stopped posting node status', 'container runtime is down', 'NodeStatusUnknown', 'ContainerStatusUnknown', 'pod status unknown', 'NodeLost', 'kubelet is down', 'cni plugin not initialized'],
    commands: [
      { run: 'kubectl describe node "$NODE"', tells: 'which condition changed, when, and why; status unknown means the kubelet is silent' },
      { run: 'kubectl -n kube-node-lease get lease "$NODE" -o jsonpath=\'{.spec.renewTime}{"\\n"}\'', tells: 'when it was last heard of; 50 s later it is NotReady (40 s before 1.32), 300 s after that pods without a toleration of their own are evicted' },
      { run: 'systemctl status kubelet --no-pager', on: 'the node', tells: 'whether the kubelet runs' },
      { run: 'journalctl -u kubelet --since -15min --no-pager | tail -50', on: 'the node', tells: 'what it complains about: certificates, the runtime, the CNI' },
      { run: 'crictl info', on: 'the node', tells: 'whether the container runtime answers, and whether the network is ready' },
      { run: 'curl -sk "https://$API_SERVER:6443/livez"', on: 'the node', tells: 'whether the API server is reachable; 401 or ok both mean yes' },
    ],
    decisions: [
      { seen: 'the kubelet is dead or was killed', means: 'pods without requests and limits took what the system needed', fix: 'Restart the kubelet; budget every pod, reserve for system and kube.', laws: ['compute/budgeted-pod', 'compute/no-best-effort', 'compute/memory-limited'] },
      { seen: 'network plugin not ready', means: 'the CNI runs out of addresses, or its agent is down', fix: 'Look at its DaemonSet; plan subnets for nodes × pods.', laws: ['network/pod-ip-headroom'] },
      { seen: 'the API server is not reachable', means: 'the node is cut off, or the control plane is what is ill', fix: 'One node: replace it. Many at once: looplaw runbook S5', laws: ['control-plane/apiserver-ha'] },
    ],
  },
  {
    id: 'node-pressure',
    signature: 'S2',
    title: 'Pods are evicted or killed for want of resources',
    words: ['evicted', 'pod evicted due to node pressure', 'node pressure', 'DiskPressure', 'disk pressure on a node', 'node disk full', 'disk full on a node', 'no space left on device on a node', 'containerd no space left on device', 'kubelet no space left on device', 'emptyDir no space left on device', 'ImageGCFailed', 'FreeDiskSpaceFailed', 'EvictionThresholdMet', 'low on resource: ephemeral-storage', 'ephemeral local storage usage exceeds', 'MemoryPressure', 'PIDPressure', 'OOMKilled', 'OOMKill', 'OOM', 'out of memory', 'the node was low on resource', 'BestEffort pods are first to be evicted', 'exit code 137'],
    commands: [
      { run: 'kubectl describe node "$NODE" | grep -i pressure', tells: 'which resource: memory, disk or process ids' },
      { run: 'kubectl get pods -A --field-selector status.phase=Failed -o custom-columns=NS:.metadata.namespace,POD:.metadata.name,REASON:.status.reason,MESSAGE:.status.message', tells: 'who was evicted, and for what' },
      { run: 'kubectl get pods -A --field-selector spec.nodeName="$NODE" -o custom-columns=NS:.metadata.namespace,POD:.metadata.name,QOS:.status.qosClass', tells: 'who goes first: BestEffort, then those above their requests' },
      { run: 'kubectl top pods -A --sort-by=memory', tells: 'who uses most' },
      { run: 'df -h / /var/log /var/lib/kubelet /var/lib/containerd; df -i /', on: 'the node', tells: 'whether images, logs or emptyDirs fill the disk, or inodes are used up' },
    ],
    decisions: [
      { seen: 'MemoryPressure, pods without requests', means: 'what is not budgeted is evicted first', fix: 'Request what is used; request and limit alike for what matters.', laws: ['compute/no-best-effort', 'compute/guaranteed-when-critical'] },
      { seen: 'DiskPressure', means: 'logs, images or emptyDirs without a limit', fix: 'Bound ephemeral storage; remove unused images with crictl rmi --prune.', laws: ['storage/ephemeral-bounded'] },
      { seen: 'OOMKilled in one container', means: 'its limit is below what it uses', fix: 'Raise the limit with the request, or stop the leak.', laws: ['compute/memory-limited', 'compute/request-limit-ratio'] },
      { seen: 'PIDPressure', means: 'a process forks without end', fix: 'Set podPidsLimit of the kubelet, and find the pod.' },
    ],
  },
  {
    id: 'workload-gone',
    signature: 'S2',
    title: 'A pod is gone, and nothing brings it back',
    words: ['pod does not come back', 'bare pod', 'pod gone after node failure', 'no self-healing', 'no PriorityClass decides who dies', 'who dies first'],
    commands: [
      { run: 'kubectl get pods -A -o json | jq -r \'.items[] | select(.metadata.ownerReferences == null) | "\\(.metadata.namespace)/\\(.metadata.name)"\'', tells: 'pods nobody owns: nothing starts them again' },
      { run: 'kubectl get events -A --field-selector reason=Preempted', tells: 'pods that went for others of a higher priority' },
      { run: 'kubectl -n kube-system get lease kube-controller-manager -o jsonpath=\'{.spec.holderIdentity}{"\\t"}{.spec.renewTime}{"\\n"}\'', tells: 'whether controllers run: nobody renews, nothing heals' },
    ],
    decisions: [
      { seen: 'it has no owner', means: 'a pod by itself is not replaced', fix: 'Make it a Deployment, StatefulSet or Job.', laws: ['compute/no-bare-pod'] },
      { seen: 'it was preempted', means: 'its priority is the lowest, by default', fix: 'Decide who goes first.', laws: ['compute/priority-class-assigned'] },
    ],
  },
];
