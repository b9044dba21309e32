/** A metric that was removed or hidden, and what took its place. */
export interface RetiredMetric {
  /** Since when there is no such series, or why there never was. */
  readonly since: string;
  /** What to ask for instead. */
  readonly instead: string;
  /** The new text where the name stood, where the two mean the same; `null` where more than the name has changed. */
  readonly rename: { readonly name: string; readonly matcher: string | null } | null;
}

const STATE_METRICS = 'kube-state-metrics 2.0 removed it';
const UNITS: Readonly<Record<string, string>> = { cpu_cores: 'cpu', memory_bytes: 'memory', pods: 'pods' };

type Rule = readonly [name: RegExp, retired: (groups: readonly string[]) => RetiredMetric];

/**
 * @see https://github.com/kubernetes/kube-state-metrics/blob/main/CHANGELOG.md
 * @see https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apiserver/pkg/endpoints/metrics/metrics.go
 */
const RULES: readonly Rule[] = [
  [/^kube_pod_resource_(requests|limits)_(cpu_cores|memory_bytes)$/, ([kind, unit]) => byResource(`kube_pod_container_resource_${kind}`, unit, 'there never was such a series')],
  [/^kube_pod_container_resource_(requests|limits)_(cpu_cores|memory_bytes)$/, ([kind, unit]) => byResource(`kube_pod_container_resource_${kind}`, unit, STATE_METRICS)],
  [/^kube_node_status_(allocatable|capacity)_(cpu_cores|memory_bytes|pods)$/, ([kind, unit]) => byResource(`kube_node_status_${kind}`, unit, STATE_METRICS)],
  // Its label hpa became horizontalpodautoscaler, too, so the name alone does not do.
  [/^kube_hpa_(\w+)$/, ([rest]) => ({ since: STATE_METRICS, instead: `kube_horizontalpodautoscaler_${rest}`, rename: null })],
  [/^apiserver_request_slo_duration_seconds(\w*)$/, ([suffix]) => {
    const name = `apiserver_request_sli_duration_seconds${suffix}`;
    return { since: 'Kubernetes hides it since 1.28', instead: name, rename: { name, matcher: null } };
  }],
  [/^apiserver_request_latencies\w*$/, () => inSeconds('apiserver_request_duration_seconds_bucket')],
  [/^etcd_request_latencies\w*$/, () => inSeconds('etcd_request_duration_seconds_bucket')],
  [/^etcd_disk_wal_fsync_duration_seconds$/, () => ({
    since: 'a histogram has no series of its bare name', instead: 'etcd_disk_wal_fsync_duration_seconds_bucket', rename: null,
  })],
];

/** May this text hold the name of a retired metric? Tells which expressions need not be read. */
export const MAY_BE_RETIRED = /_(?:cpu_cores|memory_bytes|latencies|slo_duration)|kube_node_status_\w+_pods|kube_hpa_|wal_fsync_duration_seconds\b/;

/** What became of a metric of this name; `null` where it is alive, for all that is known. */
export function retiredMetric(name: string): RetiredMetric | null {
  for (const [pattern, retired] of RULES) {
    const match = pattern.exec(name);
    if (match !== null) return retired(match.slice(1));
  }
  return null;
}

function byResource(name: string, unit = '', since: string): RetiredMetric {
  const matcher = `resource="${UNITS[unit]}"`;
  return { since, instead: `${name}{${matcher}}`, rename: { name, matcher } };
}

function inSeconds(name: string): RetiredMetric {
  return { since: 'Kubernetes 1.17 removed it', instead: `${name}, which counts in seconds`, rename: null };
}
