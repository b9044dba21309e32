import { hostMountsOf } from '../../graph/hardening/host-mounts';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/host-mounts',
  title: 'Pods mount nothing of their node',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Pod Security baseline forbids every hostPath. A runtime socket or a system folder is the node itself; the rest breaks with the next node.',
  signature: null,
  why: 'The socket of the container runtime is root on the node. System folders hold its keys. Any other path is empty on the next node the pod lands on.',
  remedy: 'Mount a PersistentVolumeClaim, an emptyDir or a projected volume; where it has to be a path of the node, mount it readOnly.',
  keptBy: 'Workload constructs offer no hostPath.',
  waiveWhen: 'The pod is an agent of the node: a network, a storage driver, a log shipper.',
  sources: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath', 'https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Pod',
  messages: {
    socket: { text: 'pods of {workload} reach the container runtime of their node by {found}: that is root on it', severity: { recommended: 'warning', strict: 'error' } },
    sensitive: { text: 'pods of {workload} mount {found} of their node, which holds what runs it', severity: { recommended: 'warning', strict: 'error' } },
    writable: { text: 'pods of {workload} can write to {found} of their node', severity: { recommended: 'warning', strict: 'error' } },
    readOnly: { text: 'pods of {workload} read {found} of their node', severity: { recommended: 'info', strict: 'error' } },
  },
  applies: (pod) => !pod.workload.isSystem,
  judge(pod, { broken }) {
    for (const { kind, path, found } of hostMountsOf(pod)) broken(kind, { path, args: { workload: pod.workload.title, found } });
  },
});
