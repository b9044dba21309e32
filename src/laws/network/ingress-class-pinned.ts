import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/ingress-class-pinned',
  title: 'An Ingress says which controller serves it',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'An Ingress that names its class in two ways is refused by the API server: error. One that names none is served by nobody or by whichever controller is the default: warning.',
  signature: 'S3',
  why: 'Without a class, and without a default one, no controller takes the Ingress: it stays without an address. Where two controllers feel meant, both do, and fight over its status. GKE serves what names no class, and is not asked.',
  remedy: 'Set spec.ingressClassName. Where the controller still wants the annotation kubernetes.io/ingress.class (AGIC, GKE), set only that.',
  keptBy: 'TunedIngress names the class in the way its controller reads.',
  waiveWhen: 'The platform sets a default class; better say platformProvides: [ingress-class].',
  sources: [
    'https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class',
    'https://azure.github.io/application-gateway-kubernetes-ingress/ingress-v1/',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/networking/validation/validation.go',
  ],
  on: 'Ingress',
  messages: {
    none: { text: 'names no class, and this set has no default one', severity: 'warning' },
    twice: { text: 'names its class by field and by annotation, which the API server refuses', severity: 'error' },
  },
  applies: (ingress) => !ingress.isGkeDefault,
  judge(ingress, { graph, broken }) {
    const { spec, annotatedClass, className, ingressClass } = ingress;
    if (spec.has('ingressClassName') && annotatedClass !== null) {
      return broken('twice', { path: ['metadata', 'annotations', 'kubernetes.io/ingress.class'], at: 'key', related: [{ message: 'names it, too', resource: ingress.resource, path: ['spec', 'ingressClassName'] }] });
    }
    if (className !== null || ingressClass !== null) return;
    ingress.assertWhole();
    graph.assertNotProvided('ingress-class');
    broken('none', { path: ['spec'], at: 'key' });
  },
});
