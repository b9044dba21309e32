import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/claim-retention',
  title: 'Deleting or scaling a StatefulSet keeps its claims',
  owner: 'app',
  presets: ['recommended', 'strict'],
  unproven: true,
  signature: 'S4',
  why: 'With whenDeleted: Delete the data goes with the StatefulSet, and a rename or a reinstalled chart deletes one. With whenScaled: Delete a replica that comes back starts empty.',
  remedy: 'Write Retain, which is the default, and delete claims by hand when their data is not needed.',
  because: 'Warnings: somebody chose it, and it takes a deletion. For anything but a database it is only told of.',
  keptBy: 'StatefulStore retains the claims in both cases.',
  waiveWhen: 'Each replica holds a copy of data that lives elsewhere.',
  sources: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention'],
  on: 'Workload',
  messages: {
    whenDeleted: { text: 'the claims of database {name} are deleted with it', severity: { recommended: 'warning', strict: 'error' } },
    whenScaled: { text: 'the claims of database {name} are deleted when it is scaled down', severity: { recommended: 'warning', strict: 'error' } },
    other: { text: 'the claims of {name} are deleted with it', severity: 'info' },
  },
  applies: (workload) => workload.kind === 'StatefulSet' && workload.spec.has('persistentVolumeClaimRetentionPolicy'),
  judge(workload, { profile, broken }) {
    const policy = workload.spec.in('persistentVolumeClaimRetentionPolicy');
    for (const field of ['whenDeleted', 'whenScaled'] as const) {
      if (policy.string(field) !== 'Delete') continue;
      const { isDatabase } = workload;
      if (!isDatabase && (field === 'whenScaled' || profile.environment === 'dev')) continue;
      const path = [...policy.path, field];
      broken(isDatabase ? field : 'other', { path, args: { name: workload.name }, repair: { patch: [{ op: 'replace', path, value: 'Retain' }] } });
    }
  },
});
