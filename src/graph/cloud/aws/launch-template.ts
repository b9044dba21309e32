import type { EtcdDisk } from '../../control-plane/etcd-disk';
import type { InstanceMetadata } from '../../identity/instance-metadata';
import { Doubts } from '../../reading/doubts';
import type { Subject } from '../../reading/subject';
import { every, maybe, some, Undecided } from '../../reading/unknown';
import { amount, block, blocks, text } from '../argument';
import { cloud } from '../cloud';
import { CloudResource } from '../cloud-resource';
import { diskIn, EBS_OF_MACHINE, provisionedIn, type DiskForm } from '../etcd/disk-facts';
import { isOfEtcd } from '../etcd/etcd-role';
import type { EtcdStore, ProvisionedDisk } from '../etcd/etcd-store';

/** Says that pods of these nodes need the credentials of their machine. */
const NEEDS_METADATA = 'looplaw.dev/uses-imds';

/** What names a template in a mix of machines. */
const SPECIFICATION = 'launch_template_specification';

/**
 * Devices that Linux starts from, whose disk is of the image.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html
 */
const SYSTEM_DEVICES: ReadonlySet<string | undefined> = new Set(['/dev/sda1', '/dev/xvda']);

/** What machines are started from. */
export class LaunchTemplate extends CloudResource implements EtcdStore {
  readonly caches: EtcdStore['caches'] = [];

  get etcdTitle(): string {
    return `etcd on ${this.title}`;
  }

  /** Are nodes of a cluster started from it? */
  get startsNodes(): boolean {
    return this.graph.join(cloud).seen('aws_eks_node_group').some((group) => templatesOf(group).includes(this));
  }

  /** Does it give disks to machines of etcd? */
  get writesToDisks(): boolean {
    return some(this.mappings, (mapping) => this.givesToEtcd(mapping));
  }

  get disks(): Iterable<EtcdDisk> {
    return this.disksOfEtcd(diskIn);
  }

  get provisioned(): Iterable<ProvisionedDisk> {
    return this.disksOfEtcd(provisionedIn);
  }

  /** Has a machine a disk beside the one it starts from, if it is started from this, local ones that it asks for included? */
  get givesDisks(): boolean {
    return some(blocks(this, 'block_device_mappings'), (mapping) => !isOff(mapping) && (text(mapping, 'virtual_name') ?? '') !== '') || this.mappings.length > 0;
  }

  /** Does it say something of a device? */
  maps(device: string | undefined): boolean {
    return some(blocks(this, 'block_device_mappings'), (mapping) => text(mapping, 'device_name') === device);
  }

  /** Those that declare a disk beside the one a machine starts from. */
  private get mappings(): readonly Subject[] {
    return blocks(this, 'block_device_mappings')
      .filter((mapping) => !isOff(mapping) && !SYSTEM_DEVICES.has(text(mapping, 'device_name')) && blocks(mapping, 'ebs').length > 0);
  }

  private *disksOfEtcd<T>(read: (at: Subject, form: DiskForm) => T): Generator<T> {
    const doubts = new Doubts();
    for (const mapping of this.mappings) {
      const disk = doubts.attempt(() => (this.givesToEtcd(mapping) ? read(block(mapping, 'ebs'), EBS_OF_MACHINE) : undefined));
      if (disk !== undefined) yield disk;
    }
    doubts.settle();
  }

  /** Is a disk one of etcd: by name or tags of the template, or of a machine that is started from it and has nothing of its own in that place? */
  private givesToEtcd(mapping: Subject): boolean {
    return some([
      () => isOfEtcd(this),
      () => some(this.graph.join(cloud).of('aws_autoscaling_group', 'aws_instance'), (at) => every([() => isOfEtcd(at), () => !replaces(at, mapping), () => this.starts(at)], (is) => is())),
    ], (is) => is());
  }

  private starts(started: CloudResource): boolean {
    return some(startsOf(started), (at) => currentTemplatesAt(started, at).includes(this));
  }

