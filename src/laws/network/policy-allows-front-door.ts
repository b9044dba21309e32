import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/policy-allows-front-door',
  title: 'Pods that restrict ingress let in what routes and monitors lead to them',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Who a controller is no manifest of the app says for certain, so it warns; strict takes it for the error it is.',
  unproven: true,
  signature: 'S3',
  shows: { symptom: '504 from the ingress controller, or targets that a load balancer calls unhealthy, while the pods are Ready' },
  why: 'Probes of the kubelet pass every policy, so the pods are Ready; the ingress controller, or the health check of the load balancer, does not, and its users get 504.',
  remedy: 'Allow ingress to the port of the pod: from the namespace of the controller, or, where a load balancer sends to pods itself, from the ranges of its subnets and health checks.',
  keptBy: 'TunedIngress and TunedRoute let in their controller; StatelessService lets in what its verb admits names.',
  waiveWhen: 'The route is to stay closed for now.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/services-networking/network-policies/', 'https://cloud.google.com/load-balancing/docs/health-checks#firewall_rules'],
  needs: 'cluster',
  on: 'Pod',
  messages: {
    unscraped: { text: '{door} scrapes port {port} of {workload}, and no NetworkPolicy lets the scraper in', severity: 'warning' },
    shut: { text: '{door} sends users to port {port} of {workload}, and no NetworkPolicy lets them in', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (pod) => !pod.workload.isSystem && pod.network.entrances.length > 0 && pod.network.ingress.isIsolated && !pod.network.ingress.isSealed,
  judge(pod, { graph, broken }) {
    pod.assertWhole();
    graph.assertNotProvided('network-policies');
    for (const { door, port } of pod.network.shutEntrances()) {
      broken(door.isForUsers ? 'shut' : 'unscraped', {
        path: ['metadata'],
        at: 'key',
        args: { workload: pod.workload.title, door: door.object.title, port },
        related: [
          { message: 'leads to them', resource: door.object.resource, path: ['metadata', 'name'] },
          ...pod.network.ingress.policies.map(({ resource }) => ({ message: 'restricts who comes in', resource, path: ['spec'] })),
        ],
      });
    }
  },
});
