import { seccompProfile, unconfinedSeccomp } from '../../graph/hardening/container-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/seccomp-profile',
  title: 'Containers run under a seccomp profile',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Pod Security baseline forbids it, as it reaches past the container; nothing breaks by it alone, so recommended warns.',
  signature: null,
  why: 'Without a profile every system call of the kernel is open to whoever takes over the app.',
  remedy: 'Set securityContext.seccompProfile.type: RuntimeDefault on the pod.',
  keptBy: 'Workload constructs harden their pods; it takes an escape hatch to undo it.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Container',
  params: {
    requireProfile: { default: false, description: 'A profile must be written, not merely not switched off. Always so in the restricted level of Pod Security.' },
  },
  messages: {
    unconfined: { text: 'container {container} runs with seccomp switched off', severity: { recommended: 'warning', strict: 'error' } },
    missing: { text: 'container {container} has no seccomp profile', severity: 'error' },
  },
  applies: (container) => !container.pod.workload.isSystem,
  judge(container, { params, broken }) {
    const args = { container: container.name };
    for (const { path, at } of unconfinedSeccomp.violations(container)) broken('unconfined', { path, at, args });
    for (const { path, at } of params.requireProfile ? seccompProfile.violations(container) : []) broken('missing', { path, at, args });
  },
});
