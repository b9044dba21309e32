import { quoted } from '../props/words';
import { demand } from '../refusal';

const HOST = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Refuses what the API server does not take for the host of an Ingress or a route. */
export function checkHost(where: string, host: string): void {
  demand(host.length <= 253 && HOST.test(host) && !/^[\d.]+$/.test(host), where, 'name', () => ({
    found: `host ${quoted(host)}`, expected: 'a DNS name in lower case, its first label perhaps "*"', remedy: 'write the name users type, without scheme, port or path',
  }));
}
