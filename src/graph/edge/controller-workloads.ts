import type { Graph } from '../graph';
import type { Join } from '../join';
import { type Service } from '../network/service';
import type { Subject } from '../reading/subject';
import { Undecided, maybe } from '../reading/unknown';
import type { Container } from '../workload/container';
import { Workload } from '../workload/workload';
import type { ControllerFamily } from './controller';

/** A controller that runs in the cluster itself. */
export interface ControllerWorkload {
  readonly family: ControllerFamily;
  readonly workload: Workload;
  readonly container: Container;
}

/** Images of controllers, by the end of their repository, and the flag that names the ConfigMap they read. */
const IMAGES: readonly { readonly image: RegExp; readonly family: ControllerFamily; readonly flag: RegExp }[] = [
  { image: /(?:^|\/)(?:ingress-nginx\/(?:nginx-ingress-)?controller(?:-chroot)?|nginx-ingress-controller)$/, family: 'ingress-nginx', flag: /^--configmap=(.+)$/ },
  { image: /^nginx\/nginx-ingress$/, family: 'nginx-inc', flag: /^--?nginx-configmaps=(.+)$/ },
];

/** The controllers of the set that serve Ingresses from pods. */
export const controllerWorkloads: Join<readonly ControllerWorkload[]> = (graph) => graph.all(Workload).flatMap((workload) => {
  return (maybe(() => workload.pod.appContainers) ?? []).flatMap((container) => {
    const repository = maybe(() => container.image.repository) ?? '';
    const known = IMAGES.find(({ image }) => image.test(repository));
    return known === undefined ? [] : [{ family: known.family, workload, container }];
  });
});

/** The only controller of a family in the set; `null` = none is. Undecided where there are several. */
export function controllerOf(graph: Graph, family: ControllerFamily): ControllerWorkload | null {
  const [first = null, ...others] = graph.join(controllerWorkloads).filter((c) => c.family === family);
  if (first !== null && others.length > 0) throw new Undecided(`several controllers are in this set: ${[first, ...others].map(({ workload }) => workload.title).join(', ')}`);
  return first;
}

/** The settings all Ingresses of a controller start from: the data of its ConfigMap; `null` = its controller is not in the set. */
export function controllerSettings(graph: Graph, family: ControllerFamily): Subject | null {
  const first = controllerOf(graph, family);
  if (first === null) return null;
  const name = configMapOf(first);
  const map = name === null ? null : graph.object('', 'ConfigMap', name.namespace, name.name);
  if (map === null) throw new Undecided(`the ConfigMap of ${first.workload.title} is not in this set`);
  return (map).in('data');
}

/** `--configmap=$(POD_NAMESPACE)/name`. */
function configMapOf({ family, container, workload }: ControllerWorkload): { readonly namespace: string; readonly name: string } | null {
  const flag = IMAGES.find((known) => known.family === family)?.flag;
  for (const word of [...container.strings('command'), ...container.strings('args')]) {
    const [namespace = '', name = ''] = flag?.exec(word)?.[1]?.split('/') ?? [];
    if (name !== '') return { namespace: namespace === '$(POD_NAMESPACE)' ? workload.namespace : namespace, name };
  }
  return null;
}

/** The load balancers in front of a controller's pods. */
export function frontDoorsOf(graph: Graph, family: ControllerFamily): readonly Service[] {
  const workloads = graph.join(controllerWorkloads).filter((c) => c.family === family).map(({ workload }) => workload);
  return workloads.flatMap((workload) => workload.services.certain.filter((s) => s.spec.string('type') === 'LoadBalancer'));
}
