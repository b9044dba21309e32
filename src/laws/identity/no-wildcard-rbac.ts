import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/no-wildcard-rbac',
  title: 'Roles name their verbs and resources',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Warns in recommended, for nothing fails; an error in strict, as a wildcard grants what does not exist yet. Wildcards over an operator\'s own resources only inform.',
  signature: 'S1',
  why: 'A wildcard grants every resource and verb there is and will be: Secrets today, the kinds of the next operator tomorrow, and verbs such as escalate that nobody thought of.',
  remedy: 'List the resources and verbs the program uses; an audit log or its 403 answers tell them.',
  keptBy: '`ApiRole` takes no wildcards.',
  waiveWhen: 'The program has to work on kinds it can not know, as a backup or a garbage collector does.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  on: 'Role',
  messages: {
    wildcard: { text: '{role} allows "*" in {field}: what exists now, and all that will', severity: { recommended: 'warning', strict: 'error' } },
    ownGroup: { text: '{role} allows "*" in {field}, of {groups} only', severity: 'info' },
    groups: { text: '{role} allows its resources in every API group, those of later operators too', severity: 'warning' },
    urls: { text: '{role} allows every URL of the API server that is no resource', severity: 'warning' },
  },
  judge({ title: role, rules }, { broken }) {
    let isTold = false;
    for (const rule of rules) {
      const field = rule.wildcard('resources', 'verbs');
      const isUrl = rule.wildcard('nonResourceURLs') !== null;
      const place = (name: string) => ({ path: [...rule.path, name] });
      if (isUrl) broken('urls', { ...place('nonResourceURLs'), args: { role } });
      else if (field !== null && rule.has('apiGroups')) {
        const groups = rule.isOfOtherGroups ? rule.groups.join(' and ') : '';
        if (groups === '') broken('wildcard', { ...place(field), args: { role, field } });
        else if (!isTold) broken('ownGroup', { ...place(field), args: { role, field, groups } });
        isTold ||= groups !== '';
      } else if (rule.wildcard('apiGroups') !== null) broken('groups', { ...place('apiGroups'), args: { role } });
    }
  },
});
