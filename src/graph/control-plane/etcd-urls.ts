import { Undecided } from '../reading/unknown';
import type { EtcdCluster } from './etcd-cluster';

/** An address etcd listens at, or tells others. */
export interface EtcdUrl {
  readonly isEncrypted: boolean;
  /** Can only the machine itself reach it? */
  readonly isLoopback: boolean;
}

/** The addresses of a flag; empty where it is not set. What is put together at start is read as far as it is written. */
export function urlsOf(etcd: EtcdCluster, flag: string): readonly EtcdUrl[] {
  const written = etcd.flagText(flag);
  if (written === undefined) return [];
  return written.split(',').map((url) => {
    const [, scheme, host] = /^(https?|unixs?):\/\/(\[[^\]]*\]|[^:/]*)/.exec(url.trim()) ?? [];
    if (scheme === undefined || host === undefined) throw new Undecided(`what --${flag} is set to is not known`, etcd.flagPlace(flag));
    return { isEncrypted: scheme.endsWith('s'), isLoopback: /^(?:localhost|127\.|\[::1\])/.test(host) };
  });
}

/** What is wrong with how etcd keeps strangers out. */
export type TlsGap = 'plainClient' | 'plainPeer' | 'noClientAuth' | 'noPeerAuth' | 'selfSigned' | 'selfSignedPeer';

/** The gaps, each with the flag to look at. Peers matter where there are any: where an address for them is written. */
export function tlsGapsOf(etcd: EtcdCluster): readonly (readonly [gap: TlsGap, flag: string])[] {
  return [
    ...gapsOf(etcd, ['listen-client-urls', 'advertise-client-urls'], 'client-cert-auth', 'auto-tls', ['plainClient', 'noClientAuth', 'selfSigned']),
    ...gapsOf(etcd, ['listen-peer-urls', 'initial-advertise-peer-urls'], 'peer-client-cert-auth', 'peer-auto-tls', ['plainPeer', 'noPeerAuth', 'selfSignedPeer']),
  ];
}

function gapsOf(
  etcd: EtcdCluster, addresses: readonly string[], auth: string, auto: string, [plain, open, selfSigned]: readonly [TlsGap, TlsGap, TlsGap],
): readonly (readonly [TlsGap, string])[] {
  const plainFlag = addresses.find((flag) => urlsOf(etcd, flag).some(({ isEncrypted, isLoopback }) => !isEncrypted && !isLoopback));
  if (plainFlag !== undefined) return [[plain, plainFlag]];
  if (etcd.flag(auto) === 'true') return [[selfSigned, auto]];
  const isServed = addresses.some((flag) => urlsOf(etcd, flag).some(({ isEncrypted }) => isEncrypted));
  return isServed && etcd.flag(auth) !== 'true' ? [[open, auth]] : [];
}
