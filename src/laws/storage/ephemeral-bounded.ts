import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/ephemeral-bounded',
  title: 'Scratch space is bounded',
  owner: 'app',
  presets: ['strict'],
  signature: 'S2',
  shows: { symptom: 'pods are evicted with DiskPressure, those that wrote nothing among them', blamed: 'the node', cause: 'logs, layers and emptyDirs share the disk of the node, and nothing bounds them', metric: 'kube_node_status_condition{condition="DiskPressure"} beside container_fs_usage_bytes' },
  why: 'What containers write without a claim lands on the disk of the node. One that fills it takes its neighbours with it.',
  remedy: 'Give each emptyDir a sizeLimit, and each container a request and a limit of ephemeral-storage.',
  because: 'Warnings, in strict only: few teams measure what their pods write.',
  keptBy: 'Workload constructs bound scratch volumes and containers alike; a volume on disk adds to what its pod may write.',
  waiveWhen: 'The pod has its node to itself.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/storage/ephemeral-storage/'],
  on: 'Pod',
  messages: {
    emptyDir: { text: 'emptyDir {volume} has no sizeLimit', severity: 'warning' },
    container: { text: 'container {container} has no limit of ephemeral-storage', severity: 'warning' },
  },
  curedBy: ['LimitRange'],
  applies: (pod) => !pod.workload.isSystem,
  judge(pod, { graph, broken }) {
    for (const volume of pod.workload.storage.emptyDirs) {
      if (!volume.in('emptyDir').has('sizeLimit')) broken('emptyDir', { path: ['spec', ...volume.steps, 'emptyDir'], at: 'key', args: { volume: volume.string('name') ?? '' } });
    }
    for (const container of pod.containers) {
      if (container.limit('ephemeral-storage') !== null) continue;
      graph.assertNotProvided('limit-range');
      broken('container', { path: [...container.steps, 'resources'], at: 'key', args: { container: container.name } });
    }
  },
});
