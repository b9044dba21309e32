import type { EtcdDisk } from '../../control-plane/etcd-disk';
import { Doubts } from '../../reading/doubts';
import type { Subject } from '../../reading/subject';
import { some, Undecided } from '../../reading/unknown';
import { blocks, text } from '../argument';
import { currentTemplatesOf, type LaunchTemplate } from '../aws/launch-template';
import { cloud } from '../cloud';
import { CloudResource } from '../cloud-resource';
import { diskIn, EBS_OF_MACHINE, provisionedIn, type DiskForm } from './disk-facts';
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

  /** Is it one of etcd with disks that are written in it, or that its launch template may give it where that is not seen? */
  get writesToDisks(): boolean {
    return this.isOfEtcd && (blocks(this, 'ebs_block_device').length > 0 || this.templates === null);
  }

  get disks(): Iterable<EtcdDisk> {
    return this.readDisks(diskIn, ['volume_type']);
  }

  get provisioned(): Iterable<ProvisionedDisk> {
    return this.readDisks(provisionedIn, ['volume_type', 'iops']);
  }

  /** Has it no disk but the one it starts from? Throws `Undecided` where one that is attached, or of its launch template, may be its own. */
  get hasOnlySystemDisk(): boolean {
    return !some([() => INLINE.some((name) => blocks(this, name).length > 0), () => this.isOfLocalDisks, () => this.isAttachedTo, () => this.seenTemplates.some(({ givesDisks }) => givesDisks)], (has) => has());
  }

  /** Has its type disks of its own? The machine's word counts before that of its template. */
  private get isOfLocalDisks(): boolean {
    const [template] = this.seenTemplates;
    const type = template === undefined || this.has('instance_type') ? text(this, 'instance_type') ?? '' : text(template, 'instance_type');
    if (type === undefined) throw new Undecided(`of which type ${this.title} is is not known`, ['instance_type']);
    return LOCAL_NVME.test(type);
  }

  private get isAttachedTo(): boolean {
    const world = this.graph.join(cloud);
    return ATTACHMENTS.some(([type, argument]) => world.of(type).some((attachment) => attachment.targets(argument, [this.kind], ['id', 'self_link', 'name']).includes(this)));
  }

  /** Its launch template, if it has one; `null` = it has one that is not in the set. */
  private get templates(): readonly LaunchTemplate[] | null {
    const templates = currentTemplatesOf(this);
    return templates.length === 0 && blocks(this, 'launch_template').length > 0 ? null : templates;
  }

  private get seenTemplates(): readonly LaunchTemplate[] {
    this.assertTemplateSeen();
    return this.templates ?? [];
  }

  private assertTemplateSeen(): void {
    if (this.templates === null) throw new Undecided(`the launch template of ${this.title} may give it disks`, ['launch_template']);
  }

  /** What is known of its own disks; then that there may be others. Those of a template that is seen are told there. */
  private *readDisks<T>(read: (at: Subject, form: DiskForm) => T, keys: readonly string[]): Generator<T> {
    const doubts = new Doubts();
    for (const at of blocks(this, 'ebs_block_device')) {
      const disk = doubts.attempt(() => {
        this.assertWhole(at, keys);
        return read(at, EBS_OF_MACHINE);
      });
      if (disk !== undefined) yield disk;
    }
    doubts.attempt(() => { this.assertTemplateSeen(); });
    doubts.settle();
  }

  /** What a disk does not say, the template may say of the same device. */
  private assertWhole(at: Subject, keys: readonly string[]): void {
    const left = keys.find((key) => !at.has(key));
    if (left === undefined || !(this.templates ?? [null]).some((template) => template?.maps(text(at, 'device_name')) !== false)) return;
    throw new Undecided(`whether the launch template of ${this.title} says it is not known`, [...at.path, left]);
  }
}
