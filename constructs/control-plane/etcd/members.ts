import type { ScheduledJob } from '../../compute/scheduled-job';
import { nameOf, type NameOf } from '../../named';
import { external } from '../../network/external';
import { quoted } from '../../props/words';
import { demand } from '../../refusal';
import type { StatefulStore } from '../../storage/stateful-store';

/** An etcd, and how a job proves to it who it is. Whoever holds the key reads all of a cluster, its Secrets included. */
export type EtcdAccess = Members & {
  /**
   * Secret of the namespace with `ca.crt`, `tls.crt` and `tls.key`, a pair of keys for clients of etcd. On machines of kubeadm they are
   * `/etc/kubernetes/pki/etcd/ca.crt`, `healthcheck-client.crt` and `healthcheck-client.key`. Serves control-plane/etcd-tls.
   */
  readonly tls: NameOf;
};

type Members =
  | {
    /** All members, by address, or by a name where the network lets pods out by name (`fqdnPolicies`). */
    readonly members: readonly [string, ...string[]];
    /** Where they serve clients. Default 2379. */
    readonly port?: number;
    readonly store?: never;
  }
  | { /** An etcd in the pods of a store, on its port. */ readonly store: StatefulStore; readonly members?: never; readonly port?: never };

/** Where the keys appear. */
const TLS = '/tls';

/** What a job of etcd's is told, and the files it is given. */
export interface Told {
  readonly env: Readonly<Record<'MEMBERS' | 'ETCDCTL_CACERT' | 'ETCDCTL_CERT' | 'ETCDCTL_KEY', string>>;
  readonly files: Readonly<Record<typeof TLS, { readonly secret: string }>>;
}

/** @throws Refusal for no member, one that is named twice, or what is a URL. */
export function told(where: string, { tls, ...access }: EtcdAccess): Told {
  const hosts = hostsOf(access);
  const odd = hosts.find((host, i) => !/^[a-z0-9.:-]+$/i.test(host) || hosts.indexOf(host) !== i || host.includes('://'));
  demand(hosts.length > 0 && odd === undefined, where, 'quorum', () => ({
    found: odd === undefined ? 'an etcd without members' : `member ${quoted(odd)} among ${hosts.map(quoted).join(', ')}`, expected: 'the address or name of each member, each once, without scheme and port',
    remedy: 'write e.g. members: ["10.0.1.10", "10.0.2.10", "10.0.3.10"]',
  }));
  return {
    env: {
      MEMBERS: hosts.map((host) => `https://${isIpv6(host) ? `[${host}]` : host}:${portOf(access)}`).join(' '),
      ETCDCTL_CACERT: `${TLS}/ca.crt`, ETCDCTL_CERT: `${TLS}/tls.crt`, ETCDCTL_KEY: `${TLS}/tls.key`,
    },
    files: { [TLS]: { secret: nameOf(tls) } },
  };
}

/** Lets a job out to the members, and nowhere else. */
export function openWay(job: ScheduledJob, access: Members): void {
  if (access.store !== undefined) {
    job.allow.to(access.store);
    return;
  }
  const port = portOf(access);
  for (const host of hostsOf(access)) {
    job.allow.to(/^[\d.]+$/.test(host) ? external({ cidr: `${host}/32`, port }) : isIpv6(host) ? external({ cidr: `${host}/128`, port }) : external({ fqdn: host, port }));
  }
}

function hostsOf(access: Members): readonly string[] {
  const { store } = access;
  return store === undefined ? access.members : Array.from({ length: store.replicas }, (_, ordinal) => store.replica(ordinal));
}

function portOf(access: Members): number {
  return access.store === undefined ? access.port ?? 2379 : access.store.port.number;
}

function isIpv6(host: string): boolean {
  return host.includes(':');
}
