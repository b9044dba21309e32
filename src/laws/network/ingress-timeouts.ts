import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/ingress-timeouts',
  title: 'Timeouts at the edge are chosen',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Two errors, both certain: the AWS load balancer controller stops at timeouts it can not set, and a request that is declared to take longer than the edge waits ends in 504. A default nobody chose warns.',
  signature: 'S3',
  why: 'An edge nobody tuned waits 60 seconds, or 30, and answers 504. The app finishes its work for a client that is gone; uploads and reports fail first, and the app is blamed.',
  remedy: 'Set the timeouts of the controller that serves the Ingress a little above the longest request: proxy-read-timeout and proxy-send-timeout of nginx ("120", no unit), idle_timeout.timeout_seconds of an ALB, request-timeout of AGIC, timeoutSec of a BackendConfig. Where the longest request is known, say it by the annotation looplaw.dev/max-request-seconds, and it is compared.',
  keptBy: 'TunedIngress sets them a little above the longest request its app declares.',
  waiveWhen: 'The controller is configured outside of this set; better say platformProvides: [edge-timeouts].',
  sources: [
    'mission',
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-timeouts',
    'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/#load-balancer-attributes',
    'https://azure.github.io/application-gateway-kubernetes-ingress/annotations/#request-timeout',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration#timeout',
  ],
  on: 'Ingress',
  messages: {
    tooShort: { text: 'requests may take {needed} seconds, and {setting} ends them after {seconds}', severity: 'error' },
    conflict: { text: 'asks for an idle timeout of {seconds} seconds, and {rival} for {others}, of the one ALB they share', severity: 'error' },
    impossible: { text: 'an ALB takes an idle timeout of 1 to 4000 seconds', severity: 'error' },
    byDefault: { text: 'nobody chose {settings}: {seconds} seconds by default', severity: 'warning' },
  },
  applies: (ingress) => ingress.timeouts.length > 0 && !ingress.isCanary,
  judge(ingress, { graph, broken }) {
    const { timeouts, maxRequestSeconds, albRival } = ingress;
    if (albRival !== null) {
      const { rival, path, seconds, others } = albRival;
      broken('conflict', { path, args: { seconds, others, rival: rival.title }, related: [{ message: 'asks for another one', resource: rival.resource, path }] });
    }
    for (const { setting, seconds, endsRequests, isTaken, at } of timeouts) {
      if (!isTaken) {
        broken('impossible', { path: at?.object === ingress ? at.path : ['spec'] });
        continue;
      }
      if (maxRequestSeconds === null || !endsRequests || seconds >= maxRequestSeconds) continue;
      broken('tooShort', {
        path: ['metadata', 'annotations', 'looplaw.dev/max-request-seconds'],
        args: { needed: maxRequestSeconds, setting, seconds },
        related: at === null ? [] : [{ message: 'is set here', resource: at.object.resource, path: at.path }],
      });
    }
    const unchosen = timeouts.filter(({ isChosen }) => !isChosen);
    const [first] = unchosen;
    if (first === undefined) return;
    ingress.assertWhole();
    graph.assertNotProvided('edge-timeouts');
    broken('byDefault', { path: ['spec'], at: 'key', args: { settings: unchosen.map(({ setting }) => setting).join(' and '), seconds: first.seconds } });
  },
});
