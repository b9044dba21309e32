import type { Construct } from 'constructs';
import { clusterObject } from '../../cluster-object';
import type { ImageReference } from '../../compute/pod/image';
import { ScheduledJob } from '../../compute/scheduled-job';
import { ApiRole } from '../../identity/api-role';
import type { Platform } from '../../platform';
import { DRIVERS } from '../disk';
import type { Made } from '../snapshots';
import type { StatefulStore } from '../stateful-store';
import { checkKeep, checkSchedule } from './schedule';

/** VolumeSnapshots of the CSI driver, taken by a CronJob of one's own. They stay in the account and region of the disk. */
export interface VolumeSnapshots {
  readonly mechanism: 'volume-snapshot';
  /** Five fields of cron, in UTC. */
  readonly schedule: string;
  /** Snapshots to keep of each claim; older ones are deleted. */
  readonly keep: number;
  /** An image with `kubectl` and a POSIX shell. Serves compute/immutable-image. */
  readonly image: ImageReference;
  /** Serves compute/priority-class-assigned. */
  readonly priorityClassName: string;
}

const GROUP = 'snapshot.storage.k8s.io';
/** On what the job has made, and nothing else. */
const MINE = 'looplaw.dev/snapshots-of';

/**
 * The class retains: whoever deletes a VolumeSnapshot, or the namespace, leaves the copy where it is. Only the job, which knows what is old,
 * lets go of one first. That takes two rights on contents, which belong to the cluster.
 * @see https://kubernetes.io/docs/concepts/storage/volume-snapshots/
 */
export function volumeSnapshots(scope: Construct, store: StatefulStore, { schedule, keep, image, priorityClassName }: VolumeSnapshots): Made {
  const { path } = scope.node;
  checkSchedule(path, schedule);
  checkKeep(path, 'keep', keep);
  const { namespace, platform } = store;
  const name = `${store.name}-snapshots`;
  const driver = DRIVERS[platform.cloud];
  const snapshotClass = clusterObject(scope, 'Class', {
    apiVersion: `${GROUP}/v1`,
    kind: 'VolumeSnapshotClass',
    metadata: { name: `${namespace.name}-${name}` },
    driver: (driver.provisioner as (of: Platform) => string)(platform),
    deletionPolicy: 'Retain',
    parameters: driver.snapshots,
  });
  const role = new ApiRole(scope, 'Role', {
    namespace,
    name,
    allows: [
      { verbs: ['list'], resources: ['persistentvolumeclaims'] },
      { verbs: ['create', 'get', 'list', 'delete'], resources: ['volumesnapshots'], group: GROUP },
    ],
  });
  const contents = new ApiRole(scope, 'ContentsRole', {
    namespace, name, clusterWide: true, allows: [{ verbs: ['get', 'patch'], resources: ['volumesnapshotcontents'], group: GROUP }],
  });
  const job = new ScheduledJob(scope, 'Job', {
    namespace,
    name,
    image,
    schedule,
    deadlineSeconds: 1800,
    attempts: 2,
    budget: { cpu: { request: '50m', limit: '200m' }, memory: { request: '64Mi', limit: '128Mi' } },
    priorityClassName,
    role,
    command: ['/bin/sh', '-ec', script(store, snapshotClass.name, keep)],
  });
  contents.bindTo(job);
  return { resources: [snapshotClass, job.resource], said: `VolumeSnapshots, by CronJob ${namespace.name}/${name}` };
}

/** Names come from what the constructs have checked; nothing in here is read from a cluster and run. */
function script(store: StatefulStore, snapshotClass: string, keep: number): string {
  const selector = Object.entries(store.selector).map(([key, value]) => `${key}=${value}`).join(',');
  return `
stamp=$(date -u +%Y%m%d-%H%M%S)
for claim in $(kubectl get persistentvolumeclaims -l ${selector} -o jsonpath='{.items[*].metadata.name}'); do
  kubectl create -f - <<END
apiVersion: ${GROUP}/v1
kind: VolumeSnapshot
metadata:
  name: $claim-$stamp
  labels: { ${MINE}: $claim }
spec:
  volumeSnapshotClassName: ${snapshotClass}
  source: { persistentVolumeClaimName: $claim }
END
  kubectl get volumesnapshots -l ${MINE}=$claim --sort-by=.metadata.creationTimestamp -o jsonpath='{range .items[*]}{.metadata.name}{"\\n"}{end}' > /tmp/all
  extra=$(( $(wc -l < /tmp/all) - ${keep} ))
  [ "$extra" -gt 0 ] || continue
  for old in $(head -n "$extra" /tmp/all); do
    content=$(kubectl get volumesnapshot "$old" -o jsonpath='{.status.boundVolumeSnapshotContentName}')
    [ -z "$content" ] || kubectl patch volumesnapshotcontent "$content" --type merge -p '{"spec":{"deletionPolicy":"Delete"}}'
    kubectl delete volumesnapshot "$old"
  done
done
`.trim();
}
