import { runAsNonRoot } from '../../graph/hardening/container-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/run-as-non-root',
  title: 'Containers do not run as root',
  owner: 'app',
  presets: ['strict'],
  because: 'Pod Security restricted demands it; most images can live with it and few manifests say so, so only strict asks.',
  signature: null,
  why: 'Root in a container is root on the node the moment the boundary fails.',
  remedy: 'Set runAsNonRoot: true and a numeric runAsUser other than 0; build the image with a USER.',
  keptBy: 'Workload constructs harden their pods; it takes an escape hatch to undo it.',
  waiveWhen: 'The image needs root to start and drops it by itself.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Container',
  messages: {
    root: { text: 'container {container} runs as root: {found}', severity: 'error' },
    unsaid: { text: 'container {container} may run as root: nothing says runAsNonRoot: true', severity: 'error' },
  },
  applies: (container) => !container.pod.workload.isSystem,
  judge(container, { broken }) {
    for (const { path, at, found } of runAsNonRoot.violations(container)) {
      broken(found === '' ? 'unsaid' : 'root', { path, at, args: { container: container.name, found } });
    }
  },
});
