import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/named-ports',
  title: 'Ports have names',
  owner: 'app',
  presets: ['strict'],
  because: 'A matter of order: nothing breaks for want of a name. It is asked in strict only.',
  signature: 'S3',
  why: 'A number that is repeated in Service, probes, policies and monitors is changed in some of them. Then the path is broken at one place, and everybody looks at the application.',
  remedy: 'Name the port of the container, and use the name as targetPort and in probes.',
  keptBy: 'The port of a workload construct has a name, which Service and probes use.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  on: 'Container',
  messages: {
    unnamed: { text: 'port {port} of container {container} has no name', severity: 'info' },
  },
  applies: (container) => container.role !== 'init' && container.has('ports'),
  judge(container, { broken }) {
    for (const port of container.ports) {
      if (port.name !== undefined) continue;
      broken('unnamed', { path: [...port.path.slice(container.path.length), 'containerPort'], args: { container: container.name, port: port.port } });
    }
  },
});
