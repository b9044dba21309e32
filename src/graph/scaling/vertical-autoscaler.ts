import { KubeObject } from '../object/kube-object';
import { aimedAt } from './aimed-at';

/**
 * A VerticalPodAutoscaler, which sets requests. `Off` only recommends.
 * @see https://github.com/kubernetes/autoscaler/blob/master/vertical-pod-autoscaler/docs/api.md
 */
export class VerticalAutoscaler extends KubeObject {
  /** Kind and name of the workload it is about. */
  get target(): { readonly kind: string; readonly name: string } {
    const ref = this.spec.in('targetRef');
    return { kind: ref.string('kind') ?? '', name: ref.string('name') ?? '' };
  }

  /** When it changes requests: of new pods only, of running ones too, or never. A mode that is not written evicts. */
  get mode(): 'never' | 'newPods' | 'running' {
    const mode = this.spec.in('updatePolicy').string('updateMode') ?? 'Recreate';
    return mode === 'Off' ? 'never' : mode === 'Initial' ? 'newPods' : 'running';
  }

  /** Does it set requests of this resource? By default of CPU and memory, in every container. */
  sets(resource: string): boolean {
    const policies = this.spec.in('resourcePolicy').list('containerPolicies');
    const controls = (policy: (typeof policies)[number]) => policy.string('mode') !== 'Off'
      && (!policy.has('controlledResources') || policy.strings('controlledResources').includes(resource));
    const all = policies.find((policy) => policy.string('containerName') === '*');
    return policies.some(controls) || (all === undefined ? policies.length === 0 : controls(all));
  }
}

/** What sets the requests of a workload. */
export const verticalAutoscalersOf = aimedAt(VerticalAutoscaler, 'a VerticalPodAutoscaler');
