import { addedCapabilities } from '../../graph/hardening/container-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/capabilities-added',
  title: 'Containers add no capability of the node',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Pod Security baseline forbids it, as it reaches past the container; nothing breaks by it alone, so recommended warns.',
  signature: null,
  why: 'SYS_ADMIN, NET_ADMIN, SYS_PTRACE and their kin lead out of the container, step by step or at once.',
  remedy: 'Remove the capability, or name the one that is needed and waive it with the reason.',
  keptBy: 'Workload constructs harden their pods; it takes an escape hatch to undo it.',
  waiveWhen: 'The pod is an agent of the node: a network, a storage driver, a log shipper.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Container',
  messages: {
    added: { text: 'container {container} adds capability {found}', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (container) => !container.pod.workload.isSystem,
  judge(container, { broken }) {
    for (const { path, at, found } of addedCapabilities.violations(container)) broken('added', { path, at, args: { container: container.name, found } });
  },
});
