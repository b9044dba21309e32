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
import { agicPlan, type AgicDoor } from './door/agic';
import { albPlan, type AlbDoor } from './door/alb';
import type { Plan, Target } from './door/door';
import { gcePlan, type GceDoor } from './door/gce';
import { nginxPlan, type NginxDoor } from './door/nginx';
import { checkBackend, letIn, targetOf } from './door/let-in';

/** The front door each cloud runs itself. */
export interface Doors {
  readonly aws: AlbDoor;
  readonly azure: AgicDoor;
  readonly gcp: GceDoor;
}

/** What leads users to a service. */
export interface TunedIngressProps<C extends Cloud> {
  /** The namespace of the service; its platform says which front doors there are. */
  readonly namespace: Namespace<C>;
  /** The service behind it. Serves network/ingress-backend-exists. */
  readonly backend: StatelessService;
  /** Host name, e.g. `shop.example`. */
  readonly host: string;
  /** What the app says of its requests. Serves network/ingress-timeouts, ingress-buffers, timeout-chain. */
  readonly app: AppTraffic;
  /** Who serves it. A door of another cloud does not compile; nginx is there for who asks for it. */
  readonly door: Doors[C] | NginxDoor;
  /** Requests below this path. Default `/`. */
  readonly path?: `/${string}`;
  /** Name of the Ingress. Default: that of the service. */
  readonly name?: string;
}

/**
 * An Ingress whose timeouts nest: the app answers before its front door gives up, and keeps connections longer than the door uses them.
 * It opens the policy of the service for the door, and asks for health where Kubernetes does. Keeps network/ingress-timeouts,
 * ingress-buffers, timeout-chain, ingress-tls, ingress-class-pinned, ingress-annotation-syntax, lb-health-path, lb-readiness-gate,
 * policy-allows-front-door, compute/graceful-termination.
 */
export class TunedIngress<C extends Cloud = Cloud> extends Construct {
  readonly name: string;
  readonly host: string;
  readonly resource: ApiObject;
  /** Objects of the controller's own kinds: BackendConfig, FrontendConfig and ManagedCertificate on GKE. */
  readonly settings: readonly ApiObject[];

  constructor(scope: Construct, id: string, props: TunedIngressProps<C>) {
    super(scopeOf(scope, id), id);
    checkBackend(this.node.path, props, 'an Ingress');
    checked(SHAPES, 'TunedIngressProps', this.node.path, props);
    const { namespace, backend, host, path = '/' } = props;
    const target = targetOf(this.node.path, props, 'an Ingress', 'an Ingress finds Services beside it only');
    const { name, traffic } = target;
    const plan = planOf(props.door, target);

    letIn(backend, target, plan);
    this.name = name;
    this.host = host;
    const metadata: ApiObjectMetadata = { name, namespace: namespace.name, labels: { ...objectLabels(name, 'ingress', namespace.name) } };
    this.settings = (plan.objects ?? []).map(({ kind, ...object }) => new ApiObject(this, kind, { ...object, kind, metadata }));
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { ...metadata, annotations: { ...plan.annotations, [MAX_REQUEST]: String(traffic.longest) } },
      spec: {
        ...(plan.className !== undefined && { ingressClassName: plan.className }),
        ...(plan.secretName !== undefined && { tls: [{ hosts: [host], secretName: plan.secretName }] }),
        rules: [{
          host,
          http: { paths: [{ path, pathType: 'Prefix', backend: { service: { name: backend.name, port: { name: backend.port.name } } } }] },
        }],
      },
    });
    for (const [key, value] of Object.entries(plan.serviceAnnotations ?? {})) backend.service.metadata.addAnnotation(key, value);
    for (const [key, value] of Object.entries(plan.namespaceLabels ?? {})) namespace.resource?.metadata.addLabel(key, value);
  }
}

function planOf(door: Doors[Cloud] | NginxDoor, target: Target): Plan {
  switch (door.controller) {
    case 'alb': return albPlan(door, target);
    case 'agic': return agicPlan(door, target);
    case 'gce': return gcePlan(door, target);
    case 'ingress-nginx':
    case 'nginx-of-f5': return nginxPlan(door, target);
  }
}
