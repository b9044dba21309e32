import type { Units } from './units';
import { isAutomatic } from './automatic-label';
import type { Declared } from '../object/declared';
import { HOSTNAME, type NodeLabels } from './node-selection';
import type { SchedulableNode } from './schedulable';
import type { Taint } from './taint';
import { ZONE, isZoneKey } from './zone';

/** What is known of nodes that are alike, by whomever they are declared. */
export interface PoolFacts {
  /** How people call it. */
  readonly title: string;
  /** Zones its nodes are in; empty = they carry no label of one, `null` = not known. */
  readonly zones: readonly string[] | null;
  /** Labels, with several values where nodes are made to measure, and with none where no node has it; `null` = any labels. */
  readonly labels: ReadonlyMap<string, readonly string[]> | null;
  readonly taints: readonly Taint[];
  /** Nodes it never has fewer of. */
  readonly minNodes: number;
  /** Nodes at maximum scale: `Infinity` = as many as it takes, `null` = not known. */
  readonly maxNodes: number | null;
  /** Can the cloud take its nodes back at short notice? */
  readonly isSpot: boolean;
  /** What pods can request of one node; `null` = not known. */
  readonly allocatable: Units | null;
  /** Of what a pod can request no more than this, on nodes whose size is not known otherwise. */
  readonly atMost: Units;
  /** What of the set declares it; `null` = the profile does. */
  readonly object: Declared | null;
}

/** A pool of nodes. */
export class NodePool implements NodeLabels {
  constructor(readonly facts: PoolFacts) {}

  get title(): string {
    return this.facts.title;
  }

  /** Values the label has on its nodes. Labels that no declaration lists, and machines set by themselves, are not known. */
  values(key: string): readonly string[] | undefined | null {
    const { labels, zones } = this.facts;
    const listed = labels?.get(key);
    if (listed !== undefined) return listed.length === 0 ? undefined : listed;
    if (zones !== null && (key === ZONE || (isZoneKey(key) && zones.length === 0))) return zones.length === 0 ? undefined : zones;
    return labels === null || isAutomatic(key) ? null : undefined;
  }

  /** One node of it; its zones take turns. */
  node(index: number): SchedulableNode {
    const { zones, allocatable, taints } = this.facts;
    const name = `${this.title}/${index}`;
    const zone = zones?.[index % zones.length];
    const values = (key: string) => {
      const listed = this.values(key);
      if (key === ZONE && zone !== undefined) return [zone];
      return key === HOSTNAME && listed === null ? [name] : listed;
    };
    return { name, labels: { values }, taints, isCordoned: false, allocatable };
  }
}
