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
  const settings = maybe(() => apiServerFlagsOf(object));
  return settings === null ? [] : [{ object, settings }];
});

/** The flags of the API server an object starts, or has kubeadm start; `null` = none. */
export function apiServerFlagsOf(object: KubeObject): Settings | null {
  return object instanceof Workload ? apiServerSettings(object) : kubeadmSettings(object);
}

/** A right of strangers, or a trace that is not kept, by the flags of an API server. */
export interface ApiServerGap {
  readonly is: 'alwaysAllow' | 'plainEtcd' | 'noNodeRestriction' | 'noAudit' | 'plainSecrets' | 'profiling';
  readonly flag: string;
}

/** What is open in an API server. Where kubeadm starts it, what that writes by itself counts. */
export function apiServerGapsOf(object: KubeObject, flags: Settings): readonly ApiServerGap[] {
  const isKubeadm = !(object instanceof Workload);
  const list = (flag: string, byKubeadm: string) => (flags.get(flag) ?? (isKubeadm ? byKubeadm : '')).split(',');
  const isSet = (...names: readonly string[]) => names.some((name) => flags.text(name) !== undefined);
  const gap = (is: ApiServerGap['is'], flag: string, isOpen: boolean): readonly ApiServerGap[] => (isOpen ? [{ is, flag }] : []);
  return [
    ...gap('alwaysAllow', 'authorization-mode', list('authorization-mode', 'Node,RBAC').some((mode) => mode === 'AlwaysAllow' || (mode === '' && !isSet('authorization-config')))),
    ...gap('plainEtcd', 'etcd-servers', list('etcd-servers', '').some((url) => url.startsWith('http://'))),
    ...gap('noNodeRestriction', 'enable-admission-plugins', !list('enable-admission-plugins', 'NodeRestriction').includes('NodeRestriction')),
    ...gap('noAudit', 'audit-policy-file', !isSet('audit-policy-file')),
    ...gap('plainSecrets', 'encryption-provider-config', !isSet('encryption-provider-config')),
    ...gap('profiling', 'profiling', flags.get('profiling') !== 'false'),
  ];
}

function apiServerSettings(workload: Workload): Settings | null {
  const server = workload.pod.containers.find((c) => parseImage(maybe(() => c.string('image')) ?? '').repository.split('/').at(-1) === 'kube-apiserver');
  return server === undefined ? null : settingsOfContainer(server, 'kube-apiserver', null);
}

function kubeadmSettings(object: KubeObject): Settings | null {
  const part = clusterPartOf(object);
  return part === null ? null : settingsOfArgs(part.at.in('apiServer'), 'extraArgs', () => assertWhole(object));
}
