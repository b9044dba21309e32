import { KEEP_ALIVE } from '../../../src/graph/edge/edge-facts';
import type { Namespace } from '../../compute/namespace/namespace';
import { StatelessService } from '../../compute/stateless-service';
import { Server } from '../../compute/workload/server';
import { checkName } from '../../name';
import { demand } from '../../refusal';
import { trafficOf, type AppTraffic } from '../app-traffic';
import { checkHost } from '../host';
import type { Plan, Target } from './door';

/** What a way in says, whatever its kind. */
interface Leading {
  readonly namespace: Namespace;
  readonly backend: StatelessService;
  readonly host: string;
  readonly app: AppTraffic;
  readonly name?: string;
}

/**
 * Refuses a store as what a way in leads to: what users send is not for it.
 * @param kind in words, e.g. `an Ingress`
 */
export function checkBackend(where: string, props: { readonly backend?: unknown } | null | undefined, kind: string): void {
  const { backend } = props ?? {};
  demand(!(backend instanceof Server) || backend instanceof StatelessService, where, 'props', () => ({
    found: `backend: a ${backend?.constructor.name}`, expected: `a StatelessService: ${kind} leads to what answers HTTP and keeps nothing`,
    remedy: 'put a StatelessService before it as the backend, and open its way there: api.allow.to(store)',
  }));
}

/**
 * Reads what a way in leads to.
 * @param kind in words, e.g. `an Ingress`
 * @param because why it can not lead to a service of another namespace
 * @throws Refusal for a name, a host or a statement of the app that is none, and for a service of another namespace.
 */
export function targetOf(where: string, { namespace, backend, host, app, name = backend.name }: Leading, kind: string, because: string): Target {
  checkName(where, name);
  checkHost(where, host);
  demand(backend.namespace.name === namespace.name, where, 'network/ingress-backend-exists', () => ({
    found: `a service of namespace "${backend.namespace.name}" behind ${kind} in "${namespace.name}"`,
    expected: `both in one namespace: ${because}`, remedy: `make ${kind.replace(/^an? /, 'the ')} in the namespace of the service`,
  }));
  return {
    where, name, host, traffic: trafficOf(where, app), readiness: backend.health.readiness, healthPort: backend.health.port?.number ?? backend.port.number,
    service: backend.name, platform: namespace.platform,
  };
}

/**
 * Readies a service for a way in: pods are given the time to finish what it sent, its policy opens for who sends requests, and where these
 * ask for its health themselves, for that, too; and the pods say how long they keep connections.
 */
export function letIn(backend: StatelessService, { where, traffic }: Target, { sources, asksHealth, noticesAfter = 0 }: Pick<Plan, 'sources' | 'asksHealth' | 'noticesAfter'>): void {
  backend.leave.drainFor(noticesAfter);
  backend.leave.makeTimeFor(where, traffic.finish);
  const port = asksHealth ? backend.health.port : undefined;
  for (const source of sources) {
    backend.allow.from(source);
    if (port !== undefined) backend.policy.allowFrom(source, port.number);
  }
  if (Number.isFinite(traffic.keepAlive)) backend.resource.metadata.addAnnotation(KEEP_ALIVE, String(traffic.keepAlive));
}
