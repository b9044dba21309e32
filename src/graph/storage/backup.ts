import { groupBy, type Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import { maybe, some } from '../reading/unknown';
import { Workload } from '../workload/workload';

/** Objects that back up what is in their own namespace, by group and kind. */
const NAMESPACED = [
  ['appcatalog.appscode.com', 'AppBinding'], ['apps.kubeblocks.io', 'BackupSchedule'], ['backup.kubestash.com', 'BackupConfiguration'], ['core.kubestash.com', 'BackupConfiguration'],
  ['dataprotection.kubeblocks.io', 'BackupSchedule'], ['k8up.io', 'Schedule'], ['mysql.oracle.com', 'MySQLBackup'], ['postgresql.cnpg.io', 'ScheduledBackup'],
  ['snapscheduler.backube', 'SnapshotSchedule'], ['stash.appscode.com', 'BackupConfiguration'], ['volsync.backube', 'ReplicationSource'],
] as const;
/** Objects that back up namespaces they name, or the whole cluster. */
const VELERO = ['velero.io', 'Schedule'] as const;
const CLUSTER_WIDE = [
  ['config.kio.kasten.io', 'Policy'], ['gkebackup.cnrm.cloud.google.com', 'GKEBackupBackupPlan'], ['longhorn.io', 'RecurringJob'], ['backup.aws.upbound.io', 'Selection'],
] as const;

/** Programs that dump a store, and names people give to what runs them. */
const DUMP = /\b(?:pg_dump(?:all)?|pg_basebackup|pgbackrest|wal-g|barman|mysqldump|mariadb-dump|mydumper|xtrabackup|mongodump|etcdctl snapshot save|etcdutl snapshot|redis-cli --rdb|cqlsh|medusa|restic|kopia)\b|back-?up|snapshot/i;

/** Tags of a disk by which AWS Backup or Data Lifecycle Manager select it. */
const BACKUP_TAG = /^[\w:/.-]{0,128}?(?:backup|snapshot|dlm)[\w:/.-]{0,128}=/i;

const namespacedBackups: Join<ReadonlyMap<string, readonly KubeObject[]>> = (graph) => groupBy([
  ...NAMESPACED.flatMap(([group, kind]) => graph.ofKind(kind, group)),
  ...graph.all(Workload).filter((w) => w.kind === 'CronJob' && maybe(() => dumps(w)) === true),
], ({ namespace }) => namespace);

/** What backs up the disks of a database; `null` when nothing of the set does. An annotation with a reason counts. */
export function backupOf(workload: Workload): KubeObject | null {
  const { graph, namespace } = workload;
  if ((workload.annotation('looplaw.dev/backup') ?? '').trim() !== '') return workload;
  const [own] = graph.join(namespacedBackups).get(namespace) ?? [];
  if (own !== undefined) return own;
  const schedule = graph.ofKind(VELERO[1], VELERO[0]).find((s) => covers(s, namespace));
  if (schedule !== undefined) return schedule;
  const [everywhere] = CLUSTER_WIDE.flatMap(([group, kind]) => graph.ofKind(kind, group));
  return everywhere ?? taggedClass(workload);
}

/** A class whose disks carry a tag that a backup plan selects. */
function taggedClass({ pod }: Workload): KubeObject | null {
  for (const { claim } of pod.claims) {
    const found = claim?.storageClass ?? null;
    if (found !== null && [...found.parameters].some(([key, { value }]) => key.startsWith('tagspecification') && BACKUP_TAG.test(value))) return found;
  }
  return null;
}

function covers(schedule: KubeObject, namespace: string): boolean {
  const template = schedule.spec.in('template');
  const matches = (pattern: string) => pattern === '*' || pattern === namespace;
  const included = template.strings('includedNamespaces');
  return (included.length === 0 || included.some(matches)) && !template.strings('excludedNamespaces').some(matches);
}

function dumps({ name, pod }: Workload): boolean {
  return DUMP.test(name) || some(pod.containers, (c) => DUMP.test([c.string('image') ?? '', ...c.strings('command'), ...c.strings('args')].join(' ')));
}
