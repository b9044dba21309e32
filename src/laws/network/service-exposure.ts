import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/service-exposure',
  title: 'Services are reached from outside through the edge only',
  owner: 'app',
  presets: ['strict'],
  because: 'Many apps expose Services on purpose: a warning, and in `strict` only.',
  signature: null,
  why: 'A NodePort opens the same port on every node, past Ingress, TLS and its access rules. A LoadBalancer without source ranges opens it to everybody. externalIPs let whoever may write a Service take over traffic meant for any address.',
  remedy: 'Make it a ClusterIP behind an Ingress or Gateway. Give a LoadBalancer loadBalancerSourceRanges, or make it internal. Drop externalIPs.',
  waiveWhen: 'The Service is the edge, or speaks no HTTP.',
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport',
    'https://kubernetes.io/docs/concepts/services-networking/service/#external-ips',
    'https://nvd.nist.gov/vuln/detail/CVE-2020-8554',
  ],
  on: 'Service',
  messages: {
    nodePort: { text: 'Service {service} opens a port on every node', severity: 'warning' },
    loadBalancer: { text: 'Service {service} is open to every address', severity: 'warning' },
    externalIp: { text: 'Service {service} takes traffic for addresses of its own choice', severity: 'warning' },
  },
  applies: (service) => service.exposure.length > 0,
  judge(service, { broken }) {
    for (const { by, field } of service.exposure) {
      if (by === 'loadBalancer' && service.isAtEdge) continue;
      broken(by, { path: ['spec', field], args: { service: service.name } });
    }
  },
});
