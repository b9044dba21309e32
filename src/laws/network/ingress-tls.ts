import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/ingress-tls',
  title: 'Ingresses are served over TLS',
  owner: 'app',
  presets: ['strict'],
  because: 'TLS is often ended in front of the cluster, where no manifest says it: a warning, and in `strict` only.',
  signature: null,
  why: 'Without TLS at the edge passwords, tokens and cookies cross the internet in the clear.',
  remedy: 'Add spec.tls with a Secret, or have one made by cert-manager. An ALB takes alb.ingress.kubernetes.io/certificate-arn, GKE a managed certificate.',
  keptBy: 'TunedIngress does not compile without a certificate.',
  waiveWhen: 'TLS ends before the cluster; better say platformProvides: [edge-tls].',
  sources: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#tls'],
  needs: 'cluster',
  on: 'Ingress',
  messages: {
    none: { text: 'nothing says that it is served over TLS', severity: 'warning' },
  },
  applies: (ingress) => ingress.paths.length > 0 || ingress.backends.length > 0,
  judge(ingress, { graph, broken }) {
    if (ingress.hasTls) return;
    graph.assertNotProvided('edge-tls');
    broken('none', { path: ['spec'], at: 'key' });
  },
});
