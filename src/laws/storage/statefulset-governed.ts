import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/statefulset-governed',
  title: 'A StatefulSet has its headless Service',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'Each pod of a StatefulSet has a DNS name only through a headless Service that serviceName names. Without it members do not find each other after a restart, and replication stops with "no such host".',
  remedy: 'Add a Service with clusterIP: None whose selector matches the pods, and name it in spec.serviceName; that field can be set only when the StatefulSet is created.',
  because: 'Warnings: pods start without stable names; what needs them fails by itself.',
  keptBy: 'StatefulStore makes the headless Service and names it.',
  waiveWhen: 'No pod of it is ever called by name: only order and disks are wanted.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id', 'https://kubernetes.io/docs/concepts/services-networking/service/#headless-services'],
  on: 'Workload',
  messages: {
    unset: { text: '{workload} names no Service, so its pods have no names', severity: 'warning' },
    required: { text: '{workload} names no Service, so its pods have no names, and schemas up to Kubernetes 1.33 ask for one', severity: 'warning' },
    missing: { text: '{workload} names Service {service}, which does not exist', severity: { recommended: 'warning', strict: 'error' } },
    notHeadless: { text: '{workload} names Service {service}, which is not headless and gives its pods no names', severity: { recommended: 'warning', strict: 'error' } },
    oneReplica: { text: '{workload} names Service {service}, which is not headless: its pod has no name of its own', severity: 'info' },
    otherPods: { text: '{workload} names Service {service}, which selects other pods', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (workload) => workload.kind === 'StatefulSet',
  judge(workload, { graph, broken }) {
    const service = workload.spec.string('serviceName') ?? '';
    const args = { workload: workload.title, service };
    if (service === '') {
      workload.pod.assertWhole();
      broken(graph.isAtLeast('1.34') ? 'unset' : 'required', { path: ['spec'], at: 'key', args });
      return;
    }
    const path = ['spec', 'serviceName'];
    const governing = workload.storage.governingService;
    if (governing === null) {
      graph.assertComplete('Service', service);
      const add = workload.storage.newGoverningService;
      broken('missing', { path, args, ...(add !== null && { repair: { add } }) });
      return;
    }
    const related = [{ message: 'the Service', resource: governing.resource, path: ['spec'] }];
    if (!governing.isHeadless) broken(workload.maximumScale > 1 ? 'notHeadless' : 'oneReplica', { path, args, related });
    else if (!governing.selectsPods || !governing.selector.matches(workload.pod.labels)) broken('otherPods', { path, args, related });
  },
});
