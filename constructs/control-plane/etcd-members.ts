import { demand } from '../refusal';

/** Three, five or seven: an even number costs a member and survives no more. Serves control-plane/etcd-odd-members, etcd-quorum. */
export type OddMembers<M> = readonly [M, M, M] | readonly [M, M, M, M, M] | readonly [M, M, M, M, M, M, M];

/**
 * Refuses members of which a zone holds so many that the quorum goes with it: three stand in three zones, of five no three in one.
 * Serves control-plane/etcd-zone-spread.
 * @param zones of each member
 */
export function checkMembers(where: string, zones: readonly string[]): void {
  const most = Math.floor((zones.length - 1) / 2);
  const crowded = zones.find((zone) => zones.filter((other) => other === zone).length > most);
  demand(crowded === undefined, where, 'control-plane/etcd-zone-spread', () => ({
    found: `${zones.filter((other) => other === crowded).length} of ${zones.length} members in ${crowded}`, expected: `at most ${most}: the others have to be a majority`, remedy: 'spread the members over three zones',
  }));
}
