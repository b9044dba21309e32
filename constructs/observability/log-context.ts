import type { Platform } from '../platform';

/** An entry of a container's `env`. */
export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: object;
}

/** Where a pod finds its own fields, and what OpenTelemetry calls them. */
const FIELDS = [
  { name: 'POD_NAME', fieldPath: 'metadata.name', attribute: 'k8s.pod.name' },
  { name: 'POD_NAMESPACE', fieldPath: 'metadata.namespace', attribute: 'k8s.namespace.name' },
  { name: 'NODE_NAME', fieldPath: 'spec.nodeName', attribute: 'k8s.node.name' },
] as const;

/** Pods know their zone only where the API server copies it from the node, which it does from 1.35; before, the variable would be empty. */
const ZONE = { name: 'ZONE', fieldPath: "metadata.labels['topology.kubernetes.io/zone']", attribute: 'cloud.availability_zone' } as const;

/**
 * What a log line needs to be found again: pod, namespace, node and, where the cluster tells it, zone. Variables come before the
 * text that quotes them, because `$(VAR)` only sees earlier ones. Serves observability/log-context, zone-context, trace-context.
 */
export function logContext(platform: Platform, name: string): readonly EnvVar[] {
  const fields = platform.isAtLeast('1.35') ? [...FIELDS, ZONE] : FIELDS;
  return [
    ...fields.map((field) => ({ name: field.name, valueFrom: { fieldRef: { fieldPath: field.fieldPath } } })),
    { name: 'OTEL_SERVICE_NAME', value: name },
    { name: 'OTEL_PROPAGATORS', value: 'tracecontext,baggage' },
    { name: 'OTEL_RESOURCE_ATTRIBUTES', value: fields.map((field) => `${field.attribute}=$(${field.name})`).join(',') },
    ...exporter(platform),
  ];
}

function exporter({ facts: { telemetry } }: Platform): readonly EnvVar[] {
  if (telemetry === undefined) return [];
  const { service, namespace, port = OTLP_PORT } = telemetry;
  return [
    { name: 'OTEL_EXPORTER_OTLP_ENDPOINT', value: `http://${service}.${namespace}.svc:${port}` },
    { name: 'OTEL_EXPORTER_OTLP_PROTOCOL', value: 'grpc' },
  ];
}

/** OTLP over gRPC. */
export const OTLP_PORT = 4317;
