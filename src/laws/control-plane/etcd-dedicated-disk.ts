import { defineLaw } from '../../law';
import { Machine } from '../../graph/cloud/etcd/machine';
import { dataVolumeOf, sharersOf } from '../../graph/control-plane/etcd-disk';

export default defineLaw({
  id: 'control-plane/etcd-dedicated-disk',
  title: 'etcd shares its disk with nobody',
  owner: 'platform',
  presets: ['recommended', 'strict'],
  because: 'Warns in recommended, for etcd works until a neighbour writes; an error in strict, as the method wants a disk of its own.',
  unproven: true,
  signature: 'S5',
  why: 'The disk has one queue. Whoever else writes to it, be it logs, images or a second program, makes every change of the cluster wait; and data in a container is gone with it.',
  remedy: 'Give each member a claim of its own that is mounted at --data-dir; on machines, mount a disk of its own at /var/lib/etcd.',
  waiveWhen: 'The cluster is for tests and may be lost.',
  sources: ['mission', 'https://etcd.io/docs/v3.6/op-guide/hardware/#disks'],
  on: 'EtcdHome',
  messages: {
    container: { text: '{etcd} keeps its data in the container: it is gone when that restarts', severity: { recommended: 'warning', strict: 'error' } },
    ephemeral: { text: '{etcd} keeps its data in volume {volume}, on the disk of the node, and loses it with the pod', severity: { recommended: 'warning', strict: 'error' } },
    node: { text: '{etcd} keeps its data in {folder} of its node, beside what the node writes', severity: { recommended: 'warning', strict: 'error' } },
    system: { text: '{etcd} has no disk but the one the machine starts from, and shares it with all that runs there', severity: { recommended: 'warning', strict: 'error' } },
    shared: { text: '{etcd} shares {folder} with {other}, which writes there', severity: { recommended: 'warning', strict: 'error' } },
  },
  applies: (etcd) => (etcd instanceof Machine ? etcd.isOfEtcd : etcd.member !== null),
  judge(etcd, { broken }) {
    if (etcd instanceof Machine) {
      if (etcd.hasOnlySystemDisk) broken('system', { args: { etcd: etcd.etcdTitle } });
      return;
    }
    const { member } = etcd;
    if (member === null) return;
    const volume = dataVolumeOf(member, etcd.dataFolder);
    const { name, hostPath, isClaim, isEphemeral, path } = volume;
    const args = { etcd: etcd.title, volume: name ?? '', folder: hostPath ?? name ?? '' };
    const [other] = sharersOf(member, volume);
    if (other !== undefined) {
      broken('shared', { path, args: { ...args, other: other.title }, related: [{ message: 'writes there', resource: other.resource, path: ['metadata', 'name'] }] });
    }
    if (name === null) broken('container', { path, args });
    else if (isEphemeral) broken('ephemeral', { path, args });
    else if (hostPath !== null && etcd.origin === 'pods') broken('node', { path, args });
    else if (!isClaim) etcd.assertDiskKnown();
  },
});
