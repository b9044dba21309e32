import { CONTEXT_FIELDS, COPIED_SINCE, ZONE_FIELD } from '../../src/graph/observability/context-fields';
import type { Platform } from '../platform';

/** An entry of a container's `env`. */
export interface EnvVar {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: object;
}

/**
 * What a log line needs to be found again: pod, namespace, node and, where the cluster tells it, zone. Variables come before the
 * text that quotes them, because `$(VAR)` only sees earlier ones. Serves observability/log-context, zone-context, trace-context.
 */
export function logContext(platform: Platform, name: string): readonly EnvVar[] {
  const fields = platform.isAtLeast(COPIED_SINCE) ? [...CONTEXT_FIELDS, ZONE_FIELD] : CONTEXT_FIELDS;
  return [
    ...fields.map((field) => ({ name: field.variables[0], valueFrom: { fieldRef: { fieldPath: field.fieldPath } } })),
    { name: 'OTEL_SERVICE_NAME', value: name },
    { name: 'OTEL_PROPAGATORS', value: 'tracecontext,baggage' },
    { name: 'OTEL_RESOURCE_ATTRIBUTES', value: fields.map((field) => `${field.attribute}=$(${field.variables[0]})`).join(',') },
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
