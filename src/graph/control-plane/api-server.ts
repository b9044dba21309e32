import type { Path } from '../../load/resource';
import type { Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import { maybe } from '../reading/unknown';
import { parseImage } from '../workload/image';
import { Workload } from '../workload/workload';
import { assertWhole, clusterPartOf } from './kubeadm';
import { settingsOfArgs, settingsOfContainer, type Settings } from './settings';

/** What an object says of how many API servers there are. */
export interface ControlPlane {
  /** How many machines or pods run one; `null` = the object does not say. */
  readonly replicas: number | null;
  /** Is an address named that outlives one machine? `null` = not its business. */
  readonly hasEndpoint: boolean | null;
  /** The field for each, from the root of the object. */
  readonly path: Path;
}

/** The control plane an object declares; `null` = none. Static pods are one per machine and say nothing of the others. */
export function controlPlaneOf(object: KubeObject): ControlPlane | null {
  if (object instanceof Workload) {
    if (!object.isReplicated || apiServerSettings(object) === null) return null;
    return { replicas: object.minimumScale, hasEndpoint: null, path: ['spec', 'replicas'] };
  }
  if (object.group === 'controlplane.cluster.x-k8s.io' && object.kind === 'KubeadmControlPlane') {
    if (!object.spec.has('replicas')) assertWhole(object);
    return { replicas: object.spec.number('replicas') ?? 1, hasEndpoint: null, path: ['spec', 'replicas'] };
  }
  if (object.group !== 'kubeadm.k8s.io' || object.kind !== 'ClusterConfiguration') return null;
  return { replicas: null, hasEndpoint: (object.string('controlPlaneEndpoint') ?? '') !== '', path: ['controlPlaneEndpoint'] };
}

/** The flags of the API servers in the set, and the objects that set them. */
export const apiServers: Join<readonly { readonly object: KubeObject; readonly settings: Settings }[]> = (graph) => graph.objects.flatMap((object) => {
  const settings = maybe(() => (object instanceof Workload ? apiServerSettings(object) : kubeadmSettings(object)));
  return settings === null ? [] : [{ object, settings }];
});

function apiServerSettings(workload: Workload): Settings | null {
  const server = workload.pod.containers.find((c) => parseImage(maybe(() => c.string('image')) ?? '').repository.split('/').at(-1) === 'kube-apiserver');
  return server === undefined ? null : settingsOfContainer(server, 'kube-apiserver', null);
}

function kubeadmSettings(object: KubeObject): Settings | null {
  const part = clusterPartOf(object);
  return part === null ? null : settingsOfArgs(part.at.in('apiServer'));
}
