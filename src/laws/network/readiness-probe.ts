import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/readiness-probe',
  title: 'Containers behind a Service say when they are ready',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Without a probe every rollout sends requests to processes that are not up: a certain outage, however short.',
  signature: 'S3',
  why: 'Without a readiness probe a pod counts as ready the moment its process starts. Every rollout and every restart sends requests to a process that cannot answer yet: 502.',
  remedy: 'Add a readinessProbe to the container, such as httpGet of /readyz on the port the Service leads to.',
  keptBy: 'StatelessService and StatefulStore take a readiness check, and have no way to leave it out.',
  waiveWhen: 'The process accepts connections the moment it starts.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  on: 'Container',
  messages: {
    unprobed: { text: 'container {container} gets the traffic of Service {service} and has no readinessProbe', severity: 'error' },
    someContainer: { text: 'Service {service} leads to one of the containers {containers}; none has a readinessProbe', severity: 'error' },
    telemetry: { text: 'container {container} is scraped through Service {service} and has no readinessProbe', severity: 'warning' },
  },
  applies: (container) => !container.pod.workload.isJob && container.targets.length > 0,
  judge(container, { broken }) {
    const target = container.unprobedTarget;
    if (target === null) return;
    const { pod, targets } = container;
    const isScrapedOnly = pod.workload.kind === 'DaemonSet' && targets.every((t) => t.isTelemetry);
    broken(target.container === null ? 'someContainer' : isScrapedOnly ? 'telemetry' : 'unprobed', {
      path: ['name'],
      args: { container: container.name, containers: pod.appContainers.map((c) => c.name).join(', '), service: target.service.name },
      related: [{ message: 'sends the traffic', resource: target.service.resource, path: target.port.path }],
    });
  },
});
