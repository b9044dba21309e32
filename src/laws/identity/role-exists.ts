import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/role-exists',
  title: 'Bindings bind a role that exists',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An error: the API server takes a binding to nothing, and every call of those it names is then refused; one of the wrong kind of role it does not take.',
  signature: 'S1',
  why: 'Nobody looks a role up when it is bound. The binding is applied, grants nothing, and the program it is for meets 403 at its first call and exits.',
  remedy: 'Correct roleRef, or apply the role with the binding. A Role is looked for in the namespace of the binding only. roleRef can not be changed: delete the binding first.',
  keptBy: '`ApiRole` binds itself, and refuses a workload of another namespace.',
  sources: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding'],
  on: 'RoleBinding',
  messages: {
    missing: { text: '{binding} grants nothing: there is no {kind} {role}', severity: 'error' },
    refused: { text: '{binding} is refused: it binds a {kind}, and may bind a ClusterRole only', severity: 'error' },
  },
  judge(binding, { broken }) {
    const { title, roleKind: kind, roleName: role } = binding;
    const args = { binding: title, kind, role };
    if (binding.isClusterWide && kind === 'Role') broken('refused', { path: ['roleRef', 'kind'], args });
    else if (binding.isDangling) broken('missing', { path: ['roleRef', 'name'], args });
  },
});
