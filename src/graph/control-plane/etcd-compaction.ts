import type { KubeObject } from '../object/kube-object';
import { maybe } from '../reading/unknown';
import { apiServers } from './api-server';
import type { EtcdCluster } from './etcd-cluster';

/** How the history of etcd is forgotten. */
export interface Compaction {
  /** By etcd itself, not by itself, or with a value that keeps it from starting. */
  readonly is: 'on' | 'off' | 'invalid';
  readonly value: string;
  /** What the mode wants as value. */
  readonly wanted: string;
  /** The API server of the set that is told not to do it either; `null` = none is. */
  readonly silencedBy: KubeObject | null;
}

/** Reads the retention in its mode: a number of hours or a time for `periodic`, the default; a number of revisions for `revision`. */
export function compactionOf(etcd: EtcdCluster): Compaction {
  const value = etcd.flag('auto-compaction-retention') ?? '0';
  const isPeriodic = (etcd.flag('auto-compaction-mode') ?? 'periodic') !== 'revision';
  const wanted = isPeriodic ? 'number of hours or time such as 8h' : 'number of revisions';
  const isValid = /^\d+$/.test(value) || (isPeriodic && /^(?:\d+(?:\.\d+)?(?:ns|us|ms|s|m|h))+$/.test(value));
  const isOff = /^0+(?:ns|us|ms|s|m|h)?$/.test(value);
  const silenced = isOff && etcd.servesKubernetes ? etcd.declaredBy.graph.join(apiServers).find(({ settings }) => isZero(maybe(() => settings.get('etcd-compaction-interval')))) : undefined;
  if (isOff && etcd.servesKubernetes && silenced === undefined) etcd.declaredBy.graph.assertAllSeen('ClusterConfiguration');
  return { is: !isValid ? 'invalid' : isOff ? 'off' : 'on', value, wanted, silencedBy: silenced?.object ?? null };
}

function isZero(interval: string | null | undefined): boolean {
  return /^0(?:s|m|h|ms|m0s|h0m0s)?$/.test(interval ?? '');
}
