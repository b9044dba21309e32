/** The edge controllers looplaw has facts of, by the settings they read. `other` = one it has none of. */
export type ControllerFamily = 'ingress-nginx' | 'nginx-inc' | 'alb' | 'agic' | 'gce' | 'other';

/** What serves an Ingress. */
export interface Controller {
  readonly family: ControllerFamily;
  /** Is that said by an IngressClass of the set, or by a name nobody else uses? Two controllers are called `nginx`. */
  readonly isCertain: boolean;
}

/**
 * Names in `spec.controller` of an IngressClass.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/multiple-ingress/
 * @see https://docs.nginx.com/nginx-ingress-controller/configuration/global-configuration/command-line-arguments/
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/
 * @see https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
 */
const BY_CONTROLLER: Readonly<Record<string, ControllerFamily>> = {
  'k8s.io/ingress-nginx': 'ingress-nginx',
  'nginx.org/ingress-controller': 'nginx-inc',
  'ingress.k8s.aws/alb': 'alb',
  'eks.amazonaws.com/alb': 'alb',
  'azure/application-gateway': 'agic',
  'k8s.io/ingress-gce': 'gce',
};

/** AKS app routing runs ingress-nginx under a name per class. @see https://learn.microsoft.com/azure/aks/app-routing */
const APP_ROUTING = 'webapprouting.kubernetes.azure.com/nginx';

/** Class names that everybody gives the same controller. */
const BY_CLASS: Readonly<Record<string, ControllerFamily>> = {
  alb: 'alb',
  'azure-application-gateway': 'agic',
  'azure/application-gateway': 'agic',
  contour: 'other',
  gce: 'gce',
  'gce-internal': 'gce',
  haproxy: 'other',
  istio: 'other',
  kong: 'other',
  'openshift-default': 'other',
  traefik: 'other',
  'webapprouting.kubernetes.azure.com': 'ingress-nginx',
};

/** The controller an IngressClass names. */
export function controllerNamed(controller: string): Controller {
  const isAppRouting = controller === APP_ROUTING || controller.startsWith(`${APP_ROUTING}/`);
  return { family: isAppRouting ? 'ingress-nginx' : Object.hasOwn(BY_CONTROLLER, controller) ? BY_CONTROLLER[controller]! : 'other', isCertain: true };
}

/**
 * The controller a class name stands for where no IngressClass is at hand; `null` = a name somebody made up. ingress-nginx and the
 * controller of F5 are both installed as `nginx`; the annotations somebody wrote tell which one was meant.
 */
export function controllerByClassName(name: string, annotations: readonly string[]): Controller | null {
  if (name === 'nginx') {
    if (annotations.some((key) => key.startsWith('nginx.org/'))) return { family: 'nginx-inc', isCertain: true };
    return { family: 'ingress-nginx', isCertain: annotations.some((key) => key.startsWith(NGINX_PREFIX)) };
  }
  return Object.hasOwn(BY_CLASS, name) ? { family: BY_CLASS[name]!, isCertain: true } : null;
}

/** What the annotations of ingress-nginx begin with, unless its administrator chose otherwise. */
export const NGINX_PREFIX = 'nginx.ingress.kubernetes.io/';
