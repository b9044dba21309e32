import { parseQuantity } from '../../src/graph/reading/quantity';
import type { ByteQuantity } from '../compute/resources/budget';
import { demand } from '../refusal';

/** What an app says of its requests, once. All timeouts and buffers in front of it follow from this. */
export interface AppTraffic {
  /** Seconds the longest request takes; of sockets and streams, the longest one may be open. Serves network/ingress-timeouts, gateway-timeouts. */
  readonly longestRequestSeconds: number;
  /** Seconds the app keeps an idle connection before it closes it (Node: `server.keepAliveTimeout`). `'forever'`: it never does. Serves network/timeout-chain. */
  readonly keepAliveSeconds: number | 'forever';
  /**
   * What becomes of requests that are open when a pod leaves: the app finishes them, or it closes them and the client comes again, as sockets do.
   * Default `finish`; then the pod is given the time. Serves compute/graceful-termination.
   */
  readonly openAtShutdown?: 'finish' | 'close';
  /** Largest body of a request. Default `1Mi`. Serves network/ingress-buffers. */
  readonly largestBody?: ByteQuantity;
  /** Largest headers of an answer, cookies and tokens among them. Default `16Ki`. Serves network/ingress-buffers. */
  readonly largestHeaders?: ByteQuantity;
}

/** The same, checked, with sizes in bytes. */
export interface Traffic {
  readonly longest: number;
  /** Seconds a pod has to be given to finish; 0 where it closes what is open. */
  readonly finish: number;
  /** Infinity = forever. */
  readonly keepAlive: number;
  readonly body: number;
  readonly headers: number;
}

/** Seconds a front door waits longer than the app: so the app, which knows why, gives the answer. */
const MARGIN = 5;

/** Reads a statement. @throws Refusal for what is no time and no size. */
export function trafficOf(where: string, { longestRequestSeconds, keepAliveSeconds, openAtShutdown = 'finish', largestBody = '1Mi', largestHeaders = '16Ki' }: AppTraffic): Traffic {
  demand(Number.isInteger(longestRequestSeconds) && longestRequestSeconds >= 1, where, 'network/ingress-timeouts', () => ({
    found: `longestRequestSeconds ${longestRequestSeconds}`, expected: 'whole seconds, at least 1', remedy: 'name what the slowest request of a busy day takes',
  }));
  demand(keepAliveSeconds === 'forever' || (Number.isInteger(keepAliveSeconds) && keepAliveSeconds >= 1), where, 'network/timeout-chain', () => ({
    found: `keepAliveSeconds ${keepAliveSeconds}`, expected: 'whole seconds, at least 1, or "forever"',
    remedy: 'look it up in the server of the app: Node closes after 5 seconds, Tomcat after 20, Go never',
  }));
  return {
    longest: longestRequestSeconds,
    finish: openAtShutdown === 'finish' ? longestRequestSeconds : 0,
    keepAlive: keepAliveSeconds === 'forever' ? Infinity : keepAliveSeconds,
    body: bytes(where, 'largestBody', largestBody),
    headers: bytes(where, 'largestHeaders', largestHeaders),
  };
}

/** Seconds to wait for the app: a little longer than it takes, and no less than `atLeast`. @throws Refusal where the door cannot wait that long. */
export function waitFor(where: string, { longest }: Traffic, { atLeast = 0, most }: { readonly atLeast?: number; readonly most: number }): number {
  const wait = longest + MARGIN;
  demand(wait <= most, where, 'network/ingress-timeouts', () => ({
    found: `requests of ${longest} seconds, behind a front door that waits for ${most} at most`, expected: `at most ${most - MARGIN} seconds`,
    remedy: 'answer at once, work in the background, and let the client ask again',
  }));
  return Math.max(wait, atLeast);
}

/** Refuses an app that closes connections its front door still uses: each time they cross, a client gets a 502. */
export function checkKeepAlive(where: string, { keepAlive }: Traffic, reuse: number): void {
  demand(keepAlive > reuse, where, 'network/timeout-chain', () => ({
    found: `an app that closes idle connections after ${keepAlive} seconds, behind a front door that uses them for ${reuse}`,
    expected: `more than ${reuse} seconds`, remedy: `let the app keep them for ${reuse + MARGIN} seconds, and say keepAliveSeconds: ${reuse + MARGIN}`,
  }));
}

/** Refuses headers the front door would answer with 502. */
export function checkHeaders(where: string, { headers }: Traffic, most: number): void {
  demand(headers <= most, where, 'network/ingress-buffers', () => ({
    found: `headers of ${headers} bytes, behind a front door that takes ${most}`, expected: `at most ${most / 1024}Ki`,
    remedy: 'keep sessions on the server, and give the browser a key to them',
  }));
}

/** Seconds an idle connection may be used where the front door lets one choose: not below `least`, and less than the app keeps it. */
export function idleWithin({ keepAlive }: Traffic, least: number, byDefault: number): number {
  return Math.max(least, Math.min(byDefault, keepAlive - MARGIN));
}

function bytes(where: string, what: string, written: string): number {
  const size = Number(parseQuantity(written)?.value() ?? 0);
  demand(size > 0, where, 'network/ingress-buffers', () => ({
    found: `${what} "${written}"`, expected: 'an amount above zero', remedy: 'write bytes, e.g. "8Mi"',
  }));
  return size;
}
