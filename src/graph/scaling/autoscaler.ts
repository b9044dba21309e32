import { KubeObject } from '../object/kube-object';

/** A HorizontalPodAutoscaler or a KEDA ScaledObject: who sets the replicas of a workload. */
export class Autoscaler extends KubeObject {
  private get isKeda(): boolean {
    return this.kind === 'ScaledObject';
  }

  /** Kind and name of the workload it scales; KEDA means a Deployment when no kind is written. */
  get target(): { readonly kind: string; readonly name: string } {
    const ref = this.spec.in('scaleTargetRef');
    return { kind: ref.string('kind') ?? (this.isKeda ? 'Deployment' : ''), name: ref.string('name') ?? '' };
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
}
