import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/rbac-escalation',
  title: 'No role lets its holder become more than it says',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Warns where it holds in the whole cluster and informs where it holds in a namespace, for operators need some of it; strict makes the first an error.',
  signature: 'S1',
  why: 'Who may bind roles, make tokens, enter pods or read every Secret may do all that others may. One stolen token of such a program is the cluster, and the role does not look like it.',
  remedy: 'Take the right away, bind the role in a namespace, or name the objects in resourceNames.',
  keptBy: '`ApiRole` refuses rights by which its holder becomes more, unless they name their objects.',
  waiveWhen: 'The program manages roles, certificates or tokens for others, and is guarded like the control plane.',
  sources: [
    'mission',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  ],
  on: 'Role',
  messages: {
    cluster: { text: '{role} lets its holders, in the whole cluster, {rights}', severity: { recommended: 'warning', strict: 'error' } },
    namespace: { text: '{role} lets its holders {rights}', severity: { recommended: 'info', strict: 'warning' } },
    neverMatches: { text: '{role} allows {verb} for objects of certain names, which never matches: who asks for it names none', severity: { recommended: 'info', strict: 'warning' } },
  },
  judge(role, { broken }) {
    for (const { rule, rights } of role.escalations()) {
      const args = { role: role.title, rights: rights.join(', ') };
      broken(role.isHeldClusterWide ? 'cluster' : 'namespace', { path: rule.path, args });
    }
    for (const rule of role.rules) {
      const verb = rule.unmatchedVerb;
      if (verb !== null) broken('neverMatches', { path: [...rule.path, 'verbs'], args: { role: role.title, verb } });
    }
  },
});
