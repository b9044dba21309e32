import { concernsTeams, trespassesOf } from '../../graph/identity/tenant';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/rbac-tenancy',
  title: 'Rights of a team end at its namespaces',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns: nothing fails, and some programs of a team serve others; asked only where Namespaces are labelled looplaw.dev/team.',
  unproven: true,
  signature: 'S1',
  shows: { symptom: 'a deployment of one team changes or reads what belongs to another', blamed: 'the other team' },
  why: 'A namespace is the border between teams only as long as no binding crosses it. One that does makes the pods of one team administrators in the rooms of another.',
  remedy: 'Bind the role in a namespace of the same team. Quota and LimitRange of the namespace are the business of compute/namespace-guardrails, its network of network/default-deny.',
  keptBy: '`GuardedNamespace` with `tenancy: \'team\'` binds the group of the team in its namespace only.',
  waiveWhen: 'The program is a service of one team for the others, and both have agreed to the role.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/security/multi-tenancy/#access-controls'],
  on: 'RoleBinding',
  messages: {
    foreign: { text: '{binding} gives ServiceAccount {account} of team {team} rights in a namespace of team {host}', severity: 'warning' },
    everywhere: { text: '{binding} gives ServiceAccount {account} of team {team} rights in every namespace', severity: 'warning' },
  },
  applies: concernsTeams,
  judge(binding, { broken }) {
    for (const { at, name: account, team, host } of trespassesOf(binding)) {
      broken(host === null ? 'everywhere' : 'foreign', { path: at.steps, args: { binding: binding.title, account, team, host: host ?? '' } });
    }
  },
});
