import { Subject } from '../reading/subject';
import type { KubeObject } from '../object/kube-object';
import { Workload } from '../workload/workload';
import { controllerWorkloads } from './controller-workloads';
import { CLASS_ANNOTATION, Ingress } from './ingress';
import { IngressClass } from './ingress-class';

/** A place that shows which controller serves Ingresses. */
export class EdgeController extends Subject {
  constructor(at: Subject, readonly shownBy: 'class' | 'image' | 'ingress', readonly field: string, readonly name: string, readonly isIngressNginx: boolean) {
    super(at.node, at.up === null ? at : at.up, at.up === null ? [] : at.steps, null);
  }

  /** Is it the one AKS runs and patches itself? */
  get isAppRouting(): boolean {
    return this.name.startsWith('webapprouting.kubernetes.azure.com');
  }
}

/** The controller an object shows: an IngressClass by its name, a workload by its image, an Ingress by its class and annotations. */
export function edgeControllersOf(object: KubeObject): readonly EdgeController[] {
  if (object instanceof IngressClass) return [new EdgeController(object.spec, 'class', 'controller', object.controllerName, object.controller.family === 'ingress-nginx')];
  if (object instanceof Workload) {
    return object.graph.join(controllerWorkloads).filter(({ workload }) => workload === object)
      .map(({ container, family }) => new EdgeController(container, 'image', 'image', container.image.repository, family === 'ingress-nginx'));
  }
  return object instanceof Ingress ? [ofIngress(object)] : [];
}

/** An Ingress whose class is in the set leaves it to that. */
function ofIngress(ingress: Ingress): EdgeController {
  const { family, isCertain } = ingress.controller;
  if (!isCertain) throw ingress.unknown('spec');
  if (ingress.ingressClass === null) ingress.graph.assertAllSeen('IngressClass');
  const isIngressNginx = family === 'ingress-nginx' && ingress.ingressClass === null;
  const isAnnotated = ingress.annotatedClass !== null && !ingress.spec.has('ingressClassName');
  const [at, field] = isAnnotated ? [ingress.metadata.in('annotations'), CLASS_ANNOTATION] : [ingress.spec, 'ingressClassName'];
  return new EdgeController(at, 'ingress', field, ingress.className ?? family, isIngressNginx);
}
