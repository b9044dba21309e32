import { controlPlaneOf } from '../../graph/control-plane/api-server';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/apiserver-ha',
  title: 'The API server outlives the loss of a machine',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns: nothing fails until the machine does, and environment: dev is not asked.',
  signature: 'S5',
  shows: { symptom: 'kubectl is refused and nothing is scheduled or healed while one machine is down', cause: 'one API server, or an address that is a machine' },
  why: 'Running pods go on without an API server, but nothing is healed, scaled or rolled out. An address that is one machine can not be changed later: it is in every certificate and kubeconfig.',
  remedy: 'Run three machines of the control plane, and set controlPlaneEndpoint to a name or load balancer before the first kubeadm init.',
  waiveWhen: 'The cluster may be without its control plane for as long as a machine takes to come back.',
  sources: ['mission', 'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/high-availability/'],
  on: 'Manifest',
  messages: {
    single: { text: '{object} runs {replicas} of the API server: it is gone with its machine', severity: 'warning' },
    noEndpoint: { text: '{object} names no controlPlaneEndpoint: the address of the cluster is one machine, for ever', severity: 'warning' },
  },
  applies: (object, { profile }) => profile.environment !== 'dev' && controlPlaneOf(object) !== null,
  judge(object, { broken }) {
    const plane = controlPlaneOf(object);
    if (plane === null) return;
    const breach = { path: plane.path, args: { object: object.title, replicas: plane.replicas === 1 ? 'one' : 'none' } };
    if (plane.replicas !== null && plane.replicas < 2) broken('single', breach);
    if (plane.hasEndpoint === false) broken('noEndpoint', breach);
  },
});
