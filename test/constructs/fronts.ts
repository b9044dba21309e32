import { TunedIngress, TunedRoute, StatelessService, type AgicDoor, type AlbDoor, type AppTraffic, type Cloud, type GceDoor, type NginxDoor, type Platform, type StatelessServiceProps, type TunedIngressProps, type TunedRouteProps } from '../../constructs';
import { SERVICE, chart, find, guarded, manifestsOf, platforms } from './manifests';

export const APP: AppTraffic = { longestRequestSeconds: 30, keepAliveSeconds: 75 };

export const ALB: AlbDoor = {
  controller: 'alb', reach: 'internet', certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555', subnets: ['10.0.0.0/24', '10.0.1.0/24'],
};
export const AGIC: AgicDoor = { controller: 'agic', reach: 'internet', certificate: 'shop-example', subnets: ['10.1.0.0/24'] };
export const GCE: GceDoor = { controller: 'gce', reach: 'internet', certificate: 'managed' };
export const NGINX: NginxDoor = { controller: 'nginx-of-f5', from: { namespace: 'nginx', pods: { app: 'nginx' } }, certificate: { secret: 'shop-tls', issuer: 'letsencrypt' } };
/** The front door each cloud runs, and what an app must say to stand behind it. */
export const DOORS = { aws: ALB, azure: AGIC, gcp: GCE } as const;
export const APPS = { aws: APP, azure: APP, gcp: { ...APP, keepAliveSeconds: 620 } } as const;

/** A service behind an Ingress with these changes. */
export function ingressOn(cloud: Cloud, changes: Partial<TunedIngressProps<Cloud>> = {}, service: Partial<StatelessServiceProps> = {}, platform: Platform = platforms()[cloud]) {
  const at = chart();
  const namespace = guarded(at, platform);
  const backend = new StatelessService(at, 'api', { ...SERVICE, namespace, ...service });
  const ingress = new TunedIngress<Cloud>(at, 'ingress', { namespace, backend, host: 'shop.example', app: APPS[cloud], door: DOORS[cloud], ...changes });
  const manifests = manifestsOf(at);
  return { at, ingress, backend, manifests, platform, written: find(manifests, 'Ingress') };
}

/** A service behind a route with these changes. */
export function routeOn(cloud: Cloud, changes: Partial<TunedRouteProps<'gcp'>> = {}, platform: Platform = platforms()[cloud]) {
  const at = chart();
  const namespace = guarded(at, platform);
  const backend = new StatelessService(at, 'api', { ...SERVICE, namespace });
  const gateway = { name: 'public', namespace: 'edge', from: [{ namespace: 'edge', pods: { app: 'envoy' } }] } as const;
  const route = new TunedRoute<Cloud>(at, 'route', { namespace, backend, host: 'shop.example', app: APPS[cloud], gateway, ...changes });
  const manifests = manifestsOf(at);
  return { at, route, backend, manifests, platform, written: find(manifests, 'HTTPRoute') };
}
