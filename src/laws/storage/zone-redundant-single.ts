import { defineLaw } from '../../law';
import { find } from '../../graph/reading/unknown';

export default defineLaw({
  id: 'storage/zone-redundant-single',
  title: 'A single replica has a disk that several zones reach',
  owner: 'app',
  presets: ['strict'],
  clouds: ['azure', 'gcp'],
  unproven: true,
  signature: 'S4',
  why: 'A single replica can run only where its disk is. When that zone is gone, or has no node left with room, the pod stays Pending until the zone is back.',
  remedy: 'Use a class whose disks are replicated over zones (Azure *_ZRS, Google regional-pd or hyperdisk-balanced-high-availability), or replicas that replicate among themselves.',
  because: 'Information, in strict only: many single stores may wait for their zone. AWS has no such disks.',
  waiveWhen: 'The data can be restored elsewhere in time, or the loss of the zone is accepted.',
  carriedBy: 'A node in the zone of the disk (storage/stateful-capacity-per-zone) is a matter of node groups: compute/zonal-node-groups over Terraform.',
  sources: ['https://learn.microsoft.com/azure/aks/concepts-storage', 'https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/regional-pd'],
  needs: 'cluster',
  on: 'Workload',
  messages: {
    oneZone: { text: 'the only replica of {workload} can run in one zone only: that of its disk, claim {claim}', severity: 'info' },
  },
  applies: (workload, { profile }) => workload.isReplicated && workload.pod.claims.length > 0 && workload.isStateful && workload.maximumScale === 1
    && profile.zones?.length !== 1 && workload.pod.allowedZones?.length !== 1,
  judge(workload, { broken }) {
    const use = find(workload.storage.claims, ({ claim }) => !claim.isBound && claim.certainClass?.mayReachZones === true && claim.certainClass.reach === 'zone');
    if (use === undefined) return;
    broken('oneZone', { path: use.field, args: { workload: workload.title, claim: use.name } });
  },
});
