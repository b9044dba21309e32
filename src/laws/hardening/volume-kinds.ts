import { volumeKinds } from '../../graph/hardening/pod-controls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'hardening/volume-kinds',
  title: 'Pods mount volumes the API hands out',
  owner: 'app',
  presets: ['strict'],
  because: 'Pod Security restricted demands it; most images can live with it and few manifests say so, so only strict asks.',
  signature: null,
  why: 'Disks and shares that a pod names by itself go past claims, classes and quotas.',
  remedy: 'Mount a PersistentVolumeClaim.',
  sources: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  on: 'Pod',
  messages: {
    named: { text: 'pods of {workload} mount a volume of kind {found}', severity: 'error' },
  },
  applies: (pod) => !pod.workload.isSystem,
  judge(pod, { broken }) {
    for (const { path, at, found } of volumeKinds.violations(pod)) broken('named', { path, at, args: { workload: pod.workload.title, found } });
  },
});
