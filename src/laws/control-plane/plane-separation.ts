import { concernsPlane, planeOpeningsOf } from '../../graph/control-plane/plane';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/plane-separation',
  title: 'Apps stay off the machines of the control plane',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns where pods are sent there or nobody is kept away, informs where they would only bear it, for controllers of platforms often do; errors in strict.',
  signature: 'S5',
  why: 'The API server and etcd share CPU, memory and disk with whatever else runs on their machine. One leaking app there slows every call of the cluster, and a break-in there owns it.',
  remedy: 'Remove the toleration or the selector; on machines of the control plane leave nodeRegistration.taints out, and kubeadm taints them.',
  waiveWhen: 'The pods are part of the platform itself, or the cluster has one machine. Clusters of environment: dev are not asked.',
  sources: ['mission', 'https://kubernetes.io/docs/reference/labels-annotations-taints/#node-role-kubernetes-io-control-plane-taint'],
  on: 'Manifest',
  messages: {
    selects: { text: '{object} is sent to the machines of the control plane', severity: { recommended: 'warning', strict: 'error' } },
    tolerates: { text: '{object} may run on the machines of the control plane: it tolerates their taint', severity: { recommended: 'info', strict: 'error' } },
    everything: { text: '{object} may run on the machines of the control plane: it tolerates every taint', severity: { recommended: 'warning', strict: 'error' } },
    untainted: { text: '{object} leaves the machine of the control plane open to apps: taints is empty', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (object, { profile }) => profile.environment !== 'dev' && concernsPlane(object),
  judge(object, { broken }) {
    for (const { is, path } of planeOpeningsOf(object)) broken(is, { path, at: 'key', args: { object: object.title } });
  },
});
