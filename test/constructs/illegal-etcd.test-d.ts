import type { Chart } from 'cdk8s';
import { EtcdDefrag, EtcdRestoreDrill, EtcdSnapshots, KubeadmConfiguration, type GuardedNamespace, type WorkloadIdentity } from '../../constructs';

/** Never called: it is enough that the compiler reads it. Each line marked must not compile, and the unmarked ones must. */
export function illegalEtcd(chart: Chart, namespace: GuardedNamespace, identity: WorkloadIdentity): void {
  const job = { namespace, image: 'ghcr.io/acme/etcd-tools:3.6.6', priorityClassName: 'batch' } as const;
  const access = { members: ['10.0.1.10', '10.0.2.10', '10.0.3.10'], tls: 'etcd-client' } as const;
  new EtcdDefrag(chart, 'ok', { ...job, ...access });
  const snapshots = new EtcdSnapshots(chart, 'ok', { ...job, ...access, to: { mechanism: 'gcs', bucket: 'acme-etcd', identity } });
  new EtcdRestoreDrill(chart, 'ok', { image: job.image, priorityClassName: job.priorityClassName, of: snapshots, identity });

  // @ts-expect-error -- no key: etcd would have to take everybody
  new EtcdDefrag(chart, 'x', { ...job, members: access.members });
  // @ts-expect-error -- an etcd without members
  new EtcdDefrag(chart, 'x', { ...job, ...access, members: [] });
  // @ts-expect-error -- snapshots to nowhere
  new EtcdSnapshots(chart, 'x', { ...job, ...access });
  // @ts-expect-error -- the folder of etcd itself
  new EtcdSnapshots(chart, 'x', { ...job, ...access, to: { mechanism: 'hostPath', path: '/var/lib/etcd' } });
  // @ts-expect-error -- a claim that is there already, which may be that of etcd
  new EtcdSnapshots(chart, 'x', { ...job, ...access, to: { mechanism: 'disk', claim: 'data-etcd-0' } });
  // @ts-expect-error -- a bucket that is opened with a key
  new EtcdSnapshots(chart, 'x', { ...job, ...access, to: { mechanism: 's3', bucket: 'acme-etcd', region: 'us-east-1', accessKey: 'etcd-backup' } });
  // @ts-expect-error -- a drill with the key of the real etcd
  new EtcdRestoreDrill(chart, 'x', { image: job.image, priorityClassName: job.priorityClassName, of: snapshots, identity, tls: 'etcd-client' });

  const cluster = {
    kubernetesVersion: 'v1.34.2', controlPlaneEndpoint: 'api.acme.example:6443', nodes: 400, files: { auditPolicy: '/etc/kubernetes/audit.yaml', encryption: '/etc/kubernetes/encryption.yaml' },
  } as const;
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name, i) => ({ name, address: `10.0.0.${i}` })) as [Member, Member, Member, Member];
  new KubeadmConfiguration({ ...cluster, etcd: { topology: 'external', members: [a, b, c] } });
  // @ts-expect-error -- four members
  new KubeadmConfiguration({ ...cluster, etcd: { topology: 'external', members: [a, b, c, d] } });
  // @ts-expect-error -- an address without a port
  new KubeadmConfiguration({ ...cluster, controlPlaneEndpoint: 'api.acme.example', etcd: { topology: 'stacked' } });
  // @ts-expect-error -- nobody says how large the cluster grows
  new KubeadmConfiguration({ ...cluster, nodes: undefined, etcd: { topology: 'stacked' } });
  // @ts-expect-error -- members beside the API server are nobody's choice
  new KubeadmConfiguration({ ...cluster, etcd: { topology: 'stacked', members: [a, b, c] } });
}

interface Member {
  readonly name: string;
  readonly address: string;
}
