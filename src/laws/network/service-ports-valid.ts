import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/service-ports-valid',
  title: 'Ports of a Service can be told apart',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server rejects each of them.',
  signature: null,
  why: 'The API server refuses the Service, and what was to reach it has no name to go to.',
  remedy: 'Give each of several ports a name and a number of its own; a targetPort is a number, or a name as a container writes it.',
  keptBy: 'The Service of a workload construct has one port, with a name.',
  sources: ['https://kubernetes.io/docs/concepts/services-networking/service/#multi-port-services', 'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go'],
  on: 'Service',
  messages: {
    unnamed: { text: 'Service {service} has {count} ports, and port {port} has no name', severity: 'error' },
    namedTwice: { text: 'Service {service} calls two ports "{name}"', severity: 'error' },
    openedTwice: { text: 'Service {service} opens {protocol} port {port} twice', severity: 'error' },
    misnamed: { text: 'Service {service} calls a port "{name}", which is no DNS label', severity: 'error' },
    impossible: { text: 'Service {service} opens port {port}; ports are 1 to 65535', severity: 'error' },
    badTarget: { text: 'Service {service} leads to targetPort "{target}", which is neither a number from 1 to 65535 nor a port name', severity: 'error' },
  },
  applies: (service) => service.spec.has('ports'),
  judge({ name: service, ports, isExternalName }, { broken }) {
    for (const [i, port] of ports.entries()) {
      const path = ['spec', 'ports', i];
      const args = { service, name: port.name ?? '', port: port.port, protocol: port.protocol, count: ports.length };
      const earlier = ports.slice(0, i);
      if (port.name === undefined && ports.length > 1) broken('unnamed', { path: [...path, 'port'], args });
      if (port.name !== undefined && earlier.some((other) => other.name === port.name)) broken('namedTwice', { path: [...path, 'name'], args });
      if (earlier.some((other) => other.port === port.port && other.protocol === port.protocol)) broken('openedTwice', { path: [...path, 'port'], args });
      if (port.isMisnamed) broken('misnamed', { path: [...path, 'name'], args });
      if (port.isImpossible) broken('impossible', { path: [...path, 'port'], args });
      else if (!isExternalName && port.isTargetRefused) broken('badTarget', { path: [...path, 'targetPort'], args: { ...args, target: port.target } });
    }
  },
});
