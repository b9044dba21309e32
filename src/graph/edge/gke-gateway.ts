import { groupBy, type Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import { find, maybe } from '../reading/unknown';
import type { HttpRoute, RouteRule } from './http-route';

/** Policies of GKE by the Service they are for. */
const policiesByService: Join<ReadonlyMap<string, readonly KubeObject[]>> = (graph) => groupBy(
  graph.ofKind('GCPBackendPolicy', 'networking.gke.io').filter((policy) => maybe(() => policy.spec.in('targetRef').string('kind')) === 'Service'),
  (policy) => `${policy.namespace}/${maybe(() => policy.spec.in('targetRef').string('name')) ?? ''}`,
);

/**
 * Seconds the policies of GKE give the backends of a rule, the least of them; `null` = one of its backends has none.
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/configure-gateway-resources#configure_backend_service_timeout
 */
export function policySecondsOf(route: HttpRoute, rule: RouteRule): number | null {
  const policies = route.graph.join(policiesByService);
  const seconds = route.backends.filter((backend) => rule.holds(backend)).map(({ namespace, name }) => {
    return policies.get(`${namespace}/${name}`)?.[0]?.spec.in('default').number('timeoutSec');
  });
  const known = seconds.filter((each) => each !== undefined);
  return known.length === 0 || known.length < seconds.length ? null : Math.min(...known);
}

/** The Gateway of GKE a route hangs on, which refuses routes with `timeouts`; `null` where the set shows none. */
export function gkeGatewayOf(route: HttpRoute): KubeObject | null {
  const gateways = route.spec.list('parentRefs').filter((parent) => (parent.string('kind') ?? 'Gateway') === 'Gateway').map((parent) => {
    return route.graph.object('gateway.networking.k8s.io', 'Gateway', parent.string('namespace') ?? route.namespace, parent.string('name') ?? '');
  });
  return find(gateways, (gateway) => gateway?.spec.string('gatewayClassName')?.startsWith('gke-l7-') === true) ?? null;
}
