import { unconfinedSeccomp } from '../../graph/hardening/container-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/seccomp-unconfined',
  title: 'The seccomp filter is not switched off',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Pod Security baseline forbids it, as it reaches past the container; nothing breaks by it alone, so recommended warns.',
  signature: null,
  why: 'Without a profile every system call of the kernel is open to whoever takes over the app.',
  remedy: 'Remove the profile Unconfined, or set RuntimeDefault.',
  keptBy: 'Workload constructs harden their pods; it takes an escape hatch to undo it.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Container',
  messages: {
    unconfined: { text: 'container {container} runs with seccomp switched off', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (container) => !container.pod.workload.isSystem,
  judge(container, { broken }) {
    for (const { path, at } of unconfinedSeccomp.violations(container)) broken('unconfined', { path, at, args: { container: container.name } });
  },
});
