import { TerraformStack, type ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import type { Cidr } from '../platform';
import { demand } from '../refusal';

/** A network with a private subnet in each zone: a `ClusterNetwork`, or plain data about one that is there already. */
export interface ZonedNetwork {
  readonly vpcId: string;
  /** Ids of private subnets, by the zone they are in. @filled */
  readonly subnets: Readonly<Record<string, string>>;
  /** Addresses each of them has for nodes and pods. Default: not known, and not checked. */
  readonly addressesPerZone?: number;
  /** Range of each private subnet. Default: not known, and addresses in it are not checked. */
  readonly ranges?: Readonly<Record<string, Cidr>>;
  /** What follows from the network plugin. Default: pods take addresses of the subnets of their nodes. */
  readonly cni?: { readonly drainsNodeSubnets: boolean };
  /** What has to be there before a machine of a zone calls anybody: its way out. Default: it is there. */
  readonly waysOut?: Readonly<Record<string, readonly ITerraformDependable[]>>;
}

/** What machines of some zones wait for. Another stack is there before this one as a whole. */
export function waysOutOf({ waysOut = {} }: ZonedNetwork, scope: Construct, zones: readonly string[]): ITerraformDependable[] {
  const stack = TerraformStack.of(scope);
  return zones.flatMap((zone) => waysOut[zone] ?? []).filter((way) => !Construct.isConstruct(way) || TerraformStack.of(way) === stack);
}

const ZONE = /^([a-z]{2}(?:-[a-z]+)+-\d+)[a-z]$/;

/** The region of some zones. @throws Refusal for zones of several regions, one that is none, one that is named twice. */
export function regionOf(where: string, zones: readonly string[]): string {
  const regions = [...new Set(zones.map((zone) => ZONE.exec(zone)?.[1] ?? ''))];
  const [region = ''] = regions;
  demand(regions.length === 1 && region !== '' && new Set(zones).size === zones.length, where, 'platform', () => ({
    found: `zones ${zones.join(', ')}`, expected: 'zones of one region, each once, such as "eu-west-1a"', remedy: 'copy them from `aws ec2 describe-availability-zones`',
  }));
  return region;
}
