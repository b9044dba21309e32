import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/ingress-nginx-retired',
  title: 'The edge is served by a controller that is maintained',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'It works until the next hole is found: a warning for those who run it, an info for those who only use it; `failOnRetired` makes it an error.',
  signature: 'S3',
  why: 'Since March 2026 ingress-nginx is retired. It gets no releases, no bug fixes and no fixes of security holes, and it faces the internet.',
  remedy: 'Move to the Gateway API (HTTPRoute) with a maintained implementation, or to another Ingress controller. Microsoft patches the nginx of AKS app routing until November 2026.',
  waiveWhen: 'The move has a date: say it in the reason.',
  sources: [
    'mission',
    'https://github.com/kubernetes/ingress-nginx/blob/main/README.md',
    'https://kubernetes.io/blog/2025/11/11/ingress-nginx-retirement/',
    'https://learn.microsoft.com/azure/aks/app-routing',
  ],
  on: 'EdgeController',
  params: {
    failOnRetired: { default: false, description: 'Make it an error.' },
  },
  messages: {
    retired: { text: '{name} is retired: no more fixes since March 2026', severity: 'warning' },
    used: { text: 'is served by {name}, which is retired: no more fixes since March 2026', severity: 'info' },
    ending: { text: 'the nginx of AKS app routing gets no more fixes after November 2026', severity: 'warning' },
    forbidden: { text: '{name} is retired', severity: 'error' },
  },
  judge({ isIngressNginx, shownBy, name, field, isAppRouting }, { params, broken }) {
    if (!isIngressNginx) return;
    const mild = isAppRouting ? 'ending' : shownBy === 'ingress' ? 'used' : 'retired';
    broken(params.failOnRetired ? 'forbidden' : mild, { path: [field], args: { name: shownBy === 'ingress' ? 'ingress-nginx' : name } });
  },
});
