import { parseQuantity } from '../../../src/graph/reading/quantity';
import { positive, type ByteQuantity } from '../../compute/resources/budget';
import { demand } from '../../refusal';

/** How etcd behaves under load. All members are told the same. */
export interface EtcdTuning {
  /** At what size it takes no more changes, 2Gi to 8Gi. Default `8Gi`. Serves control-plane/etcd-quota. */
  readonly quota?: ByteQuantity;
  /** How much history it keeps by itself, in whole hours; the API server asks for less every five minutes. Default `8h`. Serves control-plane/etcd-compaction. */
  readonly retention?: `${number}h`;
  /** Milliseconds between heartbeats, about one round trip between members. Default 100. */
  readonly heartbeat?: number;
  /** Milliseconds without one until members elect another leader, ten heartbeats or more. Default 1000. Serves control-plane/etcd-timing. */
  readonly election?: number;
  /** Port for metrics and health, reached without keys: let only Prometheus in. Default 2381. Serves control-plane/etcd-metrics-exposed. */
  readonly metricsPort?: number;
}

const GIB = 1024n ** 3n;

/** The flags of every member. @throws Refusal for what etcd warns of, or does not start with. */
export function flagsOf(where: string, { quota = '8Gi', retention = '8h', heartbeat = 100, election = 1000, metricsPort = 2381 }: EtcdTuning = {}): Readonly<Record<string, string>> {
  positive(where, 'quota', quota);
  const bytes = parseQuantity(quota)?.value() ?? 0n;
  demand(bytes >= 2n * GIB && bytes <= 8n * GIB, where, 'control-plane/etcd-quota', () => ({
    found: `quota ${quota}`, expected: '2Gi, which etcd has by default, to 8Gi, the most it suggests', remedy: 'leave the default of 8Gi',
  }));
  demand(/^[1-9]\d*h$/.test(retention), where, 'control-plane/etcd-compaction', () => ({
    found: `retention "${retention}"`, expected: 'whole hours from 1', remedy: 'leave the default of 8h',
  }));
  const isTimed = [heartbeat, election].every((time) => Number.isInteger(time) && time > 0) && election >= 10 * heartbeat && election <= 50_000;
  demand(isTimed, where, 'control-plane/etcd-timing', () => ({
    found: `an election after ${election} ms, heartbeats each ${heartbeat} ms`, expected: 'whole milliseconds, ten heartbeats or more before an election, and 50000 at most',
    remedy: 'take the round trip between members as heartbeat, and ten times that for the election',
  }));
  demand(Number.isInteger(metricsPort) && metricsPort > 1023 && metricsPort <= 65535, where, 'network/named-ports', () => ({
    found: `metricsPort ${metricsPort}`, expected: 'a port from 1024 to 65535', remedy: 'leave the default of 2381',
  }));
  return {
    'auto-compaction-mode': 'periodic',
    'auto-compaction-retention': retention,
    'auto-tls': 'false',
    'client-cert-auth': 'true',
    'election-timeout': String(election),
    'heartbeat-interval': String(heartbeat),
    'listen-metrics-urls': `http://0.0.0.0:${metricsPort}`,
    'peer-auto-tls': 'false',
    'peer-client-cert-auth': 'true',
    'quota-backend-bytes': String(bytes),
  };
}
