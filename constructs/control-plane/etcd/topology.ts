import type { EtcdTuning } from './tuning';

/** Where etcd runs. */
export type EtcdTopology =
  | { /** Beside the API server, on each machine of the control plane: up to a hundred nodes. */ readonly topology: 'stacked'; readonly tuning?: EtcdTuning }
  | {
    /** On machines of its own. */
    readonly topology: 'external';
    /** All members, three, five or seven. Serves control-plane/etcd-odd-members, etcd-quorum. */
    readonly members: Odd<EtcdMember>;
    readonly tuning?: EtcdTuning;
  };

/** Three, five or seven: an even one more would raise the majority and survive nothing more. */
type Odd<M> = readonly [M, M, M] | readonly [M, M, M, M, M] | readonly [M, M, M, M, M, M, M];

/** A machine of etcd. */
export interface EtcdMember {
  /** Name of the machine, as its kubelet registers it. */
  readonly name: string;
  /** Address the others and the API servers reach it at; of IPv4. */
  readonly address: string;
}
