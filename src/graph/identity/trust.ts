import type { Pod } from '../workload/pod';
import { namespaces } from '../namespace/namespaces';
import { Undecided, some } from '../reading/unknown';
import type { Subject } from '../reading/subject';

/** Says that code of pods, or of all pods of a namespace, is not to be trusted. */
const TRUST = 'looplaw.dev/trust';
/** Handlers of runtimes that give a pod a kernel of its own. */
const SANDBOX = /gvisor|runsc|kata|firecracker/i;

/** Is the code of these pods declared not to be trusted, on the pods, their workload or the namespace? */
export function isUntrusted({ labels, workload }: Pod): boolean {
  if (labels.has(TRUST)) return labels.get(TRUST) === 'untrusted';
  if (workload.labels.has(TRUST)) return workload.labels.get(TRUST) === 'untrusted';
  return workload.graph.namespace(workload.namespace)?.labels.get(TRUST) === 'untrusted';
}

/** Do the pods have a kernel of their own: a sandbox, or nodes nobody else gets on to? */
export function hasOwnKernel(pod: Pod): boolean {
  const name = pod.spec.string('runtimeClassName');
  if (name !== undefined && isSandbox(pod, name)) return true;
  const tolerations = pod.spec.list('tolerations');
  return isSentToNodes(pod) && some(tolerations, (toleration) => toleration.has('key') && toleration.string('effect') !== 'PreferNoSchedule');
}

/** The directions in which everybody may talk with the pods because no policy of their namespace says otherwise. */
export function openDirections(pod: Pod): readonly ('Ingress' | 'Egress')[] {
  const { graph, namespace } = pod.workload;
  const scope = graph.join(namespaces).find(({ name }) => name === namespace);
  if (scope === undefined) return [];
  const open = (['Ingress', 'Egress'] as const).filter((direction) => scope.defaultDeny(direction) === null);
  if (open.length > 0) {
    graph.assertNotProvided('default-deny');
    scope.assertNoForeignPolicy();
  }
  return open;
}

function isSandbox(pod: Pod, name: string): boolean {
  const { graph } = pod.workload;
  const runtime = graph.object('node.k8s.io', 'RuntimeClass', '', name);
  if (runtime !== null) return SANDBOX.test(runtime.string('handler') ?? '');
  if (SANDBOX.test(name)) return true;
  throw new Undecided(`RuntimeClass ${name} is not in this set; whether it is a sandbox is not known`, [...pod.path, 'spec', 'runtimeClassName']);
}

function isSentToNodes({ spec }: Pod): boolean {
  const affinity: Subject = spec.in('affinity').in('nodeAffinity');
  return spec.in('nodeSelector').keys().length > 0 || affinity.in('requiredDuringSchedulingIgnoredDuringExecution').list('nodeSelectorTerms').length > 0;
}
