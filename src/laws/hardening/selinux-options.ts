import { seLinux } from '../../graph/hardening/container-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/selinux-options',
  title: 'SELinux options stay within the container types',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Pod Security baseline forbids it, as it reaches past the container; nothing breaks by it alone, so recommended warns.',
  signature: null,
  why: 'Another type, user or role takes a container out of the policy that keeps it from the node.',
  remedy: 'Remove seLinuxOptions, or use a container type.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Container',
  messages: {
    custom: { text: 'container {container} has SELinux option {found}', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (container) => !container.pod.workload.isSystem,
  judge(container, { broken }) {
    for (const { path, at, found } of seLinux.violations(container)) broken('custom', { path, at, args: { container: container.name, found } });
  },
});
