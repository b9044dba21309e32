import { defineLaw } from '../../law';
import { find } from '../../graph/reading/unknown';
import type { ClaimUse } from '../../graph/storage/claim';

export default defineLaw({
  id: 'storage/statefulset-claims',
  title: 'Each replica of a StatefulSet has its own claim',
  owner: 'app',
  presets: ['recommended', 'strict'],
  signature: 'S4',
  why: 'A StatefulSet is for replicas that each keep something. With one claim in volumes they all write to the same disk; with a mount of a volume that nobody defines, the API server takes the StatefulSet and refuses every pod of it.',
  remedy: 'Move the claim to spec.volumeClaimTemplates, under the name that volumeMounts uses.',
  because: 'An error where no pod can be created. A shared claim starts as long as the pods meet on one node.',
  keptBy: 'StatefulStore writes the template and the mount together.',
  waiveWhen: 'The replicas share the volume by design, and the product locks what it writes.',
  sources: ['mission', 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates'],
  on: 'Workload',
  messages: {
    dangling: { text: 'volumeMount {mount} of {workload} refers to no volume and to no claim template: no pod of it is created', severity: 'error' },
    shared: { text: 'all {replicas} replicas of {workload} keep their data on one claim, {claim}', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (workload) => workload.kind === 'StatefulSet',
  judge(workload, { broken }) {
    const { storage, database } = workload;
    for (const mount of storage.danglingMounts) {
      workload.pod.assertWhole();
      broken('dangling', { path: [...mount.path, 'name'], args: { mount: mount.string('name') ?? '', workload: workload.title } });
    }
    const replicas = workload.maximumScale;
    if (replicas < 2) return;
    const use = find<ClaimUse>(database === null ? storage.claims : storage.dataClaims, ({ shared, claim }) => shared && (database !== null || claim?.isSingleNode === true));
    if (use === undefined || storage.isOnOneNode) return;
    broken('shared', { path: use.field, args: { replicas, workload: workload.title, claim: use.name } });
  },
});
