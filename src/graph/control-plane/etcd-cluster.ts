import type { Path } from '../../load/resource';
import type { EtcdStore } from '../cloud/etcd/etcd-store';
import type { KubeObject } from '../object/kube-object';
import { Subject } from '../reading/subject';
import { Undecided } from '../reading/unknown';
import type { Container } from '../workload/container';
import type { Workload } from '../workload/workload';
import { diskOfClaim, disksOfKops, type EtcdDisk } from './etcd-disk';
import { zonesOfKops } from './etcd-nodes';
import type { Settings } from './settings';

/** Who runs the members: the kubelet from a file, pods, kubeadm on its machines, machines of others, kOps, or an operator. */
export type EtcdOrigin = 'staticPod' | 'pods' | 'kubeadm' | 'external' | 'kops' | 'operator';

/** What an object says of the etcd it declares. */
export interface EtcdFacts {
  readonly origin: EtcdOrigin;
  /** From the root of the object: where the cluster is declared. */
  readonly place: Path;
  /** The field that says how many members there are, and its answer, which may throw `Undecided`; `null` = the object does not say. */
  readonly size: { readonly path: Path; readonly members: () => number } | null;
  /** The flags of its members; `null` = the object does not say. */
  readonly settings: Settings | null;
  /** The container a member runs in; `null` where members are no pods of the set. */
  readonly member: Container | null;
}

/** A declared set of etcd members. Findings about it stand at its object. */
export class EtcdCluster extends Subject implements EtcdFacts, EtcdStore {
  readonly caches: EtcdStore['caches'] = [];
  readonly origin: EtcdOrigin;
  readonly place: Path;
  readonly size: EtcdFacts['size'];
  readonly settings: Settings | null;
  readonly member: Container | null;

  constructor(readonly declaredBy: KubeObject, facts: EtcdFacts) {
    super(declaredBy.node, declaredBy, [], null);
    ({ origin: this.origin, place: this.place, size: this.size, settings: this.settings, member: this.member } = facts);
  }

  /** As in `<etcdTitle> writes to gp2`. */
  get etcdTitle(): string {
    return this.title;
  }

  /** How people call it. */
  get title(): string {
    return `etcd of ${this.declaredBy.title}`;
  }

  /** Number of members; zero where it is not declared here. */
  get members(): number {
    return this.size?.members() ?? 0;
  }

  /** That number in words. */
  get count(): string {
    return this.members === 1 ? 'one member' : `${this.members} members`;
  }

  /** Members a write needs. */
  get quorum(): number {
    return Math.floor(this.members / 2) + 1;
  }

  /** The pods of the set that are its members. */
  get workload(): Workload | null {
    return this.member?.pod.workload ?? null;
  }

  /** Does it keep the state of a Kubernetes cluster, and is compacted by its API server? */
  get servesKubernetes(): boolean {
    return this.origin === 'staticPod' || this.origin === 'kubeadm' || this.origin === 'external' || this.origin === 'kops';
  }

  /** Do its members run beside the API server, one on each machine of the control plane? Who names all members to kubeadm has it start one on a machine of etcd. */
  get isStacked(): boolean {
    if (this.origin === 'kubeadm') return this.flagText('initial-cluster') === undefined;
    return this.origin === 'staticPod' || this.origin === 'kops';
  }

  /** A flag of its members; kubeadm's own where it sets one. Throws `Undecided` where the object does not tell. */
  flag(name: string): string | undefined {
    return this.known.get(name) ?? this.byDefault(name);
  }

  /** The same as it is written, with the variables that the start fills in. */
  flagText(name: string): string | undefined {
    return this.known.text(name) ?? this.byDefault(name);
  }

  /** Where a flag is set, else where it would be. */
  flagPlace(name: string): Path {
    return this.settings?.at(name) ?? this.place;
  }

  /** A flag that is a whole number, as etcd counts it; `fallback` where it is not set. Throws `Undecided` for another text. */
  numberFlag(name: string, fallback: number): number {
    const written = this.flag(name);
    if (written === undefined) return fallback;
    if (!/^\d+$/.test(written)) throw new Undecided(`--${name} is no number`, this.flagPlace(name));
    return Number(written);
  }

  /** Number of nodes of the cluster it serves. Throws `Undecided` where none is declared. */
  get nodes(): number {
    const { nodes } = this.declaredBy.graph.profile;
    if (nodes === null) throw new Undecided('how many nodes the cluster has is not declared');
    return nodes;
  }

  /**
   * Throws `Undecided` where more members may come than are named: the first one of a kubeadm cluster names itself only, and the others join
   * it later.
   */
  assertAllNamed(): void {
    if (this.origin === 'staticPod' && this.members === 1) throw new Undecided('the first member names itself only, and others may join it', this.place);
  }

  /** Throws `Undecided` for a folder of a machine: no manifest says which disk is mounted there. */
  assertDiskKnown(): void {
    throw new Undecided('which disk is mounted there is not known', this.place);
  }

  private get known(): Settings {
    if (this.settings === null) throw new Undecided(`the flags of ${this.title} are not in this set`, this.place);
    return this.settings;
  }

  private byDefault(name: string): string | undefined {
    return this.origin === 'kubeadm' ? BY_KUBEADM.get(name) : undefined;
  }

  /** Does the set say which disks its members write to? */
  get writesToDisks(): boolean {
    return this.origin === 'kops' || (this.workload !== null && this.workload.pod.claims.length > 0);
  }

  /** The zone of each member, where its machine is declared; `null` = where the scheduler puts it. */
  get memberZones(): readonly string[] | null {
    return this.origin === 'kops' ? zonesOfKops(this) : null;
  }

  /** The disks its members write to, where Kubernetes makes them. Throws `Undecided` for a class that is not in the set. */
  get disks(): readonly EtcdDisk[] {
    if (this.origin === 'kops') return disksOfKops(this.declaredBy);
    return (this.member?.pod.claims ?? []).flatMap(({ claim, at }) => (claim === null ? [] : [diskOfClaim(claim, at.path)]));
  }

  /** The folder its members keep their data in. */
  get dataFolder(): string {
    return this.flag('data-dir') ?? (this.origin === 'staticPod' ? '/var/lib/etcd' : '/default.etcd');
  }
}

/** What kubeadm starts its etcd with where nothing else is written. */
const BY_KUBEADM: ReadonlyMap<string, string> = new Map([
  ['auto-tls', 'false'],
  ['cert-file', '/etc/kubernetes/pki/etcd/server.crt'],
  ['client-cert-auth', 'true'],
  ['data-dir', '/var/lib/etcd'],
  ['listen-client-urls', 'https://127.0.0.1:2379'],
  ['listen-metrics-urls', 'http://127.0.0.1:2381'],
  ['listen-peer-urls', 'https://127.0.0.1:2380'],
  ['peer-cert-file', '/etc/kubernetes/pki/etcd/peer.crt'],
  ['peer-client-cert-auth', 'true'],
]);
