import { seccompProfile } from '../../graph/hardening/container-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/seccomp-profile',
  title: 'Containers run under a seccomp profile',
  owner: 'app',
  presets: ['strict'],
  because: 'Pod Security restricted demands it; most images can live with it and few manifests say so, so only strict asks.',
  signature: null,
  why: 'Without a profile every system call of the kernel is open to whoever takes over the app.',
  remedy: 'Set securityContext.seccompProfile.type: RuntimeDefault on the pod.',
  keptBy: 'Workload constructs harden their pods; it takes an escape hatch to undo it.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Container',
  messages: {
    missing: { text: 'container {container} has no seccomp profile', severity: 'error' },
  },
  applies: (container) => !container.pod.workload.isSystem,
  judge(container, { broken }) {
    for (const { path, at } of seccompProfile.violations(container)) broken('missing', { path, at, args: { container: container.name } });
  },
});
