import { defineLaw } from '../../law';

export default defineLaw({
  id: 'identity/no-long-lived-token',
  title: 'No Secret holds a ServiceAccount token that never expires',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Warns in recommended, for nothing fails; an error in strict, as the method wants every identity to expire.',
  signature: 'S1',
  why: 'The token controller fills such a Secret with a token that is valid until the Secret is deleted. A copy of it works for years, and nobody sees who uses it.',
  remedy: 'Delete the Secret. Pods get a token that expires from the kubelet; for everything else ask for one: kubectl create token, or the TokenRequest API.',
  waiveWhen: 'A client outside of the cluster can not renew tokens, as some CI systems and registrations of remote clusters.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets'],
  on: 'Manifest',
  messages: {
    forever: { text: '{secret} is filled with a token of ServiceAccount {account} that never expires', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: ({ kind, group }) => kind === 'Secret' && group === '',
  judge(secret, { broken }) {
    if (secret.string('type') !== 'kubernetes.io/service-account-token') return;
    const account = secret.annotation('kubernetes.io/service-account.name') ?? 'nobody';
    broken('forever', { path: ['type'], args: { secret: secret.title, account } });
  },
});
