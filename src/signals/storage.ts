import type { AlertRule } from './alert-rule';

const STATE = 'job="kube-state-metrics"';

/** S4: disks that are not there, or not where the pod is. */
export const storageAlerts: readonly AlertRule[] = [
  {
    name: 'LoopStoragePvcPending', signature: 'S4', symptom: 'claim-pending', layer: 'workload', severity: 'warning', for: '10m', sources: ['kube-state-metrics'],
    summary: 'Claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} stays Pending, and a pod waits for it',
    // A claim of a class that waits for its first consumer is rightly Pending while nobody wants it.
    expr: `(kube_persistentvolumeclaim_status_phase{${STATE},phase="Pending"} == 1)
and on (namespace, persistentvolumeclaim) kube_pod_spec_volumes_persistentvolumeclaims_info{${STATE}}`,
  },
  {
    name: 'LoopStorageContainerCreating', signature: 'S4', symptom: 'container-creating', layer: 'workload', severity: 'warning', for: '15m', sources: ['kube-state-metrics'],
    summary: '{{ $labels.namespace }}/{{ $labels.pod }} hangs before its first container, for want of a volume, an address or an image',
    // A pod with init containers says PodInitializing where others say ContainerCreating, until the last of them is done. One of them that runs, has run,
    // or waits for something else has its volumes: these are mounted before the first container of a pod, whichever it is.
    expr: `(
  sum by (namespace, pod) (kube_pod_container_status_waiting_reason{${STATE},reason=~"ContainerCreating|PodInitializing"})
  unless on (namespace, pod) (
    kube_pod_init_container_status_running{${STATE}} == 1
    or kube_pod_init_container_status_terminated{${STATE}} == 1
    or kube_pod_init_container_status_waiting_reason{${STATE},reason!="PodInitializing"} == 1
  )
) > 0`,
  },
  {
    name: 'LoopStorageAttachStuck', signature: 'S4', symptom: 'container-creating', layer: 'infrastructure', severity: 'warning', for: '10m', sources: ['kube-state-metrics'],
    summary: 'Volume attachment {{ $labels.volumeattachment }} is not carried out',
    expr: `kube_volumeattachment_status_attached{${STATE}} == 0`,
  },
  {
    name: 'LoopStorageClassImmediate', signature: 'S4', symptom: 'zone-conflict', layer: 'infrastructure', severity: 'info', for: '1h', sources: ['kube-state-metrics'],
    summary: 'Class {{ $labels.storageclass }} makes zonal disks before anybody knows where the pod goes',
    expr: `kube_storageclass_info{${STATE},volume_binding_mode="Immediate",provisioner=~"ebs.csi.*|kubernetes.io/aws-ebs|pd.csi.storage.gke.io|kubernetes.io/gce-pd|disk.csi.azure.com|kubernetes.io/azure-disk"} == 1`,
  },
  {
    name: 'LoopStorageVolumeFillingUp', signature: 'S4', symptom: 'volume-filling', layer: 'workload', severity: 'warning', for: '1h', sources: ['kubelet'],
    summary: 'The volume of claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is full within four days',
    expr: `(kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes < 0.15)
and (predict_linear(kubelet_volume_stats_available_bytes[6h], 345600) < 0)`,
  },
];
