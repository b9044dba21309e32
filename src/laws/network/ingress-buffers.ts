import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/ingress-buffers',
  title: 'Buffers and body sizes at the edge are chosen',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The defaults serve many apps well, so a size nobody chose is told as info; a setting that does nothing warns.',
  signature: 'S3',
  why: 'An nginx answers 413 to bodies above 1 MB, and 502 ("upstream sent too big header") to response headers above 4 kB, as large cookies and tokens make them. The app never sees the request, or never learns of the answer.',
  remedy: 'Set nginx.ingress.kubernetes.io/proxy-body-size and proxy-buffer-size to what the app needs, for instance "8m" and "16k".',
  keptBy: 'TunedIngress sets both sizes from what its app declares.',
  waiveWhen: 'The app takes no uploads and sets no large headers, or the controller sets them for all; better say platformProvides: [edge-buffers].',
  sources: [
    'mission',
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-max-body-size',
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#proxy-buffering',
  ],
  needs: 'cluster',
  on: 'Ingress',
  messages: {
    byDefault: { text: 'nobody chose {settings}', severity: { recommended: 'info', strict: 'warning' } },
    idle: { text: 'proxy-buffers-number does nothing while proxy-buffering is off', severity: 'warning' },
  },
  applies: (ingress) => ingress.buffers !== null && !ingress.isCanary,
  judge(ingress, { graph, broken }) {
    const { buffers } = ingress;
    if (buffers === null) return;
    if (buffers.idleSetting !== null) broken('idle', { path: ['metadata', 'annotations', buffers.idleSetting], at: 'key' });
    if (buffers.unchosen.length === 0) return;
    ingress.assertWhole();
    graph.assertNotProvided('edge-buffers');
    broken('byDefault', { path: ['spec'], at: 'key', args: { settings: buffers.unchosen.join(' and ') } });
  },
});
