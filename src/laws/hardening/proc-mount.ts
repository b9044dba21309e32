import { procMount } from '../../graph/hardening/container-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/proc-mount',
  title: 'Containers keep /proc masked',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Pod Security baseline forbids it, as it reaches past the container; nothing breaks by it alone, so recommended warns.',
  signature: null,
  why: 'An unmasked /proc shows and changes what belongs to the kernel of the node.',
  remedy: 'Remove procMount.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Container',
  messages: {
    unmasked: { text: 'container {container} mounts /proc as {found}', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (container) => !container.pod.workload.isSystem,
  judge(container, { broken }) {
    for (const { path, at, found } of procMount.violations(container)) broken('unmasked', { path, at, args: { container: container.name, found } });
  },
});
