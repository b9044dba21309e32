import type { Symptom } from '../symptom';

/** S4: a disk is in one zone, its pod in another. */
export const storageSymptoms: readonly Symptom[] = [
  {
    id: 'claim-pending',
    signature: 'S4',
    title: 'A claim stays Pending',
    words: ['PVC pending', 'PVC stuck', 'PersistentVolumeClaim stuck in Pending', 'claim pending', 'ProvisioningFailed', 'unbound immediate PersistentVolumeClaims', 'WaitForFirstConsumer', 'waiting for first consumer to be created', 'no persistent volumes available for this claim', 'storageclass not found', 'wrong storageClassName', 'storageClassName'],
    commands: [
      { run: 'kubectl -n "$NS" describe pvc "$PVC"', tells: 'WaitForFirstConsumer (no pod uses it yet, which is right), ProvisioningFailed, or a class that is not there' },
      { run: 'kubectl get storageclass', tells: 'classes, their provisioner, binding mode, and which one is the default; some clusters have none' },
      { run: 'kubectl get pv', tells: 'whether a volume of this class, size and access mode is there' },
      { run: 'kubectl -n kube-system get pods | grep -E "csi|provisioner"', tells: 'whether the driver runs' },
      { run: 'kubectl -n kube-system logs "$CSI_CONTROLLER" --all-containers --tail=50', tells: 'quota of the cloud, a permission, or a parameter it refuses' },
      { run: 'kubectl -n "$NS" describe resourcequota', tells: 'whether a quota on storage refuses it' },
    ],
    decisions: [
      { seen: 'waiting for first consumer', means: 'no pod asks for it, or its pod is Pending itself', fix: 'Look at the pod: looplaw explain Pending', laws: ['storage/no-nodename-with-deferred'] },
      { seen: 'Bound, and its pod is still Pending or in ContainerCreating', means: 'the disk was made in a zone its pod can not go to', fix: 'looplaw explain volume node affinity conflict', laws: ['storage/deferred-binding'] },
      { seen: 'the class does not exist', means: 'a name that is wrong stays Pending; only a name that is left out takes the default', fix: 'Name a class that is there.', laws: ['storage/storage-class-exists', 'storage/explicit-storage-class', 'storage/default-class-safe'] },
      { seen: 'ProvisioningFailed', means: 'the driver is refused by the cloud, or does not know a parameter', fix: 'Grant the driver its role, or repair the parameters.', laws: ['storage/volume-parameters-valid', 'storage/csi-provisioner'] },
      { seen: 'no volume matches', means: 'access mode, size or class differ', fix: 'Block storage is ReadWriteOnce; shared files need another driver.', laws: ['storage/no-shared-rwo', 'storage/no-rwx-database'] },
    ],
  },
  {
    id: 'zone-conflict',
    signature: 'S4',
    title: 'The disk is in a zone where the pod is not',
    words: ['volume node affinity conflict', 'had volume node affinity conflict', 'zone A volume, zone B pod', 'pod on wrong node', 'storage gravity', 'double scheduler', 'AZ lock-in', 'disk is in another zone', 'disk is in us-east-1a', 'pod rescheduled across AZ', 'binding mode immediate'],
    commands: [
      { run: 'kubectl -n "$NS" get pvc "$PVC" -o jsonpath=\'{.spec.volumeName}{"\\t"}{.spec.storageClassName}{"\\n"}\'', tells: 'the volume and its class' },
      { run: 'kubectl get pv "$PV" -o jsonpath=\'{.spec.nodeAffinity}{"\\n"}\'', tells: 'the zone the disk is in' },
      { run: 'kubectl get nodes -L topology.kubernetes.io/zone', tells: 'the zones that have nodes, and which of them have room' },
      { run: 'kubectl get storageclass "$CLASS" -o jsonpath=\'{.volumeBindingMode}{"\\n"}\'', tells: 'Immediate: the disk was made before anybody knew where the pod goes' },
    ],
    decisions: [
      { seen: 'Immediate', means: 'two schedulers decided, and neither knew of the other', fix: 'A new class with WaitForFirstConsumer; move the data by a snapshot.', laws: ['storage/deferred-binding', 'storage/volume-zone-conflict'] },
      { seen: 'WaitForFirstConsumer, and no node with room in the zone of the disk', means: 'the disk keeps its zone for life; the node that went is not replaced there', fix: 'A node group for each zone, and replicas in other zones.', laws: ['storage/stateful-capacity-per-zone', 'storage/statefulset-zone-spread', 'compute/zonal-node-groups'] },
      { seen: 'a selector or an affinity names another zone', means: 'the pod is sent where its disk can not go', fix: 'Let the disk decide.', laws: ['storage/volume-zone-conflict', 'storage/allowed-topologies-valid'] },
    ],
  },
  {
    id: 'container-creating',
    signature: 'S4',
    title: 'A pod hangs in ContainerCreating',
    words: ['ContainerCreating', 'PodInitializing', 'Init:0/1', 'pod stuck in Init', 'pod stuck in PodInitializing', 'init container does not start', 'ContainerCreating indefinitely', 'pod in ContainerCreating', 'FailedCreatePodSandBox', 'FailedMount', 'FailedAttachVolume', 'Multi-Attach error', 'unable to attach or mount volumes', 'PVC can\'t attach', 'node can\'t mount the PVC', 'mount its PVC', 'volume is already exclusively attached', 'attach stuck', 'timed out waiting for the condition'],
    commands: [
      { run: 'kubectl -n "$NS" describe pod "$POD"', tells: 'FailedAttachVolume, FailedMount, Multi-Attach, a Secret that is missing, or no address' },
      { run: 'kubectl -n "$NS" get pod "$POD" -o jsonpath=\'{range .status.initContainerStatuses[*]}{.name}{"\\t"}{.state}{"\\n"}{end}\'', tells: 'with init containers (Init:0/1, PodInitializing): one that runs, or has run, has its volumes; only where all of them wait is it a matter of volumes or addresses' },
      { run: 'kubectl get volumeattachments', tells: 'to which node the disk is attached; false for minutes is stuck' },
      { run: 'kubectl -n kube-system get pods -o wide | grep csi', tells: 'whether the driver runs on this node' },
      { run: 'kubectl get csinode "$NODE" -o yaml', tells: 'how many disks the node can hold, and how many drivers know it' },
    ],
    decisions: [
      { seen: 'Init:0/1 or PodInitializing, and an init container runs or has run', means: 'its volumes are there: the init container itself waits for something', fix: 'Read its log: kubectl -n "$NS" logs "$POD" -c "$INIT_CONTAINER"; what it asks for, a Service or a database, is where to go on.' },
      { seen: 'Pulling image, for minutes', means: 'the image is large, or its way is slow: it is no matter of disks', fix: 'Smaller images, or a registry that is reached by private endpoints.', laws: ['network/private-endpoints'] },
      { seen: 'Multi-Attach error', means: 'the old node, or the old pod, still holds the disk', fix: 'Wait for the detach (6 minutes), or taint a node that is surely gone with node.kubernetes.io/out-of-service; one writer for each disk.', laws: ['storage/single-writer', 'storage/rwo-rollout', 'storage/no-shared-rwo'] },
      { seen: 'another zone in the message', means: 'the disk is elsewhere', fix: 'looplaw explain volume node affinity conflict', laws: ['storage/deferred-binding'] },
      { seen: 'a Secret or ConfigMap is not found', means: 'it is no matter of disks', fix: 'Deploy it with the workload.' },
      { seen: 'failed to assign an IP address', means: 'the CNI has none left', fix: 'looplaw explain CNI failed to assign an address', laws: ['network/pod-ip-headroom'] },
    ],
  },
  {
    id: 'statefulset-stuck',
    signature: 'S4',
    title: 'A StatefulSet does not roll out',
    words: ['stuck StatefulSet', 'stuck StatefulSet rollouts', 'StatefulSet rollout stuck', 'StatefulSet stuck', 'database in a Deployment', 'replica waits for the one before'],
    commands: [
      { run: 'kubectl -n "$NS" rollout status statefulset/"$STATEFULSET" --timeout=5s', tells: 'for which pod it waits: one after the other, none before its predecessor is ready' },
      { run: 'kubectl -n "$NS" get pods,pvc -o wide', tells: 'the one that is not ready, and its claim' },
      { run: 'kubectl -n "$NS" get statefulset "$STATEFULSET" -o jsonpath=\'{.status.currentRevision}{"\\t"}{.status.updateRevision}{"\\n"}\'', tells: 'a broken update stays broken: the controller waits for the pod of the bad revision' },
    ],
    decisions: [
      { seen: 'a pod is Pending', means: 'its disk is in a zone without room', fix: 'looplaw explain volume node affinity conflict', laws: ['storage/deferred-binding', 'storage/statefulset-zone-spread'] },
      { seen: 'a pod of the bad revision never gets ready', means: 'going back changes the template, not that pod', fix: 'Undo the update, then delete that pod.', laws: ['storage/pod-management', 'storage/statefulset-governed'] },
      { seen: 'the database is a Deployment', means: 'replicas share one disk, or lose theirs', fix: 'A StatefulSet with volumeClaimTemplates.', laws: ['storage/database-is-statefulset', 'storage/no-ephemeral-database'] },
    ],
  },
  {
    id: 'volume-filling',
    signature: 'S4',
    title: 'A volume is almost full',
    words: ['volume filling up', 'volume full', 'disk full', 'volume almost full', 'disk quota exceeded', 'no space left on a volume', 'claim is full'],
    commands: [
      { run: 'kubectl -n "$NS" exec "$POD" -- sh -c "df -h; df -i"', tells: 'how full which mount is: one of a claim is its volume, overlay or / is the disk of the node' },
      { run: 'kubectl get storageclass "$CLASS" -o jsonpath=\'{.allowVolumeExpansion}{"\\n"}\'', tells: 'whether it can grow' },
      { run: 'kubectl -n "$NS" describe resourcequota', tells: 'whether the namespace may' },
    ],
    decisions: [
      { seen: 'what is full is overlay or /, and no claim is mounted there', means: 'it is the disk of the node, which all its pods share', fix: 'looplaw explain DiskPressure', laws: ['storage/ephemeral-bounded'] },
      { seen: 'no disk is full, and the message speaks of inotify or of watches', means: 'there is no room for another watch on files, which has the same error', fix: 'looplaw explain inotify' },
      { seen: 'no disk is full, and df -i shows 100 %', means: 'small files have used up the inodes', fix: 'Remove them, or take a file system that makes inodes as they are needed (xfs).' },
      { seen: 'it is the disk of etcd', means: 'the control plane stops writing: begin there', fix: 'looplaw explain etcd disk full', laws: ['control-plane/etcd-dedicated-disk'] },
      { seen: 'allowVolumeExpansion true', means: 'the claim can be raised, never lowered', fix: 'Raise spec.resources.requests.storage of the claim.', laws: ['storage/allow-expansion'] },
      { seen: 'false or empty', means: 'the class forbids it', fix: 'Set it on the class: it is one of the few fields that may change.', laws: ['storage/allow-expansion', 'storage/storage-quota'] },
    ],
  },
  {
    id: 'data-lost',
    signature: 'S4',
    title: 'Data went with a claim or a namespace',
    words: ['data lost', 'PVC deleted and data gone', 'deleting a PVC permanently deletes the underlying PV', 'namespace deleted with all its data', 'reclaim policy Delete', 'volume Released'],
    commands: [
      { run: 'kubectl get pv -o custom-columns=PV:.metadata.name,POLICY:.spec.persistentVolumeReclaimPolicy,PHASE:.status.phase,CLAIM:.spec.claimRef.name', tells: 'Released is still there; one that is missing went by Delete' },
      { run: 'kubectl get volumesnapshots -A', tells: 'what there is to restore from' },
    ],
    decisions: [
      { seen: 'Released', means: 'the disk is kept, nobody may claim it', fix: 'Remove claimRef, then bind a claim to it by volumeName.', laws: ['storage/reclaim-retain'] },
      { seen: 'gone', means: 'the class deletes what it made', fix: 'Restore; keep what can not be replaced by Retain and snapshots.', laws: ['storage/reclaim-retain', 'storage/backup-declared', 'storage/claim-retention'] },
    ],
  },
];
