import type { KubeObject } from '../object/kube-object';
import { Undecided } from '../reading/unknown';
import { ALB } from './edge-facts';
import type { Ingress } from './ingress';

/** Does an ALB send requests to pods by their IP, past their nodes? EKS Auto Mode has gates of its own. */
export function albReachesPods(ingress: Ingress): boolean {
  if (ingress.controller.family !== 'alb' || ingress.ingressClass?.controllerName === 'eks.amazonaws.com/alb') return false;
  const byClass = ingress.ingressClass?.parameters?.string('targetType');
  return (byClass ?? ingress.annotation(ALB.targetType)) === 'ip';
}

/** The Namespace of its targets. Undecided when it is not in the set. */
export function namespaceOfTargets({ graph, namespace }: Ingress): KubeObject {
  const object = namespace === '' ? null : graph.namespace(namespace);
  if (object === null) throw new Undecided(namespace === '' ? 'its namespace is not known' : `Namespace ${namespace} is not in this set`);
  return object;
}
