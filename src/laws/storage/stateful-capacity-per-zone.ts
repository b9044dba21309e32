import { isZonalStore, zoneBlindPools } from '../../graph/storage/zonal-store';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'storage/stateful-capacity-per-zone',
  title: 'A lost node is replaced in the zone of the disk it held',
  owner: 'app',
  presets: ['recommended', 'strict'],
  because: 'A warning: it needs the loss of a node, and a new one that comes up in another zone.',
  unproven: true,
  clouds: ['aws', 'azure'],
  signature: 'S4',
  why: 'Waiting for the first consumer chooses a zone once. After that the disk stays there, and the pod can only follow it: without a node in that zone it waits, however many nodes there are elsewhere.',
  remedy: 'Send the pods to groups of nodes of one zone each, or put the data on disks that several zones reach.',
  waiveWhen: 'The data can be rebuilt from replicas, and a pod that waits is deleted with its claim.',
  sources: ['mission', 'https://learn.microsoft.com/azure/aks/cluster-autoscaler-overview', 'https://docs.aws.amazon.com/eks/latest/best-practices/cas.html'],
  on: 'Workload',
  messages: {
    elsewhere: { text: 'a lost node of {workload} may be replaced in another zone than its disk: {pool} is in {zones}', severity: 'warning' },
  },
  applies: (workload) => workload.placement.areListed && isZonalStore(workload),
  judge(workload, { broken }) {
    const blind = zoneBlindPools(workload);
    const [pool] = blind;
    if (pool === undefined || blind.length < workload.placement.open.certain.length) return;
    const { object, zones } = pool.facts;
    broken('elsewhere', {
      path: workload.nameField,
      args: { workload: workload.title, pool: pool.title, zones: (zones ?? []).join(', ') },
      related: object === null ? [] : [{ message: 'is in several zones', resource: object.resource, path: object.nameField }],
    });
  },
});
