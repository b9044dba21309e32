import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { MAX_REQUEST } from '../../src/graph/edge/edge-facts';
import type { Namespace } from '../compute/namespace/namespace';
import type { StatelessService } from '../compute/stateless-service';
import { objectLabels } from '../labels';
import type { Cloud } from '../platform';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { scopeOf } from '../scope';
import type { AppTraffic } from './app-traffic';
import { gkePlan, standardPlan, type GkeGateway, type StandardGateway } from './door/gateway';
import { checkBackend, letIn, targetOf } from './door/let-in';

/** What leads users to a service through a Gateway. */
export interface TunedRouteProps<C extends Cloud> {
  /** The namespace of the service. */
  readonly namespace: Namespace<C>;
  /** The service behind it. Serves network/ingress-backend-exists. */
  readonly backend: StatelessService;
  /** Host name, e.g. `shop.example`. */
  readonly host: string;
  /** What the app says of its requests. Buffers are the business of the gateway. Serves network/gateway-timeouts, timeout-chain. */
  readonly app: AppTraffic;
  /** The Gateway, which its owner makes, TLS included. The one of GKE is for GKE only. */
  readonly gateway: StandardGateway | (C extends 'gcp' ? GkeGateway : never);
  /** Requests below this path. Default `/`. */
  readonly path?: `/${string}`;
  /** Name of the route. Default: that of the service. */
  readonly name?: string;
}

/**
 * An HTTPRoute whose time limits follow from what the app says, in the words its gateway heeds; the policy of the service lets the gateway
 * in. Keeps network/gateway-timeouts, timeout-chain, ingress-backend-exists, policy-allows-front-door,
 * compute/graceful-termination.
 */
export class TunedRoute<C extends Cloud = Cloud> extends Construct {
  readonly name: string;
  readonly host: string;
  readonly resource: ApiObject;
  /** On GKE the GCPBackendPolicy with the time limit, and the HealthCheckPolicy. */
  readonly settings: readonly ApiObject[];

  constructor(scope: Construct, id: string, props: TunedRouteProps<C>) {
    super(scopeOf(scope, id), id);
    checkBackend(this.node.path, props, 'an HTTPRoute');
    checked(SHAPES, 'TunedRouteProps', this.node.path, props);
    const { namespace, backend, host, path = '/' } = props;
    const gateway: StandardGateway | GkeGateway = props.gateway;
    const target = targetOf(this.node.path, props, 'a route', 'elsewhere a route needs a ReferenceGrant');
    const { name, traffic } = target;
    const plan = gateway.managed === 'gke' ? gkePlan(gateway, target) : standardPlan(gateway, target);

    letIn(backend, target, plan);
    const { timeouts, objects } = plan;
    this.name = name;
    this.host = host;
    const metadata: ApiObjectMetadata = { name, namespace: namespace.name, labels: { ...objectLabels(name, 'route', namespace.name) } };
    this.settings = objects.map(({ kind, ...object }) => new ApiObject(this, kind, { ...object, kind, metadata }));
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { ...metadata, annotations: { [MAX_REQUEST]: String(traffic.longest) } },
      spec: {
        parentRefs: [{ name: gateway.name, namespace: gateway.namespace, ...(gateway.listener !== undefined && { sectionName: gateway.listener }) }],
        hostnames: [host],
        rules: [{
          matches: [{ path: { type: 'PathPrefix', value: path } }],
          backendRefs: [{ name: backend.name, port: backend.port.number }],
          ...(timeouts && { timeouts }),
        }],
      },
    });
  }
}
