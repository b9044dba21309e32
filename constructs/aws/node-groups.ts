import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group/index.js';
import type { IamRole } from '@cdktf/provider-aws/lib/iam-role/index.js';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template/index.js';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { NodePool } from '../compute/placement/node-pool';
import { checkSize } from '../compute/placement/worker-pools';
import { checked } from '../props/checked';
import { isLaterText } from '../props/later';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { SHAPES } from './shapes';
import { waysOutOf, type ZonedNetwork } from './zoned-network';

/** How many nodes there are, and of what kind. */
export interface Sized {
  /** Nodes that are always there. @later */
  readonly min: number;
  /** Nodes the autoscaler may go to; where that is known later, nobody reckons with it. @later */
  readonly max: number;
  /** Disk of a node in GiB, for images, logs and scratch. Default 100. @later */
  readonly diskGib?: number;
  /** Default `x86_64`; must be that of the machines. */
  readonly architecture?: 'x86_64' | 'arm64';
  /** Beside `looplaw.dev/pool`. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** One pool. */
export interface NodeGroupsProps {
  /** Name of the EKS cluster: text, or the attribute of the cluster. */
  readonly cluster: string;
  /** Subnets by zone; machines wait for its ways out. */
  readonly network: ZonedNetwork;
  /** What the machines are to AWS. */
  readonly role: IamRole;
  /** What has to be there first, such as the policies of the role. */
  readonly dependsOn: readonly ITerraformDependable[];
  /** A letter, then up to 19 lower-case letters, digits and dashes. */
  readonly name: string;
  /** Numbers and kinds of machines. */
  readonly size: Sized & {
    /** Such as `m7i.large`, of one architecture. @later */
    readonly instanceTypes: readonly [string, ...string[]];
  };
  /** What nodes are labelled with, and what keeps other pods off; `null` = they take every pod. */
  readonly pool: { readonly labels: NodePool['labels']; readonly taint: NodePool['taint'] | null };
  /** Machines that AWS takes back at two minutes' notice. Default `false`. */
  readonly isSpot?: boolean;
  /** A group for each zone, so that a new node comes up where a disk is. Sizes are then those of one zone. Default `false`: one group over all. */
  readonly isZonal?: boolean;
  /** Key the disks are encrypted with. Default: the one of the account. */
  readonly kmsKeyArn?: string;
}

/** A pool of nodes: one group, or one per zone. Serves identity/imds-guard, compute/zonal-node-groups. */
export class NodeGroups extends Construct {
  readonly template: LaunchTemplate;
  readonly groups: readonly EksNodeGroup[];
  readonly pool: NodeGroupsProps['pool'];
  readonly max: number;
  readonly isZonal: boolean;

  /** @throws Refusal for a name or a size that is none, and for machines of another architecture. */
  constructor(scope: Construct, id: string, props: NodeGroupsProps) {
    super(scopeOf(scope, id), id);
    const { cluster, network, role, dependsOn, name, size, pool, isSpot = false, isZonal = false, kmsKeyArn } = checked(SHAPES, 'NodeGroupsProps', this.node.path, props);
    const { min, max, diskGib = 100, architecture = 'x86_64', labels = {}, instanceTypes } = size;
    checkSize(this.node.path, size);
    demand(/^[a-z](?:[a-z0-9-]{0,18}[a-z0-9])?$/.test(name), this.node.path, 'name', () => ({
      found: `pool "${name}"`, expected: 'a letter, then at most 19 lower-case letters, digits and dashes', remedy: 'shorten it: EKS takes 37 signs, and the zone is added',
    }));
    const strange = instanceTypes.find((type) => !isLaterText(type) && GRAVITON.test(type) !== (architecture === 'arm64'));
    demand(strange === undefined, this.node.path, 'platform', () => ({
      found: `${strange} in pool "${name}", whose image is for ${architecture}`, expected: 'machines of one architecture', remedy: `say architecture: "${architecture === 'arm64' ? 'x86_64' : 'arm64'}", or choose other machines`,
    }));
    this.pool = { ...pool, labels: { ...labels, ...pool.labels } };
    this.max = max;
    this.isZonal = isZonal;
    const tags = { Name: `${this.node.id}-node`, 'looplaw:pool': name };
    this.template = new LaunchTemplate(this, 'Template', {
      updateDefaultVersion: true,
      // One hop: an answer with the credentials of the node ends there, and does not reach pods.
      metadataOptions: { httpEndpoint: 'enabled', httpTokens: 'required', httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [{
        deviceName: '/dev/xvda',
        ebs: { volumeType: 'gp3', volumeSize: diskGib, encrypted: 'true', deleteOnTermination: 'true', ...(kmsKeyArn !== undefined && { kmsKeyId: kmsKeyArn }) },
      }],
      tagSpecifications: [{ resourceType: 'instance', tags }, { resourceType: 'volume', tags }],
    });
    const { taint } = pool;
    const group = (of: string, zones: readonly string[]) => new EksNodeGroup(this, of, {
      clusterName: cluster, nodeGroupNamePrefix: `${of}-`, nodeRoleArn: role.arn, subnetIds: zones.map((zone) => network.subnets[zone]!), instanceTypes: [...instanceTypes],
      amiType: architecture === 'arm64' ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD',
      capacityType: isSpot ? 'SPOT' : 'ON_DEMAND',
      launchTemplate: { id: this.template.id, version: '${' + `${this.template.fqn}.latest_version` + '}' },
      labels: this.pool.labels,
      ...(taint !== null && { taint: [{ key: taint.key, value: taint.value, effect: EFFECTS[taint.effect] }] }),
      // The autoscaler decides from here on.
      scalingConfig: { minSize: min, maxSize: max, desiredSize: min },
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: true },
      dependsOn: [...dependsOn, ...waysOutOf(network, this, zones)],
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ['scaling_config[0].desired_size'] },
    });
    this.groups = isZonal
      ? Object.keys(network.subnets).map((zone) => group(`${name}-${zone}`, [zone]))
      : [group(name, Object.keys(network.subnets))];
  }
}

/** Machines with processors of Arm: a1, m7g, c7gn, im4gn, t4g … and not g5, whose letter is of graphics. */
const GRAVITON = /^(?:a1|[a-z]+\d+[a-z]*g[a-z]*)\./;
const EFFECTS = { NoSchedule: 'NO_SCHEDULE', NoExecute: 'NO_EXECUTE' } as const;
