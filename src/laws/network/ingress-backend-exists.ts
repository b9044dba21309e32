import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/ingress-backend-exists',
  title: 'Routes lead to Services that exist',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'A route to a Service or port that is not there answers 503 or 404 to every request: a certain outage. A Service of that name in another namespace may be a coincidence, so that warns.',
  signature: 'S3',
  why: 'The API server takes a route to nowhere. Every request to it ends in 503, or in the page of a default backend, while app and controller look healthy.',
  remedy: 'Name a Service of the same namespace and one of its ports. An HTTPRoute reaches another namespace where a ReferenceGrant there allows it.',
  keptBy: 'TunedIngress and TunedRoute take the service itself, of their own namespace.',
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource',
    'https://gateway-api.sigs.k8s.io/api-types/referencegrant/',
  ],
  needs: 'cluster',
  on: 'RouteReference',
  messages: {
    missing: { text: 'there is no Service {service}', severity: 'error' },
    elsewhere: { text: 'there is no Service {service} in this namespace; {namesake} is in another one', severity: { recommended: 'warning', strict: 'error' } },
    noPort: { text: 'Service {service} has no port {port}', severity: 'error' },
    notGranted: { text: 'no ReferenceGrant of namespace {namespace} lets this route reach Service {service}', severity: 'error' },
    noSecret: { text: 'there is no Secret {secret}', severity: 'error' },
  },
  judge(reference, { graph, broken }) {
    const { name } = reference;
    if (reference.is === 'secret') {
      if (reference.isMade) return;
      graph.assertComplete('Secret', name);
      return broken('noSecret', { path: ['secretName'], args: { secret: name } });
    }
    const { service, namesake, namespace, port } = reference;
    if (service === null) {
      if (namesake !== null) return broken('elsewhere', { path: ['name'], args: { service: name, namesake: namesake.title }, related: [{ message: 'has this name', resource: namesake.resource, path: ['metadata', 'name'] }] });
      graph.assertComplete('Service', name);
      return broken('missing', { path: ['name'], args: { service: name } });
    }
    if (port !== null && !service.isExternalName && reference.portOf(service) === null) {
      broken('noPort', { path: ['port'], args: { service: name, port }, related: [{ message: 'has these ports', resource: service.resource, path: ['spec', 'ports'] }] });
    }
    if (reference.isGranted) return;
    graph.assertComplete('ReferenceGrant', `for ${service.title}`);
    broken('notGranted', { path: ['namespace'], args: { service: name, namespace } });
  },
});
