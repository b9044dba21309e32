import { defineLaw } from '../../law';

export default defineLaw({
  id: 'network/deployment-has-service',
  title: 'A Deployment that listens has a Service in front',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'Something else may front the pods, or nobody may need to reach them: it informs.',
  signature: 'S3',
  why: 'Addresses of pods change with every restart. Clients that remember one fail at the next rollout, and nothing balances between the replicas.',
  remedy: 'Add a Service whose selector matches the pods, or annotate a worker with looplaw.dev/worker: "true".',
  keptBy: 'StatelessService makes the Service with the Deployment.',
  waiveWhen: 'The port is for debugging, or the pods are reached through something other than a Service.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/services-networking/service/'],
  needs: 'cluster',
  on: 'Workload',
  messages: {
    alone: { text: '{workload} listens on port {port}, and no Service selects its pods', severity: 'info' },
  },
  applies: (workload) => workload.kind === 'Deployment' && !workload.isSystem && workload.annotation('looplaw.dev/worker') !== 'true' && workload.pod.network.publicPorts.length > 0,
  judge(workload, { graph, broken }) {
    const { pod, services } = workload;
    if (services.certain.length > 0) return;
    if (services.possible.length > 0) throw pod.unknown('metadata');
    pod.assertWhole();
    graph.assertNotProvided('service');
    const [port] = pod.network.publicPorts;
    if (port !== undefined) broken('alone', { path: [...port.path, 'containerPort'], args: { workload: workload.title, port: port.port } });
  },
});
