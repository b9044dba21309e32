import { EDGE_JOB, PATH_JOB } from '../../src/signals/network';
import { TOKEN_JOB } from '../../src/signals/identity';
import type { Server } from '../compute/workload/server';
import type { External } from '../network/external';
import { checkHost } from '../network/host';
import { quoted } from '../props/words';
import { demand } from '../refusal';

/** A Service of the cluster. */
export interface ClusterPath {
  readonly to: Server;
  /** Default `/`. */
  readonly path?: `/${string}`;
}

/** A front door, seen from inside: what its users name, and where it is. */
export interface FrontDoorPath {
  /** What stands there; told with the alert. */
  readonly edge: 'alb' | 'agic' | 'gce' | 'gateway' | 'nginx';
  /** The name users type: what the Host header says, and the certificate must. */
  readonly host: string;
  /** Default `/`. */
  readonly path?: `/${string}`;
  /** Default `https`. */
  readonly scheme?: 'https' | 'http';
  /** Address that is asked instead of the one the name has, e.g. `ingress-nginx-controller.ingress-nginx.svc`: so a way is tried before names lead there. */
  readonly at?: string;
  /** The way there, opened in the policy of the prober. */
  readonly reach: External;
}

/** Where tokens of the cloud are fetched. */
export interface TokenPath {
  /** E.g. `sts.eu-west-1.amazonaws.com`, `login.microsoftonline.com`. */
  readonly tokens: string;
  /** The way there, opened in the policy of the prober. */
  readonly reach: External;
}

/** What is probed. */
export type ProbedPath = ClusterPath | FrontDoorPath | TokenPath;

/** How large a request is. */
export type Payload = 'small' | 'large';

/** A path as the prober and its alerts know it. */
export interface Way {
  readonly job: string;
  /** Labels of the series, by which alerts tell one from another. */
  readonly labels: Readonly<Record<string, string>>;
  /** Part of the names of objects. */
  readonly slug: string;
  readonly url: string;
  /** What the Host header and the certificate say, where that is not in the address. */
  readonly host?: string;
  readonly payloads: readonly Payload[];
}

/** What there is to know of a path. @throws Refusal for a host or an address that is none */
export function wayOf(where: string, probed: ProbedPath): Way {
  if ('tokens' in probed) {
    checkHost(where, probed.tokens);
    return { job: TOKEN_JOB, labels: { path: probed.tokens }, slug: probed.tokens, url: `https://${probed.tokens}:${probed.reach.port}/`, payloads: ['small'] };
  }
  const { path = '/' } = probed;
  demand(/^\/[!-~]*$/.test(path), where, 'network/lb-health-path', () => ({ found: `path ${quoted(path)}`, expected: 'a path of a URL', remedy: 'begin it with "/", and encode what is no ASCII' }));
  const tail = path === '/' ? '' : path;
  const ending = tail.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replace(/-$/, '');
  if ('to' in probed) {
    const { to } = probed;
    return {
      job: PATH_JOB, labels: { path: `${to.namespace.name}/${to.name}${tail}` }, slug: `${to.namespace.name}-${to.name}${ending}`,
      url: `http://${to.host}:${to.port.number}${path}`, payloads: ['small', 'large'],
    };
  }
  const { edge, host, scheme = 'https', at = host, reach } = probed;
  checkHost(where, host);
  checkHost(where, at);
  demand(!host.startsWith('*'), where, 'name', () => ({ found: `host "${host}"`, expected: 'one name', remedy: 'name one of those the wildcard stands for' }));
  return {
    job: EDGE_JOB, labels: { path: `${host}${tail}`, edge }, slug: `${host}${ending}`, url: `${scheme}://${at}:${reach.port}${path}`,
    ...(at !== host && { host }), payloads: ['small', 'large'],
  };
}

/** Name of the module of the prober that asks a path. */
export function moduleOf({ host }: Way, payload: Payload): string {
  return host === undefined ? payload : `${payload}-${host}`;
}
