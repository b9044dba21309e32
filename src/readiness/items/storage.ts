import type { Item } from '../claim';

/** Data has gravity. */
export const storage: Item = {
  id: 'storage',
  title: 'Is WaitForFirstConsumer enabled? StatefulSets for all that is stateful?',
  claims: [
    {
      id: 'deferred-binding',
      says: 'Disks of one zone wait for their pod',
      provenBy: ['storage/deferred-binding'],
      refutedBy: ['storage/default-class-safe', 'storage/no-nodename-with-deferred', 'storage/storage-class-exists'],
      look: {
        run: 'kubectl get storageclass', tells: 'classes, their binding mode, and which one is the default',
        alerts: ['LoopStorageClassImmediate', 'LoopStoragePvcPending', 'LoopStorageContainerCreating'],
      },
    },
    {
      id: 'stateful-sets',
      says: 'Databases are StatefulSets, each replica with a claim of its own',
      provenBy: ['storage/database-is-statefulset'],
      refutedBy: [
        'storage/statefulset-claims', 'storage/statefulset-governed', 'storage/no-ephemeral-database', 'storage/no-rwx-database',
        'storage/no-shared-rwo', 'storage/rwo-rollout',
      ],
      look: { run: 'kubectl get statefulsets,pvc -A', tells: 'what keeps data, and where', alerts: ['LoopStorageAttachStuck'] },
    },
  ],
};
