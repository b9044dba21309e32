import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/gateway-timeouts',
  title: 'HTTPRoutes set time limits that can be read',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server refuses durations outside of GEP-2257, and a backend limit above the one of the request; a Gateway of GKE refuses a route with timeouts, and a declared request longer than its limit always fails: errors. A limit nobody set warns.',
  signature: 'S3',
  why: 'Without timeouts.request each gateway does as it likes: some wait for ever, some for 15 seconds. The same route behaves differently after a move.',
  remedy: 'Set rules[].timeouts.request, for instance 30s, and a backendRequest that is no longer. Units are h, m, s and ms; no decimals. Gateways of GKE take neither: there set spec.default.timeoutSec of a GCPBackendPolicy for the Service.',
  keptBy: 'TunedRoute sets them from what its app declares, in a policy where the gateway is one of GKE.',
  sources: [
    'https://gateway-api.sigs.k8s.io/guides/http-timeouts/',
    'https://gateway-api.sigs.k8s.io/geps/gep-1742/',
    'https://gateway-api.sigs.k8s.io/geps/gep-2257/',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources#configure_backend_service_timeout',
  ],
  on: 'HttpRoute',
  messages: {
    unset: { text: '{count} of {rules} rules say nothing of how long a request may take', severity: 'warning' },
    unreadable: { text: '{name} is no duration of the Gateway API: {value}', severity: 'error' },
    inverted: { text: 'backendRequest {inner} is longer than request {outer}, which the API server refuses', severity: 'error' },
    refused: { text: '{gateway} is one of GKE, which refuses a route with timeouts', severity: 'error' },
    tooShort: { text: 'requests may take {needed} seconds, and this rule ends them after {outer}', severity: 'error' },
  },
  applies: (route) => route.rules.some((rule) => rule.waits),
  judge(route, { broken }) {
    const { rules, maxRequestSeconds, gkeGateway } = route;
    for (const rule of rules) {
      const { timeouts, path } = rule;
      const [outer, inner] = timeouts;
      if (gkeGateway !== null && rule.has('timeouts')) {
        broken('refused', {
          path: [...path, 'timeouts'],
          at: 'key',
          args: { gateway: gkeGateway.title },
          related: [{ message: 'is of a class of GKE', resource: gkeGateway.resource, path: ['spec', 'gatewayClassName'] }],
        });
      }
      const seconds = rule.waits ? route.policySeconds(rule) : null;
      if (seconds !== null && maxRequestSeconds !== null && maxRequestSeconds > seconds) {
        broken('tooShort', { path: [...path, 'backendRefs'], at: 'key', args: { needed: maxRequestSeconds, outer: `${seconds}s` } });
      }
      for (const { name, written, millis } of timeouts.filter((t) => t !== null)) {
        if (millis === null) broken('unreadable', { path: [...path, 'timeouts', name], args: { name, value: JSON.stringify(written) } });
      }
      // Zero is no limit at all.
      if (outer === null || outer.millis === null || outer.millis === 0) continue;
      if (inner !== null && inner.millis !== null && inner.millis > outer.millis) {
        broken('inverted', { path: [...path, 'timeouts', 'backendRequest'], args: { inner: inner.written, outer: outer.written } });
      }
      if (maxRequestSeconds !== null && maxRequestSeconds * 1000 > outer.millis) {
        broken('tooShort', { path: [...path, 'timeouts', 'request'], args: { needed: maxRequestSeconds, outer: outer.written } });
      }
    }
    const unset = rules.filter((rule) => rule.waits && rule.timeouts[0] === null && route.policySeconds(rule) === null);
    const [first] = unset;
    if (first) broken('unset', { path: first.path, args: { count: unset.length, rules: rules.length } });
  },
});
