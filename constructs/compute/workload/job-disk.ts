import { ApiObject } from 'cdk8s';
import { oneWriter } from '../../storage/one-writer';
import type { Data } from '../../storage/stateful-store';
import { positive } from '../resources/budget';
import type { Mount } from '../pod/pod-template';
import type { Workload } from './workload';

/** A disk of one job's own that stays from run to run, and where it appears. */
export interface JobDisk {
  readonly mount: Mount;
  readonly volume: object;
}

/** Claims the disk. One writer at a time: runs of a job do not overlap. Serves storage/explicit-storage-class, single-writer. */
export function jobDisk(workload: Workload, { storageClass, size, mountPath }: Data): JobDisk {
  positive(workload.node.path, 'storage', size);
  const claim = new ApiObject(workload, 'Disk', {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: workload.metadata,
    spec: {
      accessModes: [oneWriter(workload.platform)],
      storageClassName: storageClass.name,
      resources: { requests: { storage: size } },
    },
  });
  return { mount: { name: 'disk', mountPath }, volume: { name: 'disk', persistentVolumeClaim: { claimName: claim.name } } };
}
