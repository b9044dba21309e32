import { Platform, external, type StatelessService } from '../../constructs';

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
