import { hostNamespaces } from '../../graph/hardening/pod-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/no-host-namespaces',
  title: 'Pods stay out of the namespaces of their node',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Pod Security baseline forbids it, as it reaches past the container; nothing breaks by it alone, so recommended warns.',
  signature: null,
  why: 'On the network of its node a pod is past every NetworkPolicy; in its process or IPC namespace it sees and signals what runs there.',
  remedy: 'Remove hostNetwork, hostPID and hostIPC.',
  keptBy: 'Workload constructs harden their pods; it takes an escape hatch to undo it.',
  waiveWhen: 'The pod is an agent of the node: a network, a storage driver, a log shipper.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Pod',
  messages: {
    shared: { text: 'pods of {workload} share a namespace of their node: {found}', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (pod) => !pod.workload.isSystem,
  judge(pod, { broken }) {
    for (const { path, at, found } of hostNamespaces.violations(pod)) broken('shared', { path, at, args: { workload: pod.workload.title, found } });
  },
});
