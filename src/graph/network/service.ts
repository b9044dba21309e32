import { Selector } from '../selection/selector';
import type { Selected } from '../selection/selection-index';
import { Undecided } from '../reading/unknown';
import type { Container } from '../workload/container';
import { KubeObject } from '../object/kube-object';
import { exposureOf, leadsToProxy, type Exposure } from '../edge/exposure';
import { ServicePort } from './service-port';
import { ZoneLocality } from './zone-locality';
import type { Pod } from '../workload/pod';
import type { Workload } from '../workload/workload';

/** A Service of the core group. */
export class Service extends KubeObject {
  private selectorOnce: Selector | undefined;
  private selectedOnce: Selected<Workload> | undefined;

  /** Selects pods by equality; empty selects none (endpoints are made by hand). */
  get selector(): Selector {
    return (this.selectorOnce ??= Selector.fromMap(this.spec.raw('selector')));
  }

  get isHeadless(): boolean {
    return this.spec.string('clusterIP') === 'None';
  }

  get isExternalName(): boolean {
    return this.spec.string('type') === 'ExternalName';
  }

  /** Does it send traffic to pods that are not ready? */
  get publishesNotReady(): boolean {
    return this.spec.boolean('publishNotReadyAddresses') === true;
  }

  /** The workloads whose pods it selects. */
  backends(): Selected<Workload> {
    return (this.selectedOnce ??= this.graph.selectWorkloads(this.selector, this.namespace));
  }

  /** Those it selects for certain. Undecided when there is none, and may be one. */
  get workloads(): readonly Workload[] {
    const { certain, possible } = this.backends();
    const [doubtful] = possible;
    if (certain.length === 0) this.graph.assertAllSeen('Deployment');
    if (certain.length === 0 && doubtful) throw new Undecided(`whether it selects the pods of ${doubtful.title} is not known`);
    return certain;
  }

  /**
   * The workloads it spreads its traffic over though they are different things. Members of a headless Service find each other on purpose,
   * and so do revisions of one app share one, which a label of their pods tells apart.
   */
  get mixedWorkloads(): readonly Workload[] {
    const distinct = this.workloads.filter((w) => w.firstTwin === w);
    if (distinct.length < 2 || this.isHeadless) return [];
    const areRevisions = TRACK_LABELS.some((key) => new Set(distinct.map(({ pod }) => pod.labels.get(key) ?? '')).size === distinct.length);
    return areRevisions ? [] : distinct;
  }

  /** Fewest pods that answer for it. Undecided where it may have more. */
  get fewestPods(): number {
    const { certain, possible } = this.backends();
    const [doubtful] = possible;
    if (doubtful) throw new Undecided(`whether it selects the pods of ${doubtful.title} is not known`);
    this.graph.assertAllSeen('Deployment');
    // Of two with one name only one runs.
    return certain.filter((w) => w.firstTwin === w).reduce((total, w) => total + w.minimumScale, 0);
  }

  /** Does it pick pods by label at all? A Service without a selector, or for an external name, does not. */
  get selectsPods(): boolean {
    return !this.isExternalName && !this.selector.selectsNothing;
  }

  /** A label of the selector that changes with every revision of the pods; `null` when there is none. */
  get revisionLabel(): string | null {
    return this.selector.requirements.find(({ key }) => REVISION_LABELS.has(key))?.key ?? null;
  }

  /** What it does to keep traffic near. */
  get locality(): ZoneLocality {
    return new ZoneLocality(this);
  }

  get ports(): readonly ServicePort[] {
    return this.spec.list('ports').map((port) => new ServicePort(this, port));
  }

  /** The ways it is reached from outside, past Ingresses and gateways. */
  get exposure(): readonly Exposure[] {
    return exposureOf(this);
  }

  /** Does it lead to a proxy that is made to stand at the edge? */
  get isAtEdge(): boolean {
    return leadsToProxy(this);
  }

  /** Its ports and, per port, the container of the pod it leads to. */
  targetsIn(pod: Pod): readonly Target[] {
    return this.ports.map((port) => ({ service: this, port, isTelemetry: port.isTelemetry, container: port.containerIn(pod) }));
  }
}

/** Set anew by controllers or by chart releases. */
const REVISION_LABELS = new Set(['app.kubernetes.io/version', 'controller-revision-hash', 'helm.sh/chart', 'pod-template-hash', 'rollouts-pod-template-hash']);

/** Tell revisions of one app apart that run side by side: canaries, blue and green. */
const TRACK_LABELS = ['version', 'app.kubernetes.io/version', 'track', 'slot'];

/** A port of a Service seen from a pod behind it. */
export interface Target {
  readonly service: Service;
  readonly port: ServicePort;
  /** Is it, by its name, for scrapers and health checks only? */
  readonly isTelemetry: boolean;
  /** The container that listens; `null` when nothing declares the port and several might; `undefined` when a named port does not exist. */
  readonly container: Container | null | undefined;
}
