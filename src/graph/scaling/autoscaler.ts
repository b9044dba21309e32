import { KubeObject } from '../object/kube-object';
import type { Subject } from '../reading/subject';
import type { Workload } from '../workload/workload';

/** A metric that is a share of what containers request. */
export interface UtilizationMetric {
  /** Where it is written; the object itself where it is the API server's default. */
  readonly at: Subject;
  readonly resource: 'cpu' | 'memory';
  /** The one container it watches; `null` = all of the pod. */
  readonly container: string | null;
}

/** Groups of the kinds an autoscaler usually names, for KEDA, which may leave the group out. */
const GROUPS: ReadonlyMap<string, string> = new Map([['Deployment', 'apps'], ['ReplicaSet', 'apps'], ['StatefulSet', 'apps']]);
/** Triggers of KEDA that follow the load of the pods themselves, and so can't wake what is asleep. */
const OWN_LOAD = new Set(['cpu', 'memory']);

/** A HorizontalPodAutoscaler or a KEDA ScaledObject: who sets the replicas of a workload. */
export class Autoscaler extends KubeObject {
  get isKeda(): boolean {
    return this.kind === 'ScaledObject';
  }

  /** Kind and name of the workload it scales; KEDA means a Deployment when no kind is written. */
  get target(): { readonly kind: string; readonly name: string } {
    const ref = this.spec.in('scaleTargetRef');
    return { kind: ref.string('kind') ?? (this.isKeda ? 'Deployment' : ''), name: ref.string('name') ?? '' };
  }

  /** Group of the workload it scales; `null` = none is written where one is demanded. */
  get targetGroup(): string | null {
    const written = this.spec.in('scaleTargetRef').string('apiVersion') ?? '';
    const { kind } = this.target;
    if (written === '') return this.isKeda ? (GROUPS.get(kind) ?? null) : null;
    const slash = written.indexOf('/');
    if (slash < 0) return kind === 'ReplicationController' && written === 'v1' ? '' : null;
    return written.slice(0, slash);
  }

  /** The workload it scales, where it is in the set. */
  get workload(): Workload | null {
    const { kind, name } = this.target;
    return this.graph.workload(this.targetGroup ?? '', kind, this.namespace, name);
  }

  /** Where the fewest and the most replicas are written. */
  get fields(): { readonly minimum: string; readonly maximum: string } {
    return this.isKeda ? { minimum: 'minReplicaCount', maximum: 'maxReplicaCount' } : { minimum: 'minReplicas', maximum: 'maxReplicas' };
  }

  /** Fewest replicas it will leave: 1 by default, with KEDA 0. */
  get minimum(): number {
    return this.isKeda ? (this.spec.number('minReplicaCount') ?? 0) : (this.spec.number('minReplicas') ?? 1);
  }

  /** Most replicas it will make; KEDA's default is 100. */
  get maximum(): number {
    if (this.isKeda) return this.spec.number('maxReplicaCount') ?? 100;
    const written = this.spec.number('maxReplicas');
    if (written === undefined) throw this.spec.unknown('maxReplicas');
    return written;
  }

  /** Has it a metric that is there while no pod runs? */
  get hasOutsideMetric(): boolean {
    if (this.isKeda) return this.spec.list('triggers').some((t) => !OWN_LOAD.has(t.string('type') ?? ''));
    return this.spec.list('metrics').some((m) => ['External', 'Object'].includes(m.string('type') ?? ''));
  }

  /**
   * The metrics that are a share of a request, an HPA's default of CPU among them.
   * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details
   */
  get utilizationMetrics(): readonly UtilizationMetric[] {
    if (this.isKeda) return this.spec.list('triggers').filter((t) => OWN_LOAD.has(t.string('type') ?? '') && isUtilization(t)).map(ofTrigger);
    if (this.version === 'v1') return [{ at: this.spec, resource: 'cpu', container: null }];
    const metrics = this.spec.list('metrics');
    return metrics.length === 0 ? [{ at: this.spec, resource: 'cpu', container: null }] : metrics.flatMap(ofMetric);
  }
}

function ofMetric(metric: Subject): readonly UtilizationMetric[] {
  const type = metric.string('type');
  const source = metric.in(type === 'ContainerResource' ? 'containerResource' : 'resource');
  const resource = source.string('name');
  if (source.in('target').string('type') !== 'Utilization' || (resource !== 'cpu' && resource !== 'memory')) return [];
  return [{ at: metric, resource, container: type === 'ContainerResource' ? (source.string('container') ?? '') : null }];
}

/** The type of a trigger's value moved from its metadata to a field of its own. */
function isUtilization(trigger: Subject): boolean {
  return (trigger.string('metricType') ?? trigger.in('metadata').string('type')) === 'Utilization';
}

function ofTrigger(trigger: Subject): UtilizationMetric {
  return {
    at: trigger,
    resource: trigger.string('type') === 'memory' ? 'memory' : 'cpu',
    container: trigger.in('metadata').string('containerName') ?? null,
  };
}
