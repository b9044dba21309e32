import { defineLaw } from '../../law';

export default defineLaw({
  id: 'observability/trace-context',
  title: 'A request can be followed from one container to the next',
  owner: 'app',
  presets: ['strict'],
  because: 'In strict only: that and how an app traces is decided team by team, and no manifest of an app without it is wrong.',
  signature: 'S6',
  why: 'One incident shows as many: a slow disk in one zone is a timeout in three services. Log lines that share a trace_id tell that it is one.',
  remedy: 'Set OTEL_EXPORTER_OTLP_ENDPOINT and OTEL_SERVICE_NAME, leave OTEL_PROPAGATORS at its default or keep tracecontext in it, and log trace_id and span_id.',
  waiveWhen: 'The container serves no requests and makes none, or its tracing is set up in code.',
  keptBy: 'Workload constructs set the name and the propagators, and the endpoint where the platform declares telemetry.',
  carriedBy: 'That log lines carry trace_id is seen in source code only.',
  sources: ['mission', 'https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/', 'https://www.w3.org/TR/trace-context/'],
  needs: 'cluster',
  on: 'Container',
  messages: {
    untraced: { text: 'container {container} is called through a Service, and has no endpoint to send traces to', severity: 'warning' },
    unnamed: { text: 'container {container} is told no name for its traces: unless its code sets one, they come as unknown_service', severity: 'warning' },
    propagators: { text: 'container {container} leaves tracecontext out of what it passes on: traces end here', severity: 'warning' },
  },
  applies: (container) => !container.pod.workload.isSystem && !container.pod.workload.isJob && container.isOwnCode,
  judge({ traceContext, name: container, pod }, { graph, broken }) {
    if (traceContext.isInjected) return;
    const { deafPropagators } = traceContext;
    if (deafPropagators !== null) broken('propagators', { path: deafPropagators.at.steps, args: { container } });
    if (traceContext.isExporting) {
      if (!traceContext.isNamed) broken('unnamed', { path: ['name'], args: { container } });
      return;
    }
    // Nobody calls it, so no trace comes this way.
    if (pod.workload.routedServices.length === 0) return;
    traceContext.assertNoOtherTracer();
    graph.assertNotProvided('tracing');
    broken('untraced', { path: ['name'], args: { container } });
  },
});
