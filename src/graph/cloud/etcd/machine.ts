import type { EtcdDisk } from '../../control-plane/etcd-disk';
import type { Subject } from '../../reading/subject';
import { Undecided } from '../../reading/unknown';
import { blocks, text } from '../argument';
import { cloud } from '../cloud';
import { CloudResource } from '../cloud-resource';
import { diskIn, EBS_OF_MACHINE, provisionedIn } from './disk-facts';
import { isOfEtcd } from './etcd-role';
import type { EtcdStore, ProvisionedDisk } from './etcd-store';

/** Blocks of a machine that are disks beside the one it starts from. */
const INLINE = ['ebs_block_device', 'ephemeral_block_device', 'attached_disk', 'scratch_disk'];
/** What attaches a disk to a machine, and the argument that names the machine. */
const ATTACHMENTS: readonly (readonly [type: string, argument: string])[] = [
  ['aws_volume_attachment', 'instance_id'], ['azurerm_virtual_machine_data_disk_attachment', 'virtual_machine_id'], ['google_compute_attached_disk', 'instance'],
];
/** Machines of AWS with local NVMe disks: i3, im4gn, m5d, c6gd … */
const LOCAL_NVME = /^(?:i\d|im\d|is\d|d\d|h\d|[a-z]+\d+[a-z]*d[a-z]*)[a-z]*\./;

/** A machine of a cloud. */
export class Machine extends CloudResource implements EtcdStore {
  readonly caches: EtcdStore['caches'] = [];

  get etcdTitle(): string {
    return `etcd on ${this.title}`;
  }

  get isOfEtcd(): boolean {
    return isOfEtcd(this);
  }

  /** Is it one of etcd with disks that are written in it? */
  get writesToDisks(): boolean {
    return this.isOfEtcd && this.volumes.length > 0;
  }

  get disks(): readonly EtcdDisk[] {
    return this.volumes.map((at) => diskIn(at, EBS_OF_MACHINE));
  }

  get provisioned(): readonly ProvisionedDisk[] {
    return this.volumes.map((at) => provisionedIn(at, EBS_OF_MACHINE));
  }

  /** Has it no disk but the one it starts from? Throws `Undecided` where a disk that is attached may be its own. */
  get hasOnlySystemDisk(): boolean {
    if (INLINE.some((name) => blocks(this, name).length > 0)) return false;
    const isFromTemplate = blocks(this, 'launch_template').length > 0;
    if (!isFromTemplate && LOCAL_NVME.test(text(this, 'instance_type') ?? '')) return false;
    const world = this.graph.join(cloud);
    if (ATTACHMENTS.some(([type, argument]) => world.of(type).some((attachment) => attachment.targets(argument, [this.kind], ['id', 'self_link', 'name']).includes(this)))) return false;
    if (isFromTemplate) throw new Undecided(`the launch template of ${this.title} may give it disks`, ['launch_template']);
    return true;
  }

  private get volumes(): readonly Subject[] {
    return blocks(this, 'ebs_block_device');
  }
}
