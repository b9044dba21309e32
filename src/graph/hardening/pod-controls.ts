import type { Pod } from '../workload/pod';
import { forbidden, type Control } from './control';

type PodControl = Control<Pod>;

/** What a pod may tune without reaching beyond itself. */
const SAFE_SYSCTLS = new Set([
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_syncookies', 'net.ipv4.tcp_wmem',
]);
const RESTRICTED_VOLUMES = new Set(['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image', 'persistentVolumeClaim', 'projected', 'secret']);

export const hostNamespaces: PodControl = {
  level: 'baseline',
  title: 'namespace of the node',
  violations: (pod) => ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => pod.spec.boolean(field) === true).map((field) => forbidden(['spec', field], field)),
};

export const hostPaths: PodControl = {
  level: 'baseline',
  title: 'hostPath',
  violations: (pod) => pod.spec.list('volumes').flatMap((volume, i) => (
    volume.has('hostPath') ? [forbidden(['spec', 'volumes', i, 'hostPath', 'path'], volume.in('hostPath').string('path') ?? '')] : [])),
};

export const unsafeSysctls: PodControl = {
  level: 'baseline',
  title: 'sysctl',
  violations: (pod) => pod.spec.in('securityContext').list('sysctls').flatMap((sysctl, i) => {
    const name = sysctl.string('name') ?? '';
    return SAFE_SYSCTLS.has(name) ? [] : [forbidden(['spec', 'securityContext', 'sysctls', i, 'name'], name)];
  }),
};

/** Kinds of volumes that reach past the API: disks and shares named in the pod itself. */
export const volumeKinds: PodControl = {
  level: 'restricted',
  title: 'volume kind',
  violations: (pod) => pod.spec.list('volumes').flatMap((volume, i) => volume.keys().filter((key) => key !== 'name' && key !== 'hostPath' && !RESTRICTED_VOLUMES.has(key))
    .map((kind) => ({ path: ['spec', 'volumes', i, kind], at: 'key' as const, found: kind }))),
};

/** Every control of pods as a whole. */
export const POD_CONTROLS: readonly PodControl[] = [hostNamespaces, hostPaths, unsafeSysctls, volumeKinds];
