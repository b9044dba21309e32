import { hostProcess } from '../../graph/hardening/container-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/no-host-process',
  title: 'No container is a process of its Windows node',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Pod Security baseline forbids it, as it reaches past the container; nothing breaks by it alone, so recommended warns.',
  signature: null,
  why: 'A HostProcess container is an administrator of its Windows node.',
  remedy: 'Remove windowsOptions.hostProcess.',
  waiveWhen: 'The pod is an agent of the node: a network, a storage driver, a log shipper.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Container',
  messages: {
    host: { text: 'container {container} is a process of its Windows node', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (container) => !container.pod.workload.isSystem,
  judge(container, { broken }) {
    for (const { path, at } of hostProcess.violations(container)) broken('host', { path, at, args: { container: container.name } });
  },
});
