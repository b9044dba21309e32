import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/service-selects-pods',
  title: 'A Service selects the pods it is meant for',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'A Service without pods refuses every connection: a certain outage. It is told only of sets that hold every workload; a mixed Service may be meant, and warns.',
  signature: 'S3',
  why: 'A selector that matches nothing makes a Service without endpoints: it resolves, and every connection is refused. One that matches too much sends requests to pods that never heard of them.',
  remedy: 'Make spec.selector equal to labels that the pod template carries, and that no other workload of the namespace does.',
  keptBy: 'The Service of a workload construct selects the one label its pods have and no others of the namespace do.',
  waiveWhen: 'An operator makes the pods, or the Service is to balance over several workloads.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/services-networking/service/#services-in-kubernetes'],
  on: 'Service',
  messages: {
    nothing: { text: 'Service {service} selects no pods', severity: 'error' },
    mixed: { text: 'Service {service} selects the pods of {first} and of {others}', severity: 'warning' },
    revision: { text: 'Service {service} selects by {label}, which changes with every release: its old pods lose their traffic at once', severity: 'info' },
  },
  applies: (service) => service.selectsPods,
  judge(service, { graph, broken }) {
    const { name, revisionLabel } = service;
    if (revisionLabel !== null) broken('revision', { path: ['spec', 'selector', revisionLabel], at: 'key', args: { service: name, label: revisionLabel } });
    if (service.workloads.length === 0) {
      for (const kind of ['Deployment', 'StatefulSet', 'DaemonSet', 'Pod']) graph.assertComplete(kind, `behind Service ${name}`);
      return broken('nothing', { path: ['spec', 'selector'], at: 'key', args: { service: name } });
    }
    const mixed = service.mixedWorkloads;
    if (mixed.length === 0) return;
    const [first, ...others] = mixed;
    broken('mixed', {
      path: ['spec', 'selector'],
      at: 'key',
      args: { service: name, first: first?.title ?? '', others: others.length === 1 ? others[0]?.title ?? '' : `${others.length} more` },
      related: mixed.slice(0, 5).map(({ resource, pod }) => ({ message: 'is selected', resource, path: [...pod.path, 'metadata', 'labels'] })),
    });
  },
});
