import { defineLaw } from '../../law';
import { peersOf } from '../../graph/control-plane/etcd-peers';

export default defineLaw({
  id: 'control-plane/etcd-timing',
  title: 'etcd waits long enough before it looks for a new leader',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'An error for values etcd refuses to start with; the rest warns, for it shows under load only.',
  signature: 'S5',
  why: 'A follower that hears nothing for one election timeout calls an election, in which nothing is written. Too short a time turns each slow disk or packet into one.',
  remedy: 'Set --election-timeout to ten times --heartbeat-interval, which is the round trip between members; the same on all of them. The defaults, 1000 and 100 ms, fit one region.',
  keptBy: '`KubeadmConfiguration` writes it.',
  waiveWhen: 'The values were measured for this network.',
  carriedBy: 'Leader changes are watched by an alert on etcd_server_leader_changes_seen_total.',
  sources: ['mission', 'https://etcd.io/docs/v3.6/tuning/#time-parameters'],
  on: 'EtcdCluster',
  messages: {
    refused: { text: '{etcd} does not start: an election timeout of {election} ms is less than five heartbeats of {heartbeat} ms', severity: 'error' },
    zero: { text: '{etcd} does not start: heartbeat and election timeout must be above zero', severity: 'error' },
    long: { text: '{etcd} does not start: an election timeout of {election} ms is above 50000 ms', severity: 'error' },
    tight: { text: '{etcd} looks for a new leader after {election} ms, less than ten heartbeats of {heartbeat} ms', severity: 'warning' },
    differs: { text: '{etcd} has other times than {peer}: the quickest member keeps calling elections', severity: 'warning' },
  },
  applies: ({ settings }) => settings !== null,
  judge(etcd, { broken }) {
    const heartbeat = etcd.numberFlag('heartbeat-interval', 100);
    const election = etcd.numberFlag('election-timeout', 1000);
    const isSet = etcd.flag('election-timeout') !== undefined;
    const breach = { path: etcd.flagPlace(isSet ? 'election-timeout' : 'heartbeat-interval'), args: { etcd: etcd.title, heartbeat, election } };
    if (heartbeat === 0 || election === 0) return broken('zero', breach);
    if (election < 5 * heartbeat) broken('refused', breach);
    else if (election > 50_000) broken('long', breach);
    else if (election < 10 * heartbeat) broken('tight', breach);
    const peer = peersOf(etcd).find((other) => other.numberFlag('heartbeat-interval', 100) !== heartbeat || other.numberFlag('election-timeout', 1000) !== election);
    if (peer !== undefined) {
      const related = [{ message: 'has other times', resource: peer.declaredBy.resource, path: ['metadata', 'name'] }];
      broken('differs', { ...breach, args: { ...breach.args, peer: peer.title }, related });
    }
  },
});
