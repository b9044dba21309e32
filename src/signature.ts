import type { Loop } from './loop';

/** Failure signature of the method: symptom, what teams blame, real cause, metric and mitigation. */
export type SignatureId = 'S1' | 'S2' | 'S3' | 'S4' | 'S5' | 'S6';

/** One failure signature of the method: how an incident shows, whom teams blame, what it really is. */
export interface Signature {
  readonly id: SignatureId;
  readonly loop: Loop;
  readonly symptom: string;
  readonly blamed: string;
  readonly cause: string;
  /** The series to watch, by its current name. */
  readonly metric: string;
  readonly mitigation: string;
}

/** The six signatures, one per loop. Metric names as of kube-state-metrics 2.x, node_exporter and etcd 3.5. */
export const SIGNATURES: Readonly<Record<SignatureId, Signature>> = {
  S1: {
    id: 'S1',
    loop: 'identity',
    symptom: 'ImagePullBackOff or CrashLoopBackOff, restarts climb, logs are empty',
    blamed: 'the registry, or a bug in the code',
    cause: 'a token or key that expired, drifted or was never trusted: the container exits before it can log',
    metric: 'kube_pod_container_status_restarts_total with the last exit code',
    mitigation: 'ephemeral workload identity, no static secrets, watch the metadata endpoint',
  },
  S2: {
    id: 'S2',
    loop: 'compute',
    symptom: 'pods stay Pending or drains hang while nodes are Ready and half idle',
    blamed: '"not enough nodes"',
    cause: 'the budget is wrong: requests are missing or fragmented, or nothing may be evicted',
    metric: 'kube_pod_container_resource_requests against kube_node_status_allocatable, by node',
    mitigation: 'budget every pod, leave every disruption budget one eviction, soften hard placement',
  },
  S3: {
    id: 'S3',
    loop: 'network',
    symptom: '502 and 504, cross-node timeouts, large payloads vanish',
    blamed: 'the application, or DNS',
    cause: 'dead pods in rotation, an open or over-closed network, headers larger than the path carries',
    metric: 'node_network_receive_drop_total and node_network_transmit_drop_total, per device',
    mitigation: 'readiness on every backend, default deny with explicit allows, room for overlay headers',
  },
  S4: {
    id: 'S4',
    loop: 'storage',
    symptom: 'claims stay Pending, pods hang in ContainerCreating, a StatefulSet rollout is stuck',
    blamed: '"a Kubernetes bug", or the provisioner',
    cause: 'block storage lives in one zone, and the disk was bound before or apart from the pod',
    metric: 'kube_persistentvolumeclaim_status_phase{phase="Pending"} beside attach events',
    mitigation: 'WaitForFirstConsumer classes, StatefulSets for data, zone spread before binding',
  },
  S5: {
    id: 'S5',
    loop: 'control-plane',
    symptom: 'kubectl hangs, API calls time out, controllers flap; workloads look fine',
    blamed: 'the API server or the network',
    cause: 'etcd waits for its disk, or has lost its quorum',
    metric: 'etcd_disk_wal_fsync_duration_seconds_bucket p99: above 10 ms warns, above 100 ms is critical',
    mitigation: 'dedicated low-latency disks, an odd number of members on nodes of their own',
  },
  S6: {
    id: 'S6',
    loop: 'observability',
    symptom: 'an incident crosses loops and nobody can correlate it',
    blamed: 'the last loop to shout',
    cause: 'log lines carry no trace, pod, node, namespace or zone',
    metric: 'share of log lines with all six context fields; RED and USE series side by side',
    mitigation: 'the six fields on every line, RED per service and USE per node',
  },
};
