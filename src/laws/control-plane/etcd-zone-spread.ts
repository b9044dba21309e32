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
  sources: ['mission', 'https://kubernetes.io/docs/setup/best-practices/multiple-zones/#control-plane-behavior'],
  on: 'EtcdPlaces',
  messages: {
    unspread: { text: '{etcd}: nothing keeps its members from standing in one zone', severity: 'warning' },
    sameZone: { text: '{etcd}: {zone} holds {count} of {members} members, and with it goes the quorum', severity: 'warning' },
    regions: { text: '{etcd}: members in {regions} wait for each other over long ways; a cluster belongs into one region', severity: 'warning' },
    twoZones: { text: '{etcd}: of two zones one holds the majority of {members} members', severity: 'warning' },
  },
  applies: (etcd, { profile }) => profile.zones?.length !== 1 && etcd.members > 1 && (etcd.origin === 'kops' || etcd.origin === 'terraform' || etcd.workload?.isReplicated === true),
  judge(etcd, { profile, broken }) {
    const { members, quorum, size } = etcd;
    const breach = { path: size?.path ?? ('zoneField' in etcd ? [etcd.zoneField] : []), args: { etcd: etcd.title, members } };
    const zones = etcd.memberZones;
    if (zones !== null) {
      const count = (zone: string) => zones.filter((other) => other === zone).length;
      const zone = zones.find((z) => count(z) > members - quorum);
      const regions = [...new Set(zones.map((z) => /^([a-z]+(?:-[a-z]+)*-?\d+)-?[a-z]$/.exec(z)?.[1] ?? ''))];
      if (regions.length > 1 && !regions.includes('')) broken('regions', { ...breach, args: { ...breach.args, regions: regions.join(' and ') } });
      if (zone !== undefined) broken('sameZone', { ...breach, args: { ...breach.args, zone, count: count(zone) } });
    } else if (etcd.workload?.pod.isSpreadOverZones === false) broken('unspread', breach);
    else if (profile.zones?.length === 2) broken('twoZones', breach);
  },
});
