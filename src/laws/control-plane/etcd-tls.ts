import { tlsGapsOf } from '../../graph/control-plane/etcd-urls';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/etcd-tls',
  title: 'etcd talks with known clients and peers only, encrypted',
  owner: 'platform',
  presets: ['strict'],
  because: 'Asked in strict only, for the method does not name it; errors there, as whoever reaches an open etcd owns the cluster.',
  signature: 'S5',
  shows: { symptom: 'objects appear or vanish that no audit log knows', blamed: 'an operator', cause: 'somebody wrote to etcd past the API server' },
  why: 'Roles of Kubernetes mean nothing to etcd: whoever may write to it may write everything, Secrets and cluster-admin included, past every check and log of the API server.',
  remedy: 'Serve https with --cert-file, --key-file and --trusted-ca-file, set --client-cert-auth=true, and the same with --peer-… for members.',
  waiveWhen: 'The network lets only its members and clients reach it, and the data is no secret.',
  sources: ['https://etcd.io/docs/v3.6/op-guide/security/', 'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#securing-etcd-clusters'],
  on: 'EtcdCluster',
  messages: {
    plainClient: { text: '{etcd} serves its clients without encryption (--{flag})', severity: 'error' },
    plainPeer: { text: '{etcd} talks with its peers without encryption (--{flag})', severity: 'error' },
    noClientAuth: { text: '{etcd} takes every client: --client-cert-auth is not true', severity: 'error' },
    noPeerAuth: { text: '{etcd} takes every peer: --peer-client-cert-auth is not true', severity: 'error' },
    selfSigned: { text: '{etcd} makes its own certificates (--auto-tls): no client can tell it from another', severity: 'warning' },
    selfSignedPeer: { text: '{etcd} makes its own certificates for peers (--peer-auto-tls): none can tell the other', severity: 'warning' },
  },
  applies: ({ settings, origin }) => settings !== null && origin !== 'kops',
  judge(etcd, { broken }) {
    for (const [gap, flag] of tlsGapsOf(etcd)) broken(gap, { path: etcd.flagPlace(flag), args: { etcd: etcd.title, flag } });
  },
});
