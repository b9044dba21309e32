import { apiServerFlagsOf, apiServerGapsOf } from '../../graph/control-plane/api-server';
import { defineLaw } from '../../law';

export default defineLaw({
  id: 'control-plane/apiserver-closed',
  title: 'The API server lets nobody past its checks, and keeps a trace',
  owner: 'platform',
  presets: ['strict'],
  because: 'Asked in strict only, for the method does not name these flags; errors where the API server takes everybody at his word.',
  signature: 'S5',
  shows: { symptom: 'objects appear or vanish, and nobody can tell who did it', blamed: 'an operator', cause: 'a check of the API server is off, or its audit log is' },
  why: 'Every rule of a cluster holds at the API server or nowhere. With a check switched off there any pod is an administrator, and without an audit log nobody finds out.',
  remedy: 'Authorize with Node,RBAC, admit with NodeRestriction, reach etcd by https, and set --audit-policy-file, --encryption-provider-config and --profiling=false. Anonymous requests stay on: the probes of kubeadm need them.',
  waiveWhen: 'The cluster is for tests, or a proxy before it keeps the audit log.',
  sources: [
    'https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/',
    'https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/',
    'https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/',
  ],
  on: 'Manifest',
  messages: {
    alwaysAllow: { text: 'the API server of {object} allows every request (--authorization-mode)', severity: 'error' },
    plainEtcd: { text: 'the API server of {object} talks with etcd without encryption', severity: 'error' },
    noNodeRestriction: { text: 'the API server of {object} lets each kubelet change every node and pod: NodeRestriction is off', severity: 'warning' },
    noAudit: { text: 'the API server of {object} keeps no audit log: no policy is set', severity: 'warning' },
    plainSecrets: { text: 'the API server of {object} stores Secrets as they are', severity: 'warning' },
    profiling: { text: 'the API server of {object} serves profiles of itself', severity: 'info' },
  },
  applies: (object) => apiServerFlagsOf(object) !== null,
  judge(object, { broken }) {
    const flags = apiServerFlagsOf(object);
    if (flags === null) return;
    for (const { is, flag } of apiServerGapsOf(object, flags)) broken(is, { path: flags.at(flag), args: { object: object.title } });
  },
});
