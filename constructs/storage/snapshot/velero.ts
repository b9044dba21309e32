import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { NAME, objectLabels } from '../../labels';
import type { Made } from '../snapshots';
import type { StatefulStore } from '../stateful-store';
import { checkKeep, checkSchedule } from './schedule';

/** Velero copies the objects of the store and the disks behind its claims. */
export interface Velero {
  readonly mechanism: 'velero';
  /** Five fields of cron, in the time zone of Velero. */
  readonly schedule: string;
  /** Days a backup is kept. */
  readonly keepDays: number;
  /** Namespace Velero runs in. Default `velero`. */
  readonly namespace?: string;
  /** BackupStorageLocation. Default: the default one of Velero. */
  readonly storageLocation?: string;
}

/** @see https://velero.io/docs/main/api-types/schedule/ */
export function veleroSchedule(scope: Construct, store: StatefulStore, { schedule, keepDays, namespace = 'velero', storageLocation }: Velero): Made {
  const { path } = scope.node;
  checkSchedule(path, schedule);
  checkKeep(path, 'keepDays', keepDays);
  const name = `${store.namespace.name}-${store.name}`;
  const resource = new ApiObject(scope, 'Resource', {
    apiVersion: 'velero.io/v1',
    kind: 'Schedule',
    metadata: { name, namespace, labels: { ...objectLabels(store.name, 'backup', store.namespace.name) } },
    spec: {
      schedule,
      template: {
        includedNamespaces: [store.namespace.name],
        labelSelector: { matchExpressions: [{ key: NAME, operator: 'In', values: [...new Set([store.name, store.members.name])] }] },
        snapshotVolumes: true,
        ttl: `${keepDays * 24}h0m0s`,
        ...(storageLocation !== undefined && { storageLocation }),
      },
    },
  });
  return { resources: [resource], said: `Velero, Schedule ${namespace}/${name}` };
}
