import { droppedCapabilities } from '../../graph/hardening/container-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/capabilities-dropped',
  title: 'Containers drop all capabilities',
  owner: 'app',
  presets: ['strict'],
  because: 'Pod Security restricted demands it; most images can live with it and few manifests say so, so only strict asks.',
  signature: null,
  why: 'Every container has fourteen capabilities nobody asked for, raw sockets among them; an intruder uses what the app never did.',
  remedy: 'Set capabilities.drop: [ALL], and add NET_BIND_SERVICE at most.',
  keptBy: 'Workload constructs harden their pods; it takes an escape hatch to undo it.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Container',
  messages: {
    kept: { text: 'container {container} does not drop all capabilities, NET_RAW among them', severity: 'error' },
    added: { text: 'container {container} adds capability {found}', severity: 'error' },
  },
  applies: (container) => !container.pod.workload.isSystem,
  judge(container, { broken }) {
    for (const { path, at, found } of droppedCapabilities.violations(container)) {
      broken(found === '' ? 'kept' : 'added', { path, at, args: { container: container.name, found } });
    }
  },
});
