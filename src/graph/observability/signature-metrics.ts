import type { SignatureId } from '../../signature';

/** Metrics by which each failure signature is seen coming, in whole names or as parts of the names that recording rules give. */
export const SIGNATURE_METRICS: Readonly<Partial<Record<SignatureId, RegExp>>> = {
  S1: /kube_pod_container_status_(?:restarts_total|waiting_reason|last_terminated_(?:exitcode|reason))/,
  S2: /kube_pod_status_unschedulable|kube_pod_(?:container_)?resource_request|kube_poddisruptionbudget_status|kube_node_status_condition/,
  S3: /node_network_(?:receive|transmit)_(?:drop|errs)|node_netstat_Tcp_RetransSegs|nginx_ingress_controller_requests|cilium_drop|hubble_drop/,
  S4: /kube_persistentvolume(?:claim)?_status_phase|kube_volumeattachment_|storage_operation_duration_seconds/,
  S5: /etcd_disk_(?:wal_fsync|backend_commit)_duration_seconds|apiserver_request(?:_(?:sli_|slo_)?duration_seconds|:burnrate)|etcd_request_duration_seconds/,
};

/** The latency of the API server, which stands for etcd where a cloud hides it. */
export const API_LATENCY = /apiserver_request(?:_(?:sli_|slo_)?duration_seconds|:burnrate)/;
/** The time a member of etcd waits for its disk. */
export const FSYNC = /etcd_disk_wal_fsync_duration_seconds/;
