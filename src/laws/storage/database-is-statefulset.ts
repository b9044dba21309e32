import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/database-is-statefulset',
  title: 'Databases run as StatefulSets',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'Replicas of a Deployment have no identity and no disk of their own. On a node failure two of them fight over one volume, or a new one starts on an empty one.',
  remedy: 'Run it as a StatefulSet with volumeClaimTemplates and a headless Service, through its operator, or as a managed database. A mere cache: annotate looplaw.dev/stateful: "false".',
  because: 'A warning in recommended, for one replica with a claim that recreates its pod works; the method allows no exception.',
  keptBy: 'StatefulStore is the only construct that takes data.',
  waiveWhen: 'It is one replica on one claim with strategy Recreate, and its loss for some minutes is nobody\'s outage.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/'],
  on: 'Workload',
  messages: {
    notStatefulSet: { text: '{kind} {name} runs database {image}; only a StatefulSet keeps identity and disk together', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (workload) => !workload.isJob && !workload.isStaticPod && workload.isDatabase,
  judge(workload, { broken }) {
    const { kind, name, database } = workload;
    if (kind === 'StatefulSet' || database === null) return;
    broken('notStatefulSet', {
      path: ['kind'],
      args: { kind, name, image: database.image.repository },
      related: [{ message: 'the database', resource: workload.resource, path: [...database.path, 'image'] }],
    });
  },
});
