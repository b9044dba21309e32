import { privilegeEscalation } from '../../graph/hardening/container-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/no-privilege-escalation',
  title: 'No process gains more rights than its parent',
  owner: 'app',
  presets: ['strict'],
  because: 'Pod Security restricted demands it; most images can live with it and few manifests say so, so only strict asks.',
  signature: null,
  why: 'With allowPrivilegeEscalation a setuid program in the image turns any user into root.',
  remedy: 'Set securityContext.allowPrivilegeEscalation: false.',
  keptBy: 'Workload constructs harden their pods; it takes an escape hatch to undo it.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Container',
  messages: {
    allowed: { text: 'container {container} may gain rights: allowPrivilegeEscalation is not false', severity: 'error' },
  },
  applies: (container) => !container.pod.workload.isSystem,
  judge(container, { broken }) {
    for (const { path, at, found } of privilegeEscalation.violations(container)) {
      broken('allowed', {
        path,
        at,
        args: { container: container.name },
        repair: { patch: [{ op: found === '' ? 'add' : 'replace', path: [...container.path, 'securityContext', 'allowPrivilegeEscalation'], value: false }] },
      });
    }
  },
});
