import { urlsOf } from '../../graph/control-plane/etcd-urls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/etcd-metrics-exposed',
  title: 'Prometheus can reach the metrics of etcd',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns: nothing fails, but the one number that tells of a slow disk before the cluster hangs is not seen.',
  signature: 'S5',
  why: 'With kubeadm etcd tells its metrics to its own machine only. The time of fsync, which leads every incident of the control plane, is then in no dashboard; the API server does not tell it.',
  remedy: 'Set --listen-metrics-urls=http://0.0.0.0:2381, let only Prometheus reach the port, and scrape it.',
  keptBy: '`KubeadmConfiguration` writes it.',
  waiveWhen: 'An agent on the machine scrapes the loopback address.',
  carriedBy: 'That somebody scrapes it is the business of observability/use-signals; the alert is on etcd_disk_wal_fsync_duration_seconds.',
  sources: ['mission', 'https://etcd.io/docs/v3.6/op-guide/monitoring/', 'https://etcd.io/docs/v3.6/op-guide/configuration/'],
  on: 'EtcdCluster',
  messages: {
    loopback: { text: '{etcd} tells its metrics to its own machine only', severity: 'warning' },
  },
  applies: ({ settings, origin }) => settings !== null && origin !== 'kops',
  judge(etcd, { broken }) {
    const urls = urlsOf(etcd, 'listen-metrics-urls');
    // Without the flag they are told where clients are served.
    if (urls.length === 0 || urls.some(({ isLoopback }) => !isLoopback)) return;
    broken('loopback', { path: etcd.flagPlace('listen-metrics-urls'), args: { etcd: etcd.title } });
  },
});
