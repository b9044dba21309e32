import { hostPorts } from '../../graph/hardening/container-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/no-host-ports',
  title: 'Containers take no port of their node',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Pod Security baseline forbids it, as it reaches past the container; nothing breaks by it alone, so recommended warns.',
  signature: null,
  why: 'A host port is open on the node past every Service and policy, and only one such pod fits on a node.',
  remedy: 'Remove hostPort and let a Service lead to the pod.',
  keptBy: 'Workload constructs harden their pods; it takes an escape hatch to undo it.',
  waiveWhen: 'The pod is an agent of the node: a network, a storage driver, a log shipper.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Container',
  messages: {
    taken: { text: 'container {container} takes port {found} of its node', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (container) => !container.pod.workload.isSystem,
  judge(container, { broken }) {
    for (const { path, at, found } of hostPorts.violations(container)) broken('taken', { path, at, args: { container: container.name, found } });
  },
});
