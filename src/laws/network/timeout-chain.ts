import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/timeout-chain',
  title: 'Timeouts nest: who waits outside waits longer',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Each breach fails some requests under some load, and none fails them all: warning.',
  unproven: true,
  signature: 'S3',
  why: 'An app that closes an idle connection while its load balancer sends the next request into it answers with a reset: 502, a few in ten thousand, at random. A load balancer that gives up before its backend does cuts answers that were on their way.',
  remedy: 'Keep connections in the app longer than the load balancer does, and say so by the annotation looplaw.dev/keepalive-seconds of its pods. Raise the idle timeout of the outer load balancer above the read timeout behind it.',
  keptBy: 'TunedIngress and TunedRoute ask how long the app keeps a connection, and refuse an app that closes it first.',
  sources: [
    'mission',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#connection-idle-timeout',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#connection-idle-timeout',
    'https://learn.microsoft.com/azure/load-balancer/load-balancer-tcp-reset',
    'https://cloud.google.com/load-balancing/docs/https#timeouts_and_retries',
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#upstream-keepalive-timeout',
  ],
  needs: 'cluster',
  on: 'Ingress',
  messages: {
    appFirst: { text: '{workload} closes idle connections after {seconds} seconds, and the edge uses them for {reuse}', severity: 'warning' },
    outerFirst: { text: 'Service {service} drops idle connections after {idle} seconds, and {setting} waits for {seconds}', severity: 'warning' },
  },
  applies: ({ keepAlive }) => keepAlive.isStated,
  judge({ keepAlive, timeouts }, { broken }) {
    for (const end of keepAlive.ends()) {
      if (end.is === 'app') {
        const { workload, seconds } = end;
        const { reuse } = keepAlive;
        if (reuse === null || seconds > reuse) continue;
        broken('appFirst', { path: ['spec'], at: 'key', args: { workload: workload.title, seconds, reuse }, related: [{ message: 'says so', resource: workload.resource, path: ['metadata', 'name'] }] });
        continue;
      }
      const { service, seconds: idle } = end;
      for (const { setting, seconds, endsRequests, isTaken, at } of timeouts) {
        if (!endsRequests || !isTaken || seconds <= idle) continue;
        const related = [{ message: 'is the load balancer', resource: service.resource, path: ['metadata', 'name'] }];
        broken('outerFirst', {
          path: ['spec'],
          at: 'key',
          args: { service: service.name, idle, setting, seconds },
          related: at === null ? related : [...related, { message: 'is set here', resource: at.object.resource, path: at.path }],
        });
      }
    }
  },
});
