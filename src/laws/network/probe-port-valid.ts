import { PROBES } from '../../graph/workload/probe';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/probe-port-valid',
  title: 'Probes ask a port that is there',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'The API server rejects a malformed probe. It does take a name that no port of the container has: then readiness and startup never succeed, and liveness is never asked.',
  signature: 'S3',
  why: 'A probe names a port of its own container. Where that has no port of the name the kubelet cannot ask: the pod stays unready for ever, a rollout hangs, and the Service has no endpoints.',
  remedy: 'Name a port that the same container declares in ports, or write its number.',
  keptBy: 'StatelessService and StatefulStore write the one named port into probes, container and Service alike.',
  waiveWhen: 'A webhook adds the port when the pod is created.',
  sources: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
    'https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/validation/validation.go',
  ],
  on: 'Container',
  params: {
    undeclared: { default: 'allow', oneOf: ['allow', 'tell'], description: 'A probe may ask a number that is not declared, as health ports mostly are; `tell` mentions it.' },
  },
  messages: {
    refused: { text: '{probe} of container {container} is refused by the API server: {reason}', severity: 'error' },
    nowhere: { text: '{probe} asks for port {port}, which container {container} does not declare: the pod never becomes ready', severity: 'error' },
    unasked: { text: '{probe} asks for port {port}, which container {container} does not declare: it is never asked', severity: 'warning' },
    undeclared: { text: '{probe} asks port {port}, which is not among the ports container {container} declares', severity: 'info' },
  },
  applies: (container) => PROBES.some((kind) => container.has(kind)) && container.pod.workload.group !== 'serving.knative.dev',
  judge(container, { params, broken }) {
    container.pod.assertWhole();
    for (const kind of PROBES) {
      const probe = container.probe(kind);
      if (probe === null) continue;
      const args = { probe: kind, container: container.name };
      const { refusal } = probe;
      if (refusal !== null) {
        broken('refused', { path: [kind, ...refusal.path], at: 'key', args: { ...args, reason: refusal.reason } });
        continue;
      }
      const { port, portAt } = probe;
      if (port === null || portAt === null || probe.isPortDeclared) continue;
      const breach = { path: [...portAt.path.slice(container.path.length), 'port'], args: { ...args, port } };
      if (typeof port === 'string') broken(kind === 'livenessProbe' ? 'unasked' : 'nowhere', breach);
      else if (params.undeclared === 'tell') broken('undeclared', breach);
    }
  },
});
