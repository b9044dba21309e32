import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/ingress-annotation-syntax',
  title: 'The controller can read what an Ingress asks of it',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The admission webhook of ingress-nginx refuses snippets its administrator does not allow: error. A value or a name it can not read is skipped with a line in its log, and the default holds: warning.',
  signature: 'S3',
  why: 'Annotations are text, and nobody checks them. A controller that can not read "120s" skips it and goes on with 60 seconds; a misspelt name is never read at all.',
  remedy: 'Write timeouts as "120", sizes as "8m", switches of nginx as "on" or "off", the rest as "true" or "false". Take snippets out, or have them allowed by allow-snippet-annotations.',
  sources: [
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/',
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations-risk/',
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#allow-snippet-annotations',
  ],
  on: 'Ingress',
  messages: {
    unreadable: { text: '{name} must be {expected}, not {value}', severity: { recommended: 'warning', strict: 'error' } },
    typo: { text: 'ingress-nginx knows no {name}; {meant}?', severity: 'warning' },
    unknown: { text: 'ingress-nginx knows no {name}', severity: 'warning' },
    refused: { text: 'the controller of this set refuses {name}: allow-snippet-annotations is not true', severity: 'error' },
    snippet: { text: '{name} writes raw configuration into the controller, which refuses it unless it was told to allow it', severity: { recommended: 'info', strict: 'warning' } },
  },
  applies: (ingress) => ingress.annotationKeys.some((key) => key.includes('ingress.kubernetes.io/')),
  judge({ annotationFaults }, { broken }) {
    for (const fault of annotationFaults) {
      const { key } = fault;
      const path = ['metadata', 'annotations', key];
      const name = key.slice(key.indexOf('/') + 1);
      switch (fault.is) {
        case 'unreadable':
          broken('unreadable', {
            path,
            args: { name, expected: fault.expected, value: JSON.stringify(fault.value) },
            ...(fault.meant !== null && { repair: { patch: [{ op: 'replace', path, value: fault.meant }] } }),
          });
          break;
        case 'unknown':
          broken(fault.meant === null ? 'unknown' : 'typo', { path, at: 'key', args: { name, meant: fault.meant ?? '' } });
          break;
        case 'snippet':
          if (fault.isRefused !== false) broken(fault.isRefused === true ? 'refused' : 'snippet', { path, at: 'key', args: { name } });
      }
    }
  },
});
