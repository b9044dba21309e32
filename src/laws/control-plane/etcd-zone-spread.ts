import { zonesOfKops } from '../../graph/control-plane/etcd-nodes';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/etcd-zone-spread',
  title: 'The members of etcd stand in different zones',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns: it works until a zone fails, and then takes the quorum with it.',
  unproven: true,
  signature: 'S5',
  why: 'A zone with a majority of the members takes the quorum with it. Of two zones one always has the majority of three.',
  remedy: 'Spread the members over three zones: a topologySpreadConstraint with topology.kubernetes.io/zone and DoNotSchedule, or one instance group per zone.',
  waiveWhen: 'The site has no third zone, and the loss of the other one is accepted.',
  carriedBy: 'The zones of machines of Terraform are judged on the cloud plane.',
  sources: ['mission', 'https://kubernetes.io/docs/setup/best-practices/multiple-zones/#control-plane-behavior'],
  on: 'EtcdCluster',
  messages: {
    unspread: { text: '{etcd}: nothing keeps its members from standing in one zone', severity: 'warning' },
    sameZone: { text: '{etcd}: {zone} holds {count} of {members} members, and with it goes the quorum', severity: 'warning' },
    twoZones: { text: '{etcd}: of two zones one holds the majority of {members} members', severity: 'warning' },
  },
  applies: (etcd, { profile }) => profile.zones?.length !== 1 && etcd.members > 1 && (etcd.origin === 'kops' || etcd.workload?.isReplicated === true),
  judge(etcd, { profile, broken }) {
    const { members, quorum, size } = etcd;
    const breach = { path: size?.path ?? [], args: { etcd: etcd.title, members } };
    if (etcd.origin === 'kops') {
      const zones = zonesOfKops(etcd);
      const count = (zone: string) => zones.filter((other) => other === zone).length;
      const zone = zones.find((z) => count(z) > members - quorum);
      if (zone !== undefined) broken('sameZone', { ...breach, args: { ...breach.args, zone, count: count(zone) } });
    } else if (etcd.workload?.pod.isSpreadOverZones === false) broken('unspread', breach);
    else if (profile.zones?.length === 2) broken('twoZones', breach);
  },
});
