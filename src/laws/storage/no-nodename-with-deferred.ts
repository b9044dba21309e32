import { defineLaw } from '../../law';
import { find } from '../../graph/reading/unknown';

export default defineLaw({
  id: 'storage/no-nodename-with-deferred',
  title: 'Pods that wait for a disk are placed by the scheduler',
  owner: 'app',
  presets: ['recommended', 'strict'],
  unproven: true,
  signature: 'S4',
  why: 'A class that waits for the first consumer waits for the scheduler, and spec.nodeName goes round it. Nobody tells the driver which node was chosen: the claim stays Pending and the pod with it.',
  remedy: 'Take nodeName away and pin the pod with nodeSelector: {kubernetes.io/hostname: <node>}, which the scheduler sees.',
  because: 'An error: the claim of such a pod is never provisioned, on any cluster.',
  waiveWhen: 'The claims are bound already, to volumes that are not in the set.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/storage/storage-classes/#volume-binding-mode'],
  on: 'Pod',
  messages: {
    bypassed: { text: 'nodeName {node} goes round the scheduler, for which claim {claim} of class {class} waits: it stays Pending', severity: 'error' },
  },
  applies: (pod) => pod.spec.has('nodeName') && pod.claims.length > 0,
  judge(pod, { broken }) {
    const node = pod.spec.string('nodeName') ?? '';
    const use = find(pod.workload.storage.claims, ({ claim }) => !claim.isBound && claim.volumeClass?.bindsBeforePlacement === false);
    const unknown = pod.workload.storage.claims.find(({ claim }) => !claim.isBound && claim.volumeClass === null);
    if (use === undefined && unknown !== undefined) pod.workload.graph.assertComplete('StorageClass', unknown.claim.storageClassName ?? 'by default');
    if (use === undefined) return;
    const at = [...pod.path, 'spec'];
    const hostname = 'kubernetes.io/hostname';
    broken('bypassed', {
      path: ['spec', 'nodeName'],
      args: { node, claim: use.name, class: use.claim.volumeClass?.name ?? '' },
      related: [{ message: 'waits for the scheduler', resource: use.claim.object.resource, path: [...use.claim.path, ...use.claim.classField] }],
      repair: {
        patch: [
          { op: 'remove', path: [...at, 'nodeName'] },
          ...(pod.spec.in('nodeSelector').has(hostname) ? [] : [{ op: 'add' as const, path: [...at, 'nodeSelector', hostname], value: node }]),
        ],
      },
    });
  },
});
