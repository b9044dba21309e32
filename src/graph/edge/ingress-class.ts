import type { Join } from '../join';
import { KubeObject } from '../object/kube-object';
import { Undecided } from '../reading/unknown';
import type { Subject } from '../reading/subject';
import { controllerNamed, type Controller } from './controller';

/** A class of Ingresses, and what serves them. */
export class IngressClass extends KubeObject {
  get controllerName(): string {
    return this.spec.string('controller') ?? '';
  }

  get controller(): Controller {
    return controllerNamed(this.controllerName);
  }

  /** Do Ingresses that name no class get this one? */
  get isDefault(): boolean {
    return this.annotation('ingressclass.kubernetes.io/is-default-class') === 'true';
  }

  /** The `spec` of the IngressClassParams it names; `null` = it names none. Undecided when they are not in the set. */
  get parameters(): Subject | null {
    const reference = this.spec.in('parameters');
    if (!reference.has('name')) return null;
    const name = reference.string('name') ?? '';
    const parameters = this.graph.object(reference.string('apiGroup') ?? '', reference.string('kind') ?? '', '', name);
    if (parameters === null) throw new Undecided(`${reference.string('kind') ?? 'parameters'} ${name} is not in this set`);
    return parameters.spec;
  }
}

/** The class Ingresses without one get; `null` = none is in the set. The newest wins where there are several, and nobody knows which that is. */
export const defaultIngressClass: Join<IngressClass | null> = (graph) => graph.all(IngressClass).find((c) => c.isDefault) ?? null;
