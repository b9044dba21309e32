import type { Join } from '../../join';
import { Subject } from '../../reading/subject';
import { Undecided, maybe } from '../../reading/unknown';
import { Disk } from './disk';

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
  return [...byStack.values()].map((disks) => new EtcdMembers(disks));
};
