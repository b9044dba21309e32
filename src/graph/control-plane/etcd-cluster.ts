import { parseImage } from '../workload/image';
import { Subject } from '../reading/subject';
import { Undecided } from '../reading/unknown';
import type { Container } from '../workload/container';
import type { KubeObject } from '../object/kube-object';
import { Workload } from '../workload/workload';

/** A declared set of etcd members; its place is the field that says how many there are. */
export class EtcdCluster extends Subject {
  constructor(at: Subject, readonly field: string, readonly members: number) {
    super(at.node, at.up === null ? at : at.up, at.up === null ? [] : at.steps, null);
  }
}

/** The etcd member sets an object declares: etcd's own pods, kubeadm, Cluster API and kOps configuration. */
export function etcdClustersOf(object: KubeObject): readonly EtcdCluster[] {
  if (object instanceof Workload) return ofWorkload(object);
  switch (`${object.group}/${object.kind}`) {
    case 'kubeadm.k8s.io/ClusterConfiguration':
      return ofClusterConfiguration(object);
    case 'controlplane.cluster.x-k8s.io/KubeadmControlPlane':
      return ofControlPlane(object);
    case 'etcd.database.coreos.com/EtcdCluster':
    case 'operator.etcd.io/EtcdCluster':
      return object.spec.has('size') ? [new EtcdCluster(object.spec, 'size', object.spec.number('size') ?? 0)] : [];
    case 'kops.k8s.io/Cluster':
      return object.spec.list('etcdClusters').map((c) => new EtcdCluster(c, 'etcdMembers', c.items('etcdMembers').length));
    default:
      return [];
  }
}

function ofWorkload(workload: Workload): readonly EtcdCluster[] {
  const container = workload.pod.containers.find((c) => c.role === 'app' && parseImage(c.string('image') ?? '').repository.split('/').at(-1) === 'etcd');
  if (container === undefined) return [];
  const initial = flag(container, 'initial-cluster');
  if (initial !== undefined) return [new EtcdCluster(container, initial.field, membersIn(container, initial.value))];
  return workload.kind === 'StatefulSet' ? [new EtcdCluster(workload.spec, 'replicas', workload.maximumScale)] : [];
}

/** Members named at start. One that joins names those of that moment, who may be fewer than there will be. */
function membersIn(container: Container, initialCluster: string): number {
  if (initialCluster.includes('$')) throw new Undecided('--initial-cluster is put together when the container starts', container.path);
  if (flag(container, 'initial-cluster-state')?.value === 'existing') {
    throw new Undecided('a member that joins an existing cluster does not say how many there will be', container.path);
  }
  return initialCluster.split(',').filter((member) => member !== '').length;
}

function ofClusterConfiguration(configuration: Subject): readonly EtcdCluster[] {
  const external = configuration.in('etcd').in('external');
  return external.has('endpoints') ? [new EtcdCluster(external, 'endpoints', external.items('endpoints').length)] : [];
}

/** Members are stacked on the control-plane machines unless an external etcd is named. */
function ofControlPlane(plane: KubeObject): readonly EtcdCluster[] {
  const configuration = plane.spec.in('kubeadmConfigSpec').in('clusterConfiguration');
  if (configuration.in('etcd').has('external')) return ofClusterConfiguration(configuration);
  return [new EtcdCluster(plane.spec, 'replicas', plane.spec.number('replicas') ?? 1)];
}

/** A flag of etcd: `--f=v` or `--f v` in command and args, else the environment variable `ETCD_F`. */
function flag(container: Container, name: string): { readonly value: string; readonly field: string } | undefined {
  for (const field of ['command', 'args']) {
    const words = container.strings(field);
    for (const [i, word] of words.entries()) {
      if (word.startsWith(`--${name}=`)) return { value: word.slice(name.length + 3), field };
      if (word === `--${name}`) return { value: words[i + 1] ?? '', field };
    }
  }
  const variable = container.list('env').find((e) => e.string('name') === `ETCD_${name.toUpperCase().replaceAll('-', '_')}`);
  const value = variable?.string('value');
  return value === undefined ? undefined : { value, field: 'env' };
}
