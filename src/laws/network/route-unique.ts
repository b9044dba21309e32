import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/route-unique',
  title: 'No two routes claim the same host and path',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The admission webhook of ingress-nginx refuses the second of two Ingresses: error. Elsewhere one of them silently loses: warning.',
  signature: 'S3',
  why: 'Of two routes for the same requests one wins, by age or by name, and the other is ignored. Which one that is changes when one is made anew: requests go to another app, and nothing was deployed.',
  remedy: 'Give one of them another host or path, or make one route of both. A canary of nginx carries nginx.ingress.kubernetes.io/canary: "true".',
  sources: [
    'https://kubernetes.github.io/ingress-nginx/how-it-works/#building-the-nginx-model',
    'https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule',
  ],
  needs: 'cluster',
  on: 'Route',
  messages: {
    refused: { text: '{address} is claimed by {rival}, too; ingress-nginx refuses the second', severity: 'error' },
    claimed: { text: '{address} is claimed by {rival}, too; one of them is ignored', severity: 'warning' },
  },
  applies: (route) => route.addresses.length > 0,
  judge(route, { broken }) {
    for (const { address, rival, at } of route.rivals) {
      broken(route.isRefusedAsTwin ? 'refused' : 'claimed', {
        path: address.at.path,
        args: { address: `${address.host === '' ? '*' : address.host}${address.path}`, rival: rival.title },
        related: [{ message: 'is claimed here', resource: rival.resource, path: at.path }],
      });
    }
  },
});
