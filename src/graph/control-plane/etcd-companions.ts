import type { Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import { maybe } from '../reading/unknown';
import type { Container } from '../workload/container';
import { parseImage } from '../workload/image';
import { Workload } from '../workload/workload';
import { wordsOf } from './settings';

/** What of a cluster looks after its etcd: who takes snapshots, who gives space back, who watches how much there is to give back. */
export interface EtcdCompanions {
  readonly backup: KubeObject | null;
  readonly defrag: KubeObject | null;
  /** A job that stops all members at once to give space back. */
  readonly blindDefrag: KubeObject | null;
  readonly spaceAlert: KubeObject | null;
}

/** Objects that keep copies of what etcd holds, by kind. */
const BACKUP_KINDS: readonly (readonly [group: string, kind: string])[] = [
  ['etcd.database.coreos.com', 'EtcdBackup'], ['velero.io', 'Schedule'], ['druid.gardener.cloud', 'EtcdCopyBackupsTask'],
];
/** The series that tells how much of the file is in use. */
const IN_USE = 'etcd_mvcc_db_total_size_in_use';

/** The companions of etcd in the set. */
export const etcdCompanions: Join<EtcdCompanions> = (graph) => {
  const containers = graph.all(Workload).flatMap((workload) => (maybe(() => workload.pod.containers) ?? []).map((container) => ({ workload, container })));
  const running = (test: (container: Container) => boolean) => containers.find(({ container }) => maybe(() => test(container)) === true)?.workload ?? null;
  const declared = BACKUP_KINDS.flatMap(([group, kind]) => graph.ofKind(kind, group))[0] ?? null;
  return {
    backup: running(takesSnapshots) ?? declared,
    defrag: running(givesSpaceBack),
    blindDefrag: running((container) => givesSpaceBack(container) && textOf(container).includes(' --cluster ')),
    spaceAlert: graph.ofKind('PrometheusRule', 'monitoring.coreos.com').find(({ resource }) => JSON.stringify(resource.value).includes(IN_USE)) ?? null,
  };
};

function takesSnapshots(container: Container): boolean {
  return /etcd-?(?:backup|snapshot)/.test(imageName(container)) || / snapshot save /.test(textOf(container));
}

function givesSpaceBack(container: Container): boolean {
  return /etcd-?defrag/.test(imageName(container)) || /etcdctl .{0,1000}defrag /.test(textOf(container));
}

function textOf(container: Container): string {
  return ` ${wordsOf(container).map(({ text }) => text).join(' ')} `;
}

function imageName(container: Container): string {
  return parseImage(container.string('image') ?? '').repository.split('/').at(-1) ?? '';
}
