/**
 * What a log line should say about where it comes from: one list for those who judge manifests, those who write them and those who log.
 * It imports nothing, because it runs inside of apps, too.
 */

/** Something a log line should say. */
export interface ContextField {
  /** Its key in a log line. */
  readonly key: string;
  /** Where the downward API finds it. */
  readonly fieldPath: string;
  /** What OpenTelemetry calls it. */
  readonly attribute: string;
  /** Customary names of the variable that brings it; the first is the one constructs write. */
  readonly variables: readonly [string, ...string[]];
}

/** What every version of Kubernetes tells a pod. @see https://opentelemetry.io/docs/specs/semconv/resource/k8s/ */
export const CONTEXT_FIELDS: readonly ContextField[] = [
  { key: 'pod_name', fieldPath: 'metadata.name', attribute: 'k8s.pod.name', variables: ['POD_NAME', 'K8S_POD_NAME'] },
  { key: 'namespace', fieldPath: 'metadata.namespace', attribute: 'k8s.namespace.name', variables: ['POD_NAMESPACE', 'K8S_NAMESPACE_NAME'] },
  { key: 'node_name', fieldPath: 'spec.nodeName', attribute: 'k8s.node.name', variables: ['NODE_NAME', 'K8S_NODE_NAME'] },
];

/** The label of nodes, and from {@link COPIED_SINCE} on of pods, that names the zone. */
export const ZONE_LABEL = 'topology.kubernetes.io/zone';

/**
 * Since when the API server copies that label to the pod it binds: the gate PodTopologyLabelsAdmission is beta and on from then.
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/4742-node-topology-downward-api
 */
export const COPIED_SINCE = '1.35';

/** The zone, which pods know by themselves from {@link COPIED_SINCE} on. @see https://opentelemetry.io/docs/specs/semconv/resource/cloud/ */
export const ZONE_FIELD: ContextField = {
  key: 'zone', fieldPath: `metadata.labels['${ZONE_LABEL}']`, attribute: 'cloud.availability_zone', variables: ['ZONE', 'AVAILABILITY_ZONE'],
};
