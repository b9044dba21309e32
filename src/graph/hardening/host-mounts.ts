import { some } from '../reading/unknown';
import type { Pod } from '../workload/pod';
import type { Violation } from './control';
import { hostPaths } from './pod-controls';

/** A path of the node that a pod mounts, and how grave that is. */
export interface HostMount extends Violation {
  readonly kind: 'socket' | 'sensitive' | 'writable' | 'readOnly';
}

const SOCKET = /\/(?:docker|containerd|crio|cri-dockerd|dockershim|podman)(?:\/[^/]+)?\.sock$/;
/** The node's own files: its root, configuration, programs, kernel, and what the kubelet and the runtime keep. */
const SENSITIVE = /^\/(?:$|(?:bin|boot|dev|etc|home|lib|lib64|proc|root|run|sbin|sys|usr|var)?$|etc\/|root\/|proc\/|sys\/|boot\/|var\/(?:lib\/(?:kubelet|docker|containerd|etcd)|run)(?:\/|$)|run\/?$)/;

/** The paths of the node that a pod mounts. */
export function hostMountsOf(pod: Pod): readonly HostMount[] {
  const volumes = pod.spec.list('volumes');
  return hostPaths.violations(pod).map((violation) => {
    const volume = volumes[Number(violation.path[2])];
    const path = withoutEnd(violation.found);
    if (SOCKET.test(path)) return { ...violation, kind: 'socket' };
    if (SENSITIVE.test(path)) return { ...violation, kind: 'sensitive' };
    return { ...violation, kind: isWritable(pod, volume?.string('name') ?? '') ? 'writable' : 'readOnly' };
  });
}

/** A path without the slashes it ends in. */
function withoutEnd(path: string): string {
  let end = path.length;
  while (end > 1 && path.charAt(end - 1) === '/') end -= 1;
  return path.slice(0, end);
}

function isWritable(pod: Pod, volume: string): boolean {
  return some(pod.containers, (container) => some(container.list('volumeMounts'), (m) => m.string('name') === volume && m.boolean('readOnly') !== true));
}
