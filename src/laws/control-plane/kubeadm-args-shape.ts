import { argsPlacesOf, argsProblemsOf, kubeadmPartsOf, refusedBy } from '../../graph/control-plane/kubeadm';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/kubeadm-args-shape',
  title: 'Arguments for kubeadm have the shape its version reads',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'An error: kubeadm or the API server refuses the other shape, a flag with two more dashes keeps its component from starting, and a version that is gone is not read at all.',
  signature: 'S5',
  shows: { symptom: 'kubeadm init ends with a decoding error, or a component of the control plane never starts', blamed: 'kubeadm', cause: 'v1beta4 has lists of name and value where v1beta3 has maps' },
  why: 'The arguments changed from maps to lists between two versions, and examples of both are everywhere. The wrong one stops the machine when it is set up, often in an upgrade at night.',
  remedy: 'Write - name: f, value: v for v1beta4 and for v1beta2 of Cluster API, f: "v" for those before; no dashes before the name, text as value. kubeadm config migrate rewrites old files.',
  sources: [
    'https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta4/',
    'https://kubernetes.io/docs/reference/config-api/kubeadm-config.v1beta3/',
    'https://cluster-api.sigs.k8s.io/developer/providers/migrations/v1.10-to-v1.11',
  ],
  on: 'Manifest',
  messages: {
    shape: { text: '{field} of {object} must be a {shape} in {version}', severity: 'error' },
    dashes: { text: 'argument {name} of {object} gets two more dashes, and the component does not start', severity: 'error' },
    notText: { text: 'argument {name} of {object} must be a text', severity: 'error' },
    removed: { text: '{object} is {version}, which kubeadm 1.{minor} no longer reads', severity: 'error' },
    tooNew: { text: '{object} is {version}, which kubeadm 1.{minor} does not read yet', severity: 'error' },
  },
  applies: (object) => kubeadmPartsOf(object).length > 0,
  judge(object, { broken }) {
    const { title, version } = object;
    const refused = refusedBy(object);
    if (refused !== null) {
      broken(refused.isTooOld ? 'removed' : 'tooNew', { path: ['apiVersion'], args: { object: title, version, minor: refused.minor } });
    }
    for (const part of kubeadmPartsOf(object)) {
      for (const { is, name, path } of argsPlacesOf(part).flatMap((place) => argsProblemsOf(place, part.shape))) {
        broken(is, { path, at: 'key', args: { object: title, field: name, name, version, shape: part.shape === 'list' ? 'list of name and value' : 'map' } });
      }
    }
  },
});