  /**
   * How its machines answer.
   * @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/launch_template#metadata-options
   */
  get instanceMetadata(): InstanceMetadata | null {
    const options = block(this, 'metadata_options');
    if (this.in('tags').string(NEEDS_METADATA) === 'true' || text(options, 'http_endpoint') === 'disabled') return null;
    return {
      requiresToken: text(options, 'http_tokens') === 'required',
      hops: amount(options, 'http_put_response_hop_limit') ?? 1,
      tokenField: [...options.path, 'http_tokens'],
      hopField: [...options.path, 'http_put_response_hop_limit'],
    };
  }
}

/** The templates of the set that a machine or a group of them is started from; empty = none of them. Throws `Undecided` where Terraform works that out. */
export function templatesOf(started: CloudResource): readonly LaunchTemplate[] {
  return startsOf(started).flatMap((at) => templatesAt(started, at));
}

/** The same, for what they declare. Throws `Undecided` where an older version of one is named, too: what that one says is not seen. */
export function currentTemplatesOf(started: CloudResource): readonly LaunchTemplate[] {
  return startsOf(started).flatMap((at) => currentTemplatesAt(started, at));
}

function currentTemplatesAt(started: CloudResource, at: Subject): readonly LaunchTemplate[] {
  const found = templatesAt(started, at);
  const written = started.writtenAt(at, 'version');
  const version = typeof written === 'string' || typeof written === 'number' ? String(written) : '$Default';
  const isOlder = !/latest|default/i.test(version) && found.some((template) => maybe(() => text(template, 'latest_version')) !== version);
  if (isOlder) throw new Undecided(`version ${version} of the launch template of ${started.title} is not seen`, [...at.path, 'version']);
  return found;
}

/** Blocks that name a template: one, or those of a group that mixes machines. Only one of both forms may be written. */
function startsOf(started: CloudResource): readonly Subject[] {
  const own = blocks(started, 'launch_template');
  if (own.length > 0 || started.kind !== 'aws_autoscaling_group') return own;
  return blocks(started, 'mixed_instances_policy').flatMap((policy) => blocks(policy, 'launch_template')).flatMap(startsOfMix);
}

/**
 * The template of a mix, and those that some of its types of machines have instead. Where all have one, none is started from that of the mix.
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups-launch-template-overrides.html
 */
function startsOfMix(at: Subject): readonly Subject[] {
  const ofMix = blocks(at, SPECIFICATION);
  const made = at.has('dynamic') ? blocks(at.in('dynamic'), 'override').map((one) => block(one, 'content')) : [];
  // Types of machines that Terraform makes a list of, without templates.
  if (made.length > 0 && !at.has('override') && !made.some((content) => content.has('dynamic') || content.has(SPECIFICATION))) return ofMix;
  const types = blocks(at, 'override');
  const own = types.map((type) => blocks(type, SPECIFICATION));
  return own.length > 0 && own.every(({ length }) => length > 0) ? own.flat() : [...ofMix, ...own.flat()];
}

/**
 * Has a machine something of its own in the place of a disk of its template? EC2 gives it both where their devices have other names.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_FleetBlockDeviceMappingRequest.html
 */
function replaces(started: CloudResource, mapping: Subject): boolean {
  const device = text(mapping, 'device_name');
  return some(['ebs_block_device', 'ephemeral_block_device'], (key) => some(blocks(started, key), (own) => text(own, 'device_name') === device));
}

function templatesAt(started: CloudResource, at: Subject): readonly LaunchTemplate[] {
  return ['id', 'name', 'launch_template_id', 'launch_template_name']
    .flatMap((key) => started.targetsAt(at, key, ['aws_launch_template'], ['id', 'name']))
    .filter((template) => template instanceof LaunchTemplate);
}

/** Does a mapping take a device away? */
function isOff(mapping: Subject): boolean {
  return (text(mapping, 'no_device') ?? '') !== '';
}
