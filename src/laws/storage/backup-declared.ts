import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/backup-declared',
  title: 'A database has a backup',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  shows: { symptom: 'data is gone, and nobody can say what was backed up', blamed: 'whoever deleted it', cause: 'no object says that this disk is backed up' },
  why: 'Replicas copy mistakes as fast as data, and a retained disk is in the same zone as what broke. What is not declared beside the database is forgotten when the database moves.',
  remedy: 'Add a Velero Schedule for the namespace, a SnapshotSchedule, a GKE backup plan, the backup object of the operator or a CronJob that dumps; or say who does it: annotation looplaw.dev/backup: "<where and by whom>".',
  keptBy: 'Snapshots takes its mechanism by name, and StatefulStore a word about who does it.',
  because: 'A warning: nothing fails until data is lost.',
  waiveWhen: 'The data can be made again from its source.',
  carriedBy: 'That backups succeed and can be restored is watched by alerts and tried by runbook.',
  sources: ['mission', 'https://velero.io/docs/main/api-types/schedule/', 'https://kubernetes.io/docs/concepts/storage/volume-snapshots/', 'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html'],
  needs: 'cluster',
  on: 'Workload',
  messages: {
    missing: { text: 'nothing in the set backs up database {workload}', severity: 'warning' },
  },
  applies: (workload) => workload.isReplicated && !workload.isSystem && workload.pod.claims.length > 0 && workload.isDatabase,
  judge(workload, { graph, broken }) {
    if (workload.storage.backup !== null) return;
    graph.assertNotProvided('backup');
    workload.pod.assertWhole();
    broken('missing', { path: ['metadata', 'name'], args: { workload: workload.title } });
  },
});
