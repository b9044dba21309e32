import type { RoleProps } from '../identity/aws-identity';
import { demand } from '../refusal';

/** A part of AWS with accounts of its own: the one of most regions, China's, and that of the government of the US. */
export type Partition = NonNullable<RoleProps['partition']>;

const PREFIXES: readonly (readonly [RegExp, Partition | null])[] = [[/^cn-/, 'aws-cn'], [/^us-gov-/, 'aws-us-gov'], [/-iso[a-z]*-|^eusc-/, null]];

/**
 * The partition of a region, or of a zone.
 * @throws Refusal for those that are closed to the public, whose services have names nobody here knows
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOf(where: string, place: string): Partition {
  const partition = PREFIXES.find(([prefix]) => prefix.test(place))?.[1];
  demand(partition !== null, where, 'platform', () => ({ found: `${place}, of a partition of its own`, expected: 'a region of aws, aws-cn or aws-us-gov', remedy: 'write this part by hand: names of services and policies are others there' }));
  return partition ?? 'aws';
}

/** The ARN of a policy that AWS keeps. @param policy path and name, such as `service-role/AmazonEBSCSIDriverPolicy` */
export function managedPolicyArn(partition: Partition, policy: string): string {
  return `arn:${partition}:iam::aws:policy/${policy}`;
}
