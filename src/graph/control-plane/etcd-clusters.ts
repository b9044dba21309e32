import type { KubeObject } from '../object/kube-object';
import type { Subject } from '../reading/subject';
import { Undecided, maybe } from '../reading/unknown';
import type { Container } from '../workload/container';
import { parseImage } from '../workload/image';
import { Workload } from '../workload/workload';
import { EtcdCluster, type EtcdFacts } from './etcd-cluster';
import { assertWhole, clusterPartOf } from './kubeadm';
import { Settings, settingsOfArgs, settingsOfContainer, wordsOf, type Setting } from './settings';

/** The etcd clusters an object declares: etcd's own pods, kubeadm, Cluster API and kOps configuration, and those of operators. */
export function etcdClustersOf(object: KubeObject): readonly EtcdCluster[] {
  if (object instanceof Workload) return ofWorkload(object).map((facts) => new EtcdCluster(object, facts));
  switch (`${object.group}/${object.kind}`) {
    case 'etcd.database.coreos.com/EtcdCluster':
    case 'operator.etcd.io/EtcdCluster':
      return object.spec.has('size') ? [new EtcdCluster(object, ofOperator(object))] : [];
    case 'kops.k8s.io/Cluster':
      return object.spec.list('etcdClusters').map((etcd) => new EtcdCluster(object, ofKops(etcd)));
    default: {
      const part = clusterPartOf(object);
      return part === null ? [] : [new EtcdCluster(object, ofKubeadm(object, part.at))];
    }
  }
}

function ofWorkload(workload: Workload): readonly EtcdFacts[] {
  if (workload.isJob) return [];
  const member = workload.pod.containers.find((c) => c.role === 'app' && runsEtcd(c));
  if (member === undefined) return [];
  const settings = settingsOfContainer(member, 'etcd', 'ETCD_');
  return [{ origin: workload.isStaticPod ? 'staticPod' : 'pods', place: member.path, settings, member, size: sizeOf(workload, settings) }];
}

/** Its image is known to be etcd's, and it is no client of it. */
function runsEtcd(container: Container): boolean {
  if (parseImage(maybe(() => container.string('image')) ?? '').repository.split('/').at(-1) !== 'etcd') return false;
  const words = wordsOf(container).map(({ text }) => text.split('/').at(-1));
  return words.includes('etcd') || !words.includes('etcdctl');
}

/** What the flag says, else how many pods there are. A member that joins names those of that moment, who may be fewer than there will be. */
function sizeOf(workload: Workload, settings: Settings): EtcdFacts['size'] {
  const named = namedMembers(settings);
  return named === null && workload.kind === 'StatefulSet' ? { path: ['spec', 'replicas'], members: () => workload.maximumScale } : named;
}

function namedMembers(settings: Settings): EtcdFacts['size'] {
  if (settings.at('initial-cluster') === settings.place) return null;
  return {
    path: settings.at('initial-cluster'),
    members: () => {
      const members = (settings.get('initial-cluster') ?? '').split(',').filter((member) => member !== '').length;
      if (settings.get('initial-cluster-state') === 'existing') {
        throw new Undecided('a member that joins an existing cluster does not say how many there will be', settings.at('initial-cluster'));
      }
      return members;
    },
  };
}

/** Members are stacked on the machines of the control plane unless an external etcd is named. */
function ofKubeadm(object: KubeObject, configuration: Subject): EtcdFacts {
  const external = configuration.in('etcd').in('external');
  if (configuration.in('etcd').has('external')) {
    const size = { path: [...external.path, 'endpoints'], members: () => external.items('endpoints').length };
    return { origin: 'external', place: external.path, settings: null, member: null, size };
  }
  const local = configuration.in('etcd').in('local');
  const isPlane = object.kind === 'KubeadmControlPlane';
  const settings = settingsOfArgs(local, 'extraArgs', () => assertWhole(object));
  const size = isPlane ? { path: ['spec', 'replicas'], members: () => replicasOf(object) } : namedMembers(settings);
  return { origin: 'kubeadm', place: local.path, settings, member: null, size };
}

function replicasOf(plane: KubeObject): number {
  if (!plane.spec.has('replicas')) assertWhole(plane);
  return plane.spec.number('replicas') ?? 1;
}

/** kOps has fields for some flags, and hands variables of its manager on to the members. */
function ofKops(etcd: Subject): EtcdFacts {
  const fields = (['heartbeatInterval', 'leaderElectionTimeout'] as const).flatMap((field): readonly Setting[] => {
    const milliseconds = /^(\d+)ms$/.exec(etcd.string(field) ?? '')?.[1];
    const name = field === 'heartbeatInterval' ? 'heartbeat-interval' : 'election-timeout';
    return milliseconds === undefined ? [] : [{ name, value: milliseconds, path: [...etcd.path, field] }];
  });
  const variables = etcd.in('manager').list('env').map((at): Setting => ({
    name: (at.string('name') ?? '').replace(/^ETCD_/, '').toLowerCase().replaceAll('_', '-'), value: at.string('value') ?? '', path: at.path,
  }));
  const size = { path: [...etcd.path, 'etcdMembers'], members: () => etcd.items('etcdMembers').length };
  return { origin: 'kops', place: etcd.path, settings: new Settings([...variables, ...fields], etcd.path), member: null, size };
}

function ofOperator({ spec }: KubeObject): EtcdFacts {
  return { origin: 'operator', place: spec.path, settings: null, member: null, size: { path: ['spec', 'size'], members: () => spec.number('size') ?? 0 } };
}
