import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/service-target-port',
  title: 'A Service leads to ports its pods have',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'A targetPort whose name no selected pod has gives the port no endpoint at all: every connection is refused. An undeclared number works if something listens, so outside of strict it is only mentioned.',
  signature: 'S3',
  why: 'A named targetPort that the pods do not have leaves the Service without endpoints for it; a wrong number sends every request to a port where nobody listens. Both look like a dead application.',
  remedy: 'Make targetPort the name, or the number, of a port that a container of every selected pod declares, with the same protocol.',
  keptBy: 'The Service of a workload construct leads to the one named port of its container.',
  waiveWhen: 'The container listens on a port it does not declare, or a webhook adds the container that does.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  on: 'Service',
  messages: {
    nowhere: { text: 'Service {service} leads to port "{target}" over {protocol}, which no container of {workload} has', severity: 'error' },
    partly: { text: 'Service {service} leads to port "{target}" over {protocol}, which no container of {workload} has, though other pods it selects do', severity: 'warning' },
    undeclared: { text: 'Service {service} leads to port {target}, and the containers of {workload} declare other ports only', severity: { recommended: 'info', strict: 'warning' } },
  },
  applies: (service) => service.selectsPods && service.workloads.length > 0,
  judge(service, { broken }) {
    for (const port of service.ports) {
      const { target, protocol } = port;
      const path = [...port.path, port.has('targetPort') ? 'targetPort' : 'port'];
      for (const workload of service.workloads) {
        if (port.isListenedTo(workload.pod)) continue;
        workload.pod.assertWhole();
        const isElsewhere = service.workloads.some(({ pod }) => port.isListenedTo(pod));
        broken(typeof target === 'number' ? 'undeclared' : isElsewhere ? 'partly' : 'nowhere', {
          path,
          args: { service: service.name, target, protocol, workload: workload.title },
          related: [{ message: 'is selected', resource: workload.resource, path: ['metadata', 'name'] }],
        });
      }
    }
  },
});
