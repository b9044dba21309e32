import { defineLaw } from '../../law';

export default defineLaw({
  id: 'manifest/served-version',
  title: 'The target version serves every kind',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server refuses the object: it knows no such kind.',
  signature: null,
  why: 'An apiVersion that is gone, or not there yet, is refused: "no matches for kind". It works until the day the cluster is upgraded, and then nothing of the release applies.',
  remedy: 'Write an apiVersion the target serves, or set kubeVersion to the version of the cluster; when migrating, compare the fields too.',
  sources: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  on: 'Manifest',
  messages: {
    removed: { text: '{apiVersion} {kind} is gone since Kubernetes {version}; {remedy}', severity: 'error' },
    later: { text: '{apiVersion} {kind} exists from Kubernetes {version} on; the target is {target}; {remedy}', severity: 'error' },
    notServed: { text: '{apiVersion} {kind} is not served by Kubernetes {target}; {remedy}', severity: 'error' },
    unknownKind: { text: '{apiVersion} has no kind {kind}; {remedy}', severity: 'error' },
  },
  applies: (object) => object.served.is !== 'foreign-group',
  judge(object, { profile, broken }) {
    const { served, kind } = object;
    if (served.is === 'served' || served.is === 'foreign-group') return;
    const [instead] = served.instead;
    const args = { apiVersion: object.resource.apiVersion, kind, target: profile.kubeVersion };
    if (served.is === 'unknown-kind') {
      const { suggestion } = served;
      const remedy = instead ? `${kind} is in ${instead}` : suggestion ? `did you mean ${suggestion}?` : 'check its name and group';
      return broken('unknownKind', { path: [instead ? 'apiVersion' : 'kind'], args: { ...args, remedy } });
    }
    const { removedIn, since } = served;
    broken(removedIn ? 'removed' : since ? 'later' : 'notServed', {
      path: ['apiVersion'],
      args: { ...args, version: removedIn ?? since ?? '', remedy: instead ? `use ${instead}` : 'there is no successor' },
    });
  },
});
