import { defineLaw } from '../../law';

export default defineLaw({
  id: 'observability/log-context',
  title: 'Log lines can carry pod, namespace and node',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Warns in recommended, for the app runs all the same, and a collector may add the fields; strict takes the method to the letter.',
  signature: 'S6',
  why: 'An incident that crosses loops is found by the node and the pod its log lines share. A process that does not know where it runs can not write that down.',
  remedy: 'Fill POD_NAME, POD_NAMESPACE and NODE_NAME from the downward API (valueFrom.fieldRef) and log them; with a collector that adds them, set logContext: collector.',
  keptBy: 'Every workload construct fills them, and quotes them in OTEL_RESOURCE_ATTRIBUTES.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/workloads/pods/downward-api/', 'https://opentelemetry.io/docs/specs/semconv/resource/k8s/'],
  on: 'Container',
  messages: {
    missing: { text: 'container {container} is not told its {fields}', severity: { recommended: 'warning', strict: 'error' } },
    literal: { text: 'container {container} gets {reference} as it is written: no earlier variable has that name', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (container) => !container.pod.workload.isSystem && container.isOwnCode,
  judge(container, { broken }) {
    const { name, logContext, path } = container;
    logContext.assertIsOwn();
    const { attributes, literalReference } = logContext;
    if (attributes && literalReference !== null) {
      return broken('literal', { path: [...attributes.steps, 'value'], args: { container: name, reference: literalReference } });
    }
    const { missing } = logContext;
    if (missing.length === 0) return;
    container.pod.assertWhole();
    const count = container.items('env').length;
    const variables = logContext.variablesFor(missing);
    broken('missing', {
      path: [count > 0 ? 'env' : 'name'],
      at: 'key',
      args: { container: name, fields: missing.map(({ key }) => key).join(', ') },
      repair: {
        patch: count === 0 ? [{ op: 'add', path: [...path, 'env'], value: variables }]
          : variables.map((value, i) => ({ op: 'add' as const, path: [...path, 'env', count + i], value })),
      },
    });
  },
});
