import { compactionOf } from '../../graph/control-plane/etcd-compaction';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/etcd-compaction',
  title: 'The history of etcd is compacted',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'An error where nothing compacts at all, for the database then grows to its quota and stops, and for a value etcd does not start with. On a Kubernetes etcd it only informs: the API server compacts every five minutes.',
  signature: 'S5',
  why: 'Every version of every key is kept until etcd is told to forget. Without that the database grows to its quota, and then takes no more changes.',
  remedy: 'Set --auto-compaction-mode=periodic and --auto-compaction-retention=8h. A bare number there means hours in this mode, and revisions in the other.',
  keptBy: '`KubeadmConfiguration` writes it.',
  waiveWhen: 'A client compacts by itself, as the API server does.',
  sources: ['mission', 'https://etcd.io/docs/v3.6/op-guide/maintenance/#history-compaction-v3-api-key-value-database'],
  on: 'EtcdCluster',
  messages: {
    nobody: { text: '{etcd} is never compacted: {apiServer} is told not to, and it does not do so by itself', severity: 'error' },
    off: { text: '{etcd} does not compact by itself, and serves no API server that would', severity: 'warning' },
    apiServerOnly: { text: '{etcd} is compacted by the API server only', severity: 'info' },
    invalid: { text: '{etcd} does not start: auto-compaction-retention {value} is no {wanted}', severity: 'error' },
  },
  applies: ({ settings, origin }) => settings !== null && origin !== 'kops',
  judge(etcd, { broken }) {
    const { is, value, wanted, silencedBy } = compactionOf(etcd);
    if (is === 'on') return;
    const breach = { path: etcd.flagPlace('auto-compaction-retention'), args: { etcd: etcd.title, value, wanted, apiServer: silencedBy?.title ?? '' } };
    if (is === 'invalid') broken('invalid', breach);
    else if (silencedBy !== null) broken('nobody', { ...breach, related: [{ message: 'is told not to compact', resource: silencedBy.resource, path: ['kind'] }] });
    else broken(etcd.servesKubernetes ? 'apiServerOnly' : 'off', breach);
  },
});
