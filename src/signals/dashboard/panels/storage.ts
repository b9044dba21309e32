import { storageAlerts } from '../../storage';
import { named, panel, watched, type Panel } from './panel';

const of = named.bind(null, storageAlerts);
const FULL = of('LoopStorageVolumeFillingUp');

/** S4: claims and disks that are waited for, classes that bind too early, volumes that fill up. */
export const storagePanels: readonly Panel[] = [
  panel('Pending claims a pod waits for', 'short', of('LoopStoragePvcPending').sources, [{ expr: of('LoopStoragePvcPending').expr, legend: '{{namespace}}/{{persistentvolumeclaim}}' }], { alert: of('LoopStoragePvcPending'), side: 'above', at: 1 }),
  watched('Pods that wait before their first container', 'short', '{{namespace}}/{{pod}}', of('LoopStorageContainerCreating')),
  watched('Volume attachments that are carried out', 'short', '{{volumeattachment}}', of('LoopStorageAttachStuck')),
  watched('Classes that bind before a pod is placed', 'short', '{{storageclass}}', of('LoopStorageClassImmediate')),
  panel('Room that is left on volumes', 'percentunit', FULL.sources, [
    { expr: 'kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes', legend: '{{namespace}}/{{persistentvolumeclaim}}' },
  ], { alert: FULL, side: 'below', at: 0.15 }),
  panel('Room that will be left in four days', 'bytes', FULL.sources, [
    { expr: 'predict_linear(kubelet_volume_stats_available_bytes[6h], 345600)', legend: '{{namespace}}/{{persistentvolumeclaim}}' },
  ], { alert: FULL, side: 'below', at: 0 }),
];
