import { KubeObject } from '../object/kube-object';
import type { Service } from '../network/service';
import { namespaces } from '../namespace/namespaces';
import type { Subject } from '../reading/subject';
import { Undecided, find, some } from '../reading/unknown';
import type { Selected } from '../selection/selection-index';
import { Labels, Selector } from '../selection/selector';
import type { Workload } from '../workload/workload';
import { servicesByLabel } from './services-by-label';

/**
 * What a Prometheus is to scrape: the operator's ServiceMonitor and PodMonitor, Azure's of the same name, and Google's PodMonitoring.
 * @see https://prometheus-operator.dev/docs/api-reference/api/
 * @see https://github.com/GoogleCloudPlatform/prometheus-engine/blob/main/doc/api.md
 */
export class Monitor extends KubeObject {
  /** Does it select Services, and not pods themselves? */
  get isOfServices(): boolean {
    return this.kind === 'ServiceMonitor';
  }

  /** What it selects, in words. */
  get targets(): 'Service' | 'pod' {
    return this.isOfServices ? 'Service' : 'pod';
  }

  /** Are its ports names only? Google's may be numbers. */
  get takesNames(): boolean {
    return this.group !== 'monitoring.googleapis.com';
  }

  get selector(): Selector {
    return Selector.fromLabelSelector(this.spec.raw('selector'));
  }

  /** The Services it selects by their own labels; none for a monitor of pods. */
  get services(): Selected<Service> {
    if (!this.isOfServices) return { certain: [], possible: [] };
    const { index, namespaces: all } = this.graph.join(servicesByLabel);
    return merged(this.searched(all).map((namespace) => index.select(this.selector, namespace)));
  }

  /** The workloads whose pods it selects, or its Services lead to. */
  backends(): Selected<Workload> {
    if (!this.isOfServices) {
      const all = this.graph.join(namespaces).map(({ name }) => name);
      return merged(this.searched(all).map((namespace) => this.graph.selectWorkloads(this.selector, namespace)));
    }
    const { certain, possible } = this.services;
    const behind = merged(certain.map((service) => service.backends()));
    return { certain: behind.certain, possible: [...behind.possible, ...possible.flatMap((service) => service.backends().certain)] };
  }

  /** The ports it scrapes. */
  get endpoints(): readonly Subject[] {
    return this.spec.list(this.kind === 'PodMonitor' ? 'podMetricsEndpoints' : 'endpoints');
  }

  /** Does a port by this name exist on something it selects? Undecided where what it selects is not all known. */
  offers(name: string, field: 'port' | 'targetPort'): boolean {
    if (this.isOfServices && field === 'port') return known(this.services, (service) => some(service.spec.list('ports'), (port) => port.string('name') === name));
    return known(this.backends(), ({ pod }) => some(pod.containers, (c) => some(c.list('ports'), (port) => port.string('name') === name)));
  }

  /** The one name its Services give a port; `null` where they give none, or several. */
  get onlyPort(): string | null {
    const names = new Set(this.services.certain.flatMap((service) => service.spec.list('ports').map((port) => port.string('name') ?? '')));
    const [only = ''] = names;
    return names.size === 1 && only !== '' ? only : null;
  }

  /** A Service that leads to pods with the labels it selects by, while it has other labels itself; `null` when there is none. */
  get mistakenService(): Service | null {
    if (!this.isOfServices || this.selector.requirements.length === 0) return null;
    const { index, namespaces: all } = this.graph.join(servicesByLabel);
    const services = this.searched(all).flatMap((namespace) => index.select(EVERYTHING, namespace).certain);
    return find(services, (service) => this.selector.test(new Labels(service.spec.raw('selector'))) === true
      || service.backends().certain.some(({ pod }) => this.selector.test(pod.labels) === true)) ?? null;
  }

  /** The namespaces it looks in: its own, unless it says otherwise. Google's look in none but their own, or in all. */
  private searched(all: readonly string[]): readonly string[] {
    if (this.kind === 'ClusterPodMonitoring') return all;
    const scope = this.spec.in('namespaceSelector');
    if (scope.boolean('any') === true) return all;
    const named = scope.strings('matchNames');
    return named.length > 0 ? named : [this.namespace];
  }
}

const EVERYTHING = Selector.fromLabelSelector({});

function merged<T>(selections: readonly Selected<T>[]): Selected<T> {
  return { certain: selections.flatMap(({ certain }) => certain), possible: selections.flatMap(({ possible }) => possible) };
}

function known<T>({ certain, possible }: Selected<T>, test: (item: T) => boolean): boolean {
  if (some(certain, test)) return true;
  if (possible.length > 0) throw new Undecided('whether it selects more than what is known is not known');
  return false;
}
