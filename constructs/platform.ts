import { Cidr as Range } from '../src/graph/network/cidr';
import { CLOUDS, type Cloud } from './clouds';
import { checked } from './props/checked';
import { SHAPES } from './props/shapes';
import { told } from './props/words';
import { demand } from './refusal';

export type { Cloud } from './clouds';

/** Kubernetes versions the constructs emit for, oldest first. */
export const KUBE_VERSIONS = ['1.28', '1.29', '1.30', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36'] as const;
/** One of {@link KUBE_VERSIONS}. */
export type KubeVersion = (typeof KUBE_VERSIONS)[number];

/** An address range, e.g. `10.0.0.0/16`. */
export type Cidr = `${string}/${number}`;

/** Where an OpenTelemetry collector listens (OTLP over gRPC). */
export interface Telemetry {
  readonly namespace: string;
  /** Name of the collector's Service. */
  readonly service: string;
  /** Port of the Service and of the collector's pods. Default 4317. */
  readonly port?: number;
}

/** What holds on every cloud. */
export interface ClusterFacts {
  /** Zones the node pools span, as the node label `topology.kubernetes.io/zone` writes them. Serves storage/statefulset-zone-spread. @refused where there is none, with where to find them */
  readonly zones: readonly [string, ...string[]];
  /** Oldest version the manifests must run on; no newer field is emitted. Default `1.34`. @refused beside these, with which to name */
  readonly kubeVersion?: KubeVersion;
  /** Addresses of the API server, for workloads with a role. Default: any address, on port 443. */
  readonly apiServer?: readonly Cidr[];
  /**
   * Addresses of resolvers that a cluster of this cloud does not have by itself: a cache on the node at an address of your own; on EKS Auto
   * Mode the tenth address of a service range of your own. Default: none. Serves network/policy-allows-dns.
   */
  readonly resolvers?: readonly Cidr[];
  /** Where traces and metrics go; every workload may then reach it. Default: nowhere. Serves observability/trace-context. */
  readonly telemetry?: Telemetry;
  /**
   * What lets pods out by DNS name: Cilium (on AKS: with Advanced Container Networking), or Dataplane V2 of GKE with FQDN network
   * policies. Default: nothing, and flows to names are refused.
   */
  readonly fqdnPolicies?: 'cilium' | 'gke';
}

/** An EKS cluster; zones such as `us-east-1a`. */
export interface AwsFacts extends ClusterFacts {
  /** EKS Auto Mode, whose disks have a driver of their own, and whose names are resolved on the nodes. Default `false`. */
  readonly autoMode?: boolean;
  readonly fqdnPolicies?: 'cilium';
  /** Addresses of the STS endpoint, e.g. the subnets of its interface endpoint. Default: any address. Serves network/policy-allows-identity. */
  readonly tokenEndpoints?: readonly Cidr[];
}

/** An AKS cluster; zones such as `eastus2-1`. */
export interface AzureFacts extends ClusterFacts {
  readonly fqdnPolicies?: 'cilium';
  /** Addresses of `login.microsoftonline.com`. Default: any address. Serves network/policy-allows-identity. */
  readonly tokenEndpoints?: readonly Cidr[];
}

/** A GKE cluster; zones such as `europe-west1-b`. */
export interface GcpFacts extends ClusterFacts {
  /** Dataplane V1 (Calico) and V2 reach the metadata server at different addresses. Default `v2`. */
  readonly dataplane?: 'v1' | 'v2';
}

/** What a cluster must tell, by cloud. */
export interface Facts {
  readonly aws: AwsFacts;
  readonly azure: AzureFacts;
  readonly gcp: GcpFacts;
}

/** The cluster a chart is for. All constructs of a namespace share one, so no two of them can disagree about the cloud. */
export class Platform<C extends Cloud = Cloud> {
  readonly zones: readonly [string, ...string[]];
  readonly kubeVersion: KubeVersion;

  private constructor(readonly cloud: C, readonly facts: Facts[C]) {
    const where = `Platform.${cloud}`;
    demand(Object.hasOwn(CLOUDS, cloud) && Array.isArray((facts as Partial<Facts[C]> | undefined)?.zones), 'Platform', 'platform', () => ({
      found: 'new Platform(…)', expected: 'Platform.aws(…), Platform.azure(…) or Platform.gcp(…)', remedy: 'call the one of the cloud, with what is known of the cluster',
    }));
    const { zones, kubeVersion = '1.34' } = facts;
    const { form, example } = CLOUDS[cloud].zone;
    const odd = zones.find((zone, i) => !form.test(zone) || zones.indexOf(zone) !== i);
    demand(zones.length > 0 && odd === undefined, where, 'platform', () => ({
      found: zones.length === 0 ? 'no zones' : `zone "${odd}" in [${zones.join(', ')}]`,
      expected: `the zones of the node pools, each once, such as "${example}"`,
      remedy: 'copy them from `kubectl get nodes -L topology.kubernetes.io/zone`',
    }));
    demand(KUBE_VERSIONS.includes(kubeVersion), where, 'platform', () => ({
      found: `kubeVersion "${kubeVersion}"`,
      expected: `a minor version from ${KUBE_VERSIONS[0]} to ${KUBE_VERSIONS.at(-1)}`,
      remedy: 'name the oldest version the cluster runs during its upgrade',
    }));
    const ranges = [facts.apiServer, facts.resolvers, 'tokenEndpoints' in facts ? facts.tokenEndpoints : undefined].flatMap((some) => some ?? []);
    const none = ranges.find((range) => Range.parse(range) === null);
    demand(none === undefined, where, 'platform', () => ({
      found: `range "${none}"`, expected: 'a range of IPv4 or IPv6 addresses', remedy: 'write e.g. "10.20.0.0/16", and "/32" for a single address',
    }));
    this.zones = zones;
    this.kubeVersion = kubeVersion;
  }

  /** @throws Refusal for a zone of another cloud, a zone named twice, an unsupported version, a range that is none. */
  static aws(facts: AwsFacts): Platform<'aws'> {
    return new Platform('aws', checked(SHAPES, 'AwsFacts', 'Platform.aws', facts));
  }

  /** @throws Refusal for a zone of another cloud, a zone named twice, an unsupported version, a range that is none. */
  static azure(facts: AzureFacts): Platform<'azure'> {
    return new Platform('azure', checked(SHAPES, 'AzureFacts', 'Platform.azure', facts));
  }

  /** @throws Refusal for a zone of another cloud, a zone named twice, an unsupported version, a range that is none. */
  static gcp(facts: GcpFacts): Platform<'gcp'> {
    return new Platform('gcp', checked(SHAPES, 'GcpFacts', 'Platform.gcp', facts));
  }

  /** Does the cluster run this version or a newer one? */
  isAtLeast(version: KubeVersion): boolean {
    demand(KUBE_VERSIONS.includes(version), `Platform.${this.cloud}`, 'platform', () => ({ found: `version ${told(version)}`, expected: `one of ${KUBE_VERSIONS.join(', ')}`, remedy: 'write it as text' }));
    return KUBE_VERSIONS.indexOf(this.kubeVersion) >= KUBE_VERSIONS.indexOf(version);
  }
}
