import type { Cidr } from './cidr';
import type { Labels } from '../selection/selector';

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** The other end of a connection, as policies tell ends apart. */
export type End =
  | { readonly is: 'pods'; readonly namespace: string; readonly labels: Labels }
  /** Pods of which nothing is known but that they are none of this set. */
  | { readonly is: 'stranger' }
  | { readonly is: 'address'; readonly cidr: Cidr }
  /** Out of the cluster, at addresses nobody wrote down. */
  | { readonly is: 'outside' };

/** A connection somebody wants to make. */
export interface Flow {
  readonly end: End;
  readonly protocol: Protocol;
  readonly port: number;
  /** The number the listening pod gives a port of this name; `undefined` = it has none. Throws `Undecided` where that is not known. */
  readonly named: (name: string) => number | undefined;
}
