import { defineLaw } from '../../law';

const MINIMUM = 600;
const DAY = 86_400;

export default defineLaw({
  id: 'identity/token-bounded',
  title: 'Projected tokens are for one audience and expire within a day',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An error below ten minutes, which the API server refuses; the rest warns, for it weakens the token and breaks nothing.',
  signature: 'S1',
  why: 'A token without an audience is one of the Kubernetes API: whoever it is shown to can use it there. One that lives for days outlives the pod, and so does its copy.',
  remedy: 'Set audience to the one service the token is for, and expirationSeconds between 600 and 86400; the kubelet renews it at 80 % of its life.',
  keptBy: '`WorkloadIdentity` takes no lifetime beyond a day.',
  waiveWhen: 'The service that reads the token wants the audience of the API server.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken'],
  on: 'Pod',
  messages: {
    short: { text: 'pods of {workload} are refused: a projected token lives {seconds} s, and the least is 600', severity: 'error' },
    long: { text: 'pods of {workload} have a projected token that lives {seconds} s, more than a day', severity: 'warning' },
    noAudience: { text: 'pods of {workload} have a projected token without an audience: it opens the Kubernetes API', severity: 'warning' },
  },
  applies: ({ identity }) => identity.projectedTokens.length > 0,
  judge({ identity, workload }, { broken }) {
    for (const token of identity.projectedTokens) {
      const seconds = token.number('expirationSeconds') ?? 3600;
      const path = token.path.slice(workload.pod.path.length);
      const args = { workload: workload.title, seconds };
      if (seconds < MINIMUM) broken('short', { path: [...path, 'expirationSeconds'], args });
      if (seconds > DAY) broken('long', { path: [...path, 'expirationSeconds'], args });
      if ((token.string('audience') ?? '') === '' && !identity.isForKubeApi(token)) broken('noAudience', { path, at: 'key', args });
    }
  },
});
