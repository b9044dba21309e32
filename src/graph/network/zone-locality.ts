import { find } from '../reading/unknown';
import type { Workload } from '../workload/workload';
import type { Service } from './service';

/** Versions that take each value of `trafficDistribution`. The field itself is read from 1.31 on. */
const SINCE: ReadonlyMap<string, string> = new Map([['PreferClose', '1.30'], ['PreferSameZone', '1.34'], ['PreferSameNode', '1.34']]);

/**
 * The value that keeps traffic in the zone it comes from; `null` = the version has none that is on. `PreferClose` works from 1.31 on,
 * and 1.35 gives it the name of what it does.
 */
export function zonalDistribution(isAtLeast: (version: string) => boolean): string | null {
  if (!isAtLeast('1.31')) return null;
  return isAtLeast('1.35') ? 'PreferSameZone' : 'PreferClose';
}

/** Two names of the annotation that came before `trafficDistribution`. */
const TOPOLOGY = ['service.kubernetes.io/topology-mode', 'service.kubernetes.io/topology-aware-hints'];

/** As many zones as a cluster has when nobody says otherwise. */
const ZONES = 3;

/**
 * What a Service does to keep traffic near where it comes from.
 * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-distribution
 */
export class ZoneLocality {
  constructor(private readonly service: Service) {}

  /** The value of `trafficDistribution`. */
  get distribution(): string | undefined {
    return this.service.spec.string('trafficDistribution');
  }

  /** The value that would keep traffic in its zone; `null` = the target version has none that is on. */
  get zonalDistribution(): string | null {
    const { graph } = this.service;
    return zonalDistribution((version) => graph.isAtLeast(version));
  }

  /** Does the target version refuse that value? */
  get isRefused(): boolean {
    const { distribution } = this;
    if (distribution === undefined) return false;
    const since = SINCE.get(distribution);
    return since === undefined || !this.service.graph.isAtLeast(since);
  }

  /** Does the older annotation ask for zones? It outranks the field. */
  get isTopologyAware(): boolean {
    return TOPOLOGY.some((annotation) => this.service.annotation(annotation)?.toLowerCase() === 'auto');
  }

  /** Does it go no further than the node, and drop what finds no pod there? */
  get isNodeOnly(): boolean {
    return this.service.spec.string('internalTrafficPolicy') === 'Local';
  }

  /** Does it keep traffic in the zone, or on the node, it comes from? */
  get isKept(): boolean {
    return this.service.spec.has('trafficDistribution') || this.isNodeOnly || this.isTopologyAware;
  }

  /** A workload behind it that is large enough for a pod in each zone; `null` = none is. */
  get zonedBackend(): Workload | null {
    const zones = this.service.graph.profile.zones?.length ?? ZONES;
    return find(this.service.workloads, (workload) => workload.isReplicated && workload.minimumScale >= zones) ?? null;
  }

  /** A workload behind it of which not every node has a pod, though traffic is to stay on the node; `null` = none. */
  get unevenBackend(): Workload | null {
    return this.isNodeOnly ? (this.service.workloads.find((workload) => workload.kind !== 'DaemonSet') ?? null) : null;
  }
}
