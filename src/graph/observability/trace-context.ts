import type { Container } from '../workload/container';
import type { Variable } from '../workload/environment';
import { Undecided, find } from '../reading/unknown';
import { isInstrumented } from './instrumentation';

const ENDPOINTS = new Set(['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']);
/** Variables by which a tracer that is not OpenTelemetry's shows. */
const OTHER_TRACER = /^(?:DD_(?:AGENT_HOST|TRACE_\w+|SERVICE)|NEW_RELIC_\w+|ELASTIC_APM_\w+|JAEGER_\w+|ZIPKIN_\w+|AWS_XRAY_\w+|SPLUNK_\w+)$/;

/**
 * What a container is told of traces: where to send them, under which name, and how to pass their context on.
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export class TraceContext {
  constructor(private readonly container: Container) {}

  /** Does the operator see to all of it? */
  get isInjected(): boolean {
    return isInstrumented(this.container.pod);
  }

  /** Undecided where it is traced by another vendor's agent, whose settings are its own. */
  assertNoOtherTracer(): void {
    const other = this.find((name) => OTHER_TRACER.test(name));
    if (other !== undefined) throw new Undecided(`${other.name} configures another tracer`);
  }

  /** Has it an endpoint to send traces to? */
  get isExporting(): boolean {
    return this.find((name) => ENDPOINTS.has(name)) !== undefined;
  }

  /** Will its spans carry a name of their own? The SDK says `unknown_service` without. */
  get isNamed(): boolean {
    if (this.find((name) => name === 'OTEL_SERVICE_NAME') !== undefined) return true;
    return this.find((name) => name === 'OTEL_RESOURCE_ATTRIBUTES')?.value().split(',').some((pair) => pair.trim().startsWith('service.name=')) === true;
  }

  /** The variable that leaves the W3C context out, by which all others pass traces on; `null` where it is there, as by default. */
  get deafPropagators(): Variable | null {
    const variable = this.find((name) => name === 'OTEL_PROPAGATORS');
    return variable === undefined || variable.value().split(',').some((each) => each.trim() === 'tracecontext') ? null : variable;
  }

  private find(test: (name: string) => boolean): Variable | undefined {
    return find(this.container.variables(), ({ name }) => test(name));
  }
}
