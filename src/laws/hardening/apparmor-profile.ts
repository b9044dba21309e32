import { appArmor } from '../../graph/hardening/container-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/apparmor-profile',
  title: 'AppArmor is not switched off',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Pod Security baseline forbids it, as it reaches past the container; nothing breaks by it alone, so recommended warns.',
  signature: null,
  why: 'Without its profile a container may write and mount where the runtime would have said no.',
  remedy: 'Remove the Unconfined profile; RuntimeDefault is what pods get by themselves.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Container',
  messages: {
    unconfined: { text: 'container {container} runs without AppArmor: {found}', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (container) => !container.pod.workload.isSystem,
  judge(container, { broken }) {
    for (const { path, at, found } of appArmor.violations(container)) broken('unconfined', { path, at, args: { container: container.name, found } });
  },
});
