import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/irsa-trust-scoped',
  title: 'A role for ServiceAccounts trusts exact ones, for one audience',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An error where AWS refuses every account, for then the first call of the pod fails; too wide a trust works and lets others in, so it warns, and is an error in strict.',
  unproven: true,
  signature: 'S1',
  why: 'The trust of a role decides which accounts of a cluster may take it. Too wide, any pod of the cluster becomes payments; a sign wrong, and AssumeRoleWithWebIdentity is denied: the container exits before it logs why.',
  remedy: 'Write StringEquals with "<issuer without https://>:sub" = system:serviceaccount:<namespace>:<name> and "<issuer>:aud" = sts.amazonaws.com.',
  waiveWhen: 'All pods of a namespace are to have the role, and the namespace has one owner.',
  sources: [
    'mission',
    'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
    'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  ],
  on: 'IamRole',
  messages: {
    anyAccount: { text: '{role} trusts every ServiceAccount of the cluster: no condition on the subject of the token', severity: { recommended: 'warning', strict: 'error' } },
    wide: { text: '{role} trusts all accounts like {subject}', severity: { recommended: 'warning', strict: 'error' } },
    lax: { text: '{role} trusts tokens that say nothing of {claim}: {operator} lets them pass', severity: { recommended: 'warning', strict: 'error' } },
    anyAudience: { text: '{role} trusts tokens for any audience: no condition on it', severity: { recommended: 'warning', strict: 'error' } },
    literal: { text: '{role} trusts nobody: StringEquals takes the signs of {subject} as they are, and no account is called so', severity: 'error' },
    malformed: { text: '{role} trusts nobody: no account is called {subject}; it is system:serviceaccount:<namespace>:<name>', severity: 'error' },
    scheme: { text: '{role} trusts nobody: the condition key {key} has https://, the issuer of a condition is without it', severity: 'error' },
    issuer: { text: '{role} trusts nobody: it names provider {provider} and asks for tokens of {issuer}', severity: 'error' },
    audience: { text: '{role} asks for audience {audience}, and the tokens of ServiceAccount {account} are for {wanted}', severity: 'error' },
    elsewhere: { text: '{role} trusts ServiceAccount {account}, which is in namespace {namespace} and not there', severity: 'warning' },
    missing: { text: '{role} trusts ServiceAccount {account}, which does not exist', severity: 'warning' },
    unclaimed: { text: '{role} trusts ServiceAccount {account}, which does not name the role: its pods get no identity', severity: 'warning' },
  },
  applies: (role) => role.webIdentities.length > 0,
  judge(role, { broken }) {
    for (const { is, ...breach } of role.trustFlaws) broken(is, breach);
  },
});
