import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/lb-health-path',
  title: 'The load balancer asks for health where Kubernetes does',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An app may well answer both paths, so it warns.',
  unproven: true,
  signature: 'S3',
  why: 'A load balancer that asks for / takes pods out that answer it with 302, 401 or 404, and keeps those in whose readiness probe says no. Pods are Ready, and clients get 502 and 503.',
  remedy: 'Set alb.ingress.kubernetes.io/healthcheck-path, or spec.healthCheck.requestPath of the BackendConfig, to the path of the readiness probe.',
  keptBy: 'TunedIngress asks the load balancer for the path of the readiness probe.',
  waiveWhen: 'The app answers the other path with 200 exactly when it can serve.',
  sources: [
    'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#healthcheck-path',
    'https://cloud.google.com/kubernetes-engine/docs/concepts/ingress#interpreted_hc',
    'https://github.com/kubernetes/ingress-gce/blob/master/docs/faq/gce.md',
  ],
  on: 'Ingress',
  messages: {
    differs: { text: 'the load balancer asks Service {service} for {path}, and the readiness probe of container {container} for {readiness}', severity: 'warning' },
    byDefault: { text: 'the load balancer asks Service {service} for {path} because nobody chose a path, and the readiness probe of container {container} for {readiness}', severity: 'warning' },
  },
  applies: (ingress) => ingress.healthChecks.length > 0,
  judge(ingress, { broken }) {
    for (const { backend, container, path, readiness, isChosen, setting } of ingress.healthChecks) {
      if (path === readiness) continue;
      const isHere = ingress.annotation(setting) === path;
      broken(isChosen ? 'differs' : 'byDefault', {
        path: isHere ? ['metadata', 'annotations', setting] : backend.path,
        args: { service: backend.name, path, readiness, container: container.name },
        related: [{ message: 'is asked here', resource: container.object.resource, path: [...container.path, 'readinessProbe', 'httpGet'] }],
      });
    }
  },
});
