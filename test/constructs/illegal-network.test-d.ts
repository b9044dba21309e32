import type { Chart } from 'cdk8s';
import { Platform, TunedIngress, TunedRoute, external, type GuardedNamespace, type StatelessService } from '../../constructs';
import { ALB, GCE, NGINX } from './fronts';

/** Never called: it is enough that the compiler reads it. Each line marked must not compile, and the unmarked ones must. */
export function illegalFlows(api: StatelessService, other: StatelessService): void {
  api.allow.to(other).to(external({ cidr: '10.0.0.0/24', port: 443 })).from({ namespace: 'gateway' });
  Platform.gcp({ zones: ['europe-west1-b'], fqdnPolicies: 'gke' });

  // @ts-expect-error -- a far end without a port: every port would be open
  external({ cidr: '10.0.0.0/24' });
  // @ts-expect-error -- an address without a prefix
  external({ cidr: '10.0.0.1', port: 443 });
  // @ts-expect-error -- a name and an address: which of them?
  external({ fqdn: 'api.partner.example', cidr: '10.0.0.0/24', port: 443 });
  // @ts-expect-error -- nowhere at all
  external({ port: 443 });
  // @ts-expect-error -- nobody comes in by name: connections arrive from addresses
  api.allow.from({ fqdn: 'api.partner.example' });
  // @ts-expect-error -- Dataplane V2 is a thing of GKE
  Platform.aws({ zones: ['us-east-1a'], fqdnPolicies: 'gke' });
}

/** What leads users in. */
export function illegalFronts(chart: Chart, aws: GuardedNamespace<'aws'>, gcp: GuardedNamespace<'gcp'>, backend: StatelessService): void {
  const app = { longestRequestSeconds: 30, keepAliveSeconds: 75 } as const;
  const common = { backend, host: 'shop.example', app };
  new TunedIngress(chart, 'ok', { ...common, namespace: aws, door: ALB });
  new TunedIngress(chart, 'ok', { ...common, namespace: gcp, door: GCE });
  new TunedIngress(chart, 'ok', { ...common, namespace: gcp, door: NGINX });
  new TunedRoute(chart, 'ok', { ...common, namespace: gcp, gateway: { managed: 'gke', name: 'public', namespace: 'edge' } });

  // @ts-expect-error -- an ALB on GKE
  new TunedIngress(chart, 'x', { ...common, namespace: gcp, door: ALB });
  // @ts-expect-error -- a load balancer of Google on EKS
  new TunedIngress(chart, 'x', { ...common, namespace: aws, door: GCE });
  // @ts-expect-error -- nobody says how long requests take
  new TunedIngress(chart, 'x', { namespace: aws, backend, host: 'shop.example', door: ALB });
  // @ts-expect-error -- nobody says how long the app keeps connections
  new TunedIngress(chart, 'x', { ...common, app: { longestRequestSeconds: 30 }, namespace: aws, door: ALB });
  // @ts-expect-error -- no door, and so whichever controller feels meant
  new TunedIngress(chart, 'x', { ...common, namespace: aws });
  // @ts-expect-error -- no certificate
  new TunedIngress(chart, 'x', { ...common, namespace: aws, door: { controller: 'alb', reach: 'internet', subnets: ['10.0.0.0/24'] } });
  // @ts-expect-error -- no subnet: the policy would let nobody in
  new TunedIngress(chart, 'x', { ...common, namespace: aws, door: { ...ALB, subnets: [] } });
  // @ts-expect-error -- Google manages no certificate inside of a network
  new TunedIngress(chart, 'x', { ...common, namespace: gcp, door: { controller: 'gce', reach: 'internal', certificate: 'managed', proxySubnets: ['10.9.0.0/23'] } });
  // @ts-expect-error -- a gateway of GKE on EKS
  new TunedRoute(chart, 'x', { ...common, namespace: aws, gateway: { managed: 'gke', name: 'public', namespace: 'edge' } });
  // @ts-expect-error -- a gateway nobody lets in
  new TunedRoute(chart, 'x', { ...common, namespace: aws, gateway: { name: 'public', namespace: 'edge' } });
}
