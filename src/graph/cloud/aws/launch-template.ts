import type { EtcdDisk } from '../../control-plane/etcd-disk';
import type { InstanceMetadata } from '../../identity/instance-metadata';
import type { Subject } from '../../reading/subject';
import { maybe, some, Undecided } from '../../reading/unknown';
import { amount, block, blocks, text } from '../argument';
import { cloud } from '../cloud';
import { CloudResource } from '../cloud-resource';
import { diskIn, EBS_OF_MACHINE, provisionedIn } from '../etcd/disk-facts';
import { isOfEtcd } from '../etcd/etcd-role';
import type { EtcdStore, ProvisionedDisk } from '../etcd/etcd-store';

/** Says that pods of these nodes need the credentials of their machine. */
const NEEDS_METADATA = 'looplaw.dev/uses-imds';

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

  /** Does it give disks to machines of etcd: by its own name or tags, or those of what is started from it? */
  get writesToDisks(): boolean {
    return this.volumes.length > 0 && some([() => isOfEtcd(this), () => some(this.graph.join(cloud).of('aws_autoscaling_group', 'aws_instance'), (at) => this.givesDisksTo(at))], (is) => is());
  }

  get disks(): Iterable<EtcdDisk> {
    return this.volumes.map((at) => diskIn(at, EBS_OF_MACHINE));
  }

  get provisioned(): Iterable<ProvisionedDisk> {
    return this.volumes.map((at) => provisionedIn(at, EBS_OF_MACHINE));
  }

  /** Has a machine a disk beside the one it starts from, if it is started from this, local ones that it asks for included? */
  get givesDisks(): boolean {
    return some(blocks(this, 'block_device_mappings'), (mapping) => !isOff(mapping) && (text(mapping, 'virtual_name') ?? '') !== '') || this.volumes.length > 0;
  }

  /** Disks that it declares beside the one a machine starts from. */
  private get volumes(): readonly Subject[] {
    return blocks(this, 'block_device_mappings')
      .filter((mapping) => !isOff(mapping) && !SYSTEM_DEVICES.has(text(mapping, 'device_name')))
      .flatMap((mapping) => blocks(mapping, 'ebs'));
  }

  /** Is it of etcd, started from this, and has it no disks that take their place? */
  private givesDisksTo(started: CloudResource): boolean {
    return isOfEtcd(started) && currentTemplatesOf(started).includes(this) && blocks(started, 'ebs_block_device').length === 0;
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
  return startsOf(started).flatMap((at) => {
    const found = templatesAt(started, at);
    const written = started.writtenAt(at, 'version');
    const version = typeof written === 'string' || typeof written === 'number' ? String(written) : '$Default';
    const isOlder = !/latest|default/i.test(version) && found.some((template) => maybe(() => text(template, 'latest_version')) !== version);
    if (isOlder) throw new Undecided(`version ${version} of the launch template of ${started.title} is not seen`, [...at.path, 'version']);
    return found;
  });
}

/** Blocks that name a template: one, or those of a group that mixes machines. Only one of both forms may be written. */
function startsOf(started: CloudResource): readonly Subject[] {
  const own = blocks(started, 'launch_template');
  if (own.length > 0 || started.kind !== 'aws_autoscaling_group') return own;
  return blocks(started, 'mixed_instances_policy').flatMap((policy) => blocks(policy, 'launch_template')).flatMap((at) => blocks(at, 'launch_template_specification'));
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
