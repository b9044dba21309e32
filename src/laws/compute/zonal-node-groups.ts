import { zonalStoresOn } from '../../graph/storage/zonal-store';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'compute/zonal-node-groups',
  title: 'Nodes under disks of one zone come from a group per zone',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'A warning: pods wait only when a node is lost or added, and only if the new one comes up in another zone.',
  unproven: true,
  clouds: ['aws', 'azure'],
  signature: 'S2',
  shows: { symptom: 'A database pod stays Pending beside a new node: volume node affinity conflict', blamed: 'the autoscaler' },
  why: 'The autoscaler sees a group of nodes, and not the zones in it. Of a group over three zones the cloud picks one: the node that was to hold the database comes up where its disk is not.',
  remedy: 'Make one group per zone for stateful pods and start the autoscaler with --balance-similar-node-groups, or let Karpenter or Auto Mode make the nodes, which know the zone of a disk.',
  waiveWhen: 'The number of nodes never changes and each zone has room for all of the pods.',
  sources: ['mission', 'https://docs.aws.amazon.com/eks/latest/best-practices/cas.html', 'https://learn.microsoft.com/azure/aks/cluster-autoscaler-overview'],
  on: 'ZonedPool',
  messages: {
    spans: { text: '{pool} brings up nodes in any of {zones}, and the disks of {workload} stay in one zone each', severity: 'warning' },
  },
  applies: (_, { graph }) => graph.objects.length > 0,
  judge(pool, { graph, broken }) {
    const [workload] = zonalStoresOn(graph, ({ facts }) => facts.object === pool);
    if (workload === undefined) return;
    const { title, zones } = pool.facts;
    broken('spans', {
      path: pool.zonePath,
      args: { pool: title, zones: (zones ?? []).join(', '), workload: workload.title },
      related: [{ message: 'has disks of one zone', resource: workload.resource, path: workload.nameField }],
    });
  },
});
