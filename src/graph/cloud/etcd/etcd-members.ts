import type { Join } from '../../join';
import { Subject } from '../../reading/subject';
import { Undecided, maybe } from '../../reading/unknown';
import { Disk } from './disk';
import { calledIn } from './etcd-role';

/** Members of etcd as the disks that Terraform declares for them: one each. Findings stand at the first. */
export class EtcdMembers extends Subject {
  readonly origin = 'terraform';
  readonly size = null;
  readonly workload = null;

  constructor(private readonly all: readonly Disk[]) {
    const [first] = all;
    super(first!.node, first!, [], null);
  }

  get title(): string {
    return `etcd on ${this.all.map(({ title }) => title).join(', ')}`;
  }

  get members(): number {
    return this.all.length;
  }

  /** Members a write needs. */
  get quorum(): number {
    return Math.floor(this.members / 2) + 1;
  }

  /** The field that says where the first one is. */
  get zoneField(): string {
    return this.all[0]!.zoneField;
  }

  /** The zone of each. */
  get memberZones(): readonly string[] {
    return this.all.map((disk) => {
      if (disk.instances !== 1) throw new Undecided(`in which zones the instances of ${disk.title} are is not known`);
      const { zone } = disk;
      if (zone === undefined) throw new Undecided(`the zone of ${disk.title} is not known`);
      return zone;
    });
  }
}

/** The disks of etcd, stack by stack. A part of a cluster does not tell how many there are. */
export const etcdMembers: Join<readonly EtcdMembers[]> = (graph) => {
  if (graph.extent === 'part') return [];
  const byStack = new Map<string, Disk[]>();
  for (const disk of graph.cloudOf(Disk)) {
    if (maybe(() => disk.writesToDisks) !== true) continue;
    const { key } = disk.declaration.stack;
    byStack.set(key, [...(byStack.get(key) ?? []), disk]);
  }
  return [...byStack.values()].flatMap(clustersAmong).map((disks) => new EtcdMembers(disks));
};

/** A name with the number of a member at its end. */
const NUMBERED = /^(.*\D)\d+$/;
/** Members from which a cluster has a quorum to lose. */
const QUORATE = 3;

/**
 * Disks of one stack by the clusters they are of: `main-0` to `main-2` beside `events-0` to `events-2` are two. Where a name has no number, or none
 * of the names would make a cluster of three, all are taken for one.
 */
function clustersAmong(disks: readonly Disk[]): readonly (readonly Disk[])[] {
  const byStem = new Map<string, Disk[]>();
  for (const disk of disks) {
    const stem = NUMBERED.exec(calledIn(disk) ?? '')?.[1];
    if (stem === undefined) return [disks];
    byStem.set(stem, [...(byStem.get(stem) ?? []), disk]);
  }
  const clusters = [...byStem.values()];
  return clusters.some(({ length }) => length >= QUORATE) ? clusters : [disks];
}
