import { defineLaw } from '../../law';

export default defineLaw({
  id: 'observability/monitor-selects',
  title: 'Monitors select what exists, and ports by their name',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Warns: a monitor that selects nothing breaks no app, it only leaves it unwatched. Strict takes that for an error.',
  signature: 'S6',
  why: 'A ServiceMonitor selects Services by the labels of the Service, not of its pods, and a port by its name. One that misses is accepted without a word: no target, no series, and every alert on them is silent.',
  remedy: 'Make spec.selector equal to labels in metadata.labels of the Service, and port equal to a name in its spec.ports; a PodMonitor takes the name of a port of a container.',
  keptBy: 'LoopSignals selects by the labels and the port name its Services have.',
  waiveWhen: 'Another tool makes the Service or the pods with these labels and ports.',
  sources: [
    'https://prometheus-operator.dev/docs/developer/getting-started/#using-servicemonitors',
    'https://github.com/prometheus-operator/prometheus-operator/blob/main/Documentation/platform/troubleshooting.md',
    'https://github.com/GoogleCloudPlatform/prometheus-engine/blob/main/doc/api.md',
  ],
  on: 'Monitor',
  params: {
    label: { default: '', description: 'The label `key=value` that your Prometheus picks monitors by, e.g. `release=kube-prometheus-stack`; empty: it picks all.' },
  },
  messages: {
    nothing: { text: '{monitor} selects no {target}', severity: { recommended: 'warning', strict: 'error' } },
    podLabels: { text: '{monitor} selects by the labels of pods: Service {service} leads to them, and has others itself', severity: { recommended: 'warning', strict: 'error' } },
    port: { text: 'no {target} that {monitor} selects has a port of the name {port}', severity: { recommended: 'warning', strict: 'error' } },
    number: { text: 'port {port} of {monitor} is a number, where the name of a port belongs', severity: { recommended: 'warning', strict: 'error' } },
    label: { text: '{monitor} is without label {label}, by which Prometheus picks its monitors', severity: { recommended: 'warning', strict: 'error' } },
  },
  judge(monitor, { graph, params, broken }) {
    const { name, kind, targets: target, isOfServices } = monitor;
    const title = `${kind} ${name}`;
    const [key = '', value] = params.label.split('=');
    if (key !== '' && monitor.labels.get(key) !== value) broken('label', { path: ['metadata', 'name'], args: { monitor: title, label: params.label } });
    const { certain, possible } = isOfServices ? monitor.services : monitor.backends();
    if (certain.length === 0 && possible.length === 0) {
      const service = monitor.mistakenService;
      if (service === null) {
        for (const missing of isOfServices ? ['Service'] : ['Deployment', 'StatefulSet', 'DaemonSet', 'Pod']) graph.assertComplete(missing, `selected by ${title}`);
        return broken('nothing', { path: ['spec', 'selector'], at: 'key', args: { monitor: title, target } });
      }
      return broken('podLabels', {
        path: ['spec', 'selector'],
        at: 'key',
        args: { monitor: title, service: service.name },
        related: [{ message: 'has other labels', resource: service.resource, path: ['metadata'] }],
      });
    }
    const { onlyPort } = monitor;
    for (const endpoint of monitor.endpoints) {
      const field = endpoint.has('port') ? 'port' : 'targetPort';
      const port = endpoint.get(field);
      if (typeof port === 'number' && field === 'port' && monitor.takesNames) broken('number', { path: [...endpoint.path, field], args: { monitor: title, port } });
      if (typeof port !== 'string' || monitor.offers(port, field)) continue;
      broken('port', {
        path: [...endpoint.path, field],
        args: { target: field === 'port' ? target : 'pod', monitor: title, port },
        related: certain.slice(0, 3).map(({ resource }) => ({ message: 'is selected', resource, path: ['metadata', 'name'] })),
        ...(field === 'port' && onlyPort !== null && { repair: { patch: [{ op: 'replace', path: [...endpoint.path, field], value: onlyPort }] } }),
      });
    }
  },
});
