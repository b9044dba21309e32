import type { Platform } from '../platform';
import { demand } from '../refusal';
import { spotNotice } from './spot';

/** How a process ends. Serves compute/graceful-termination. */
export interface Shutdown {
  /** Seconds the process has to finish after SIGTERM, at least 6. Default 20, or what a spot node leaves. */
  readonly shutdownSeconds?: number;
}

/** How a pod that serves leaves. Serves compute/graceful-termination. */
export interface Termination extends Shutdown {
  /** Seconds a leaving pod goes on serving, so that load balancers notice. Default 10, or 5 on spot nodes; at least 5. */
  readonly drainSeconds?: number;
}

/** The fields of a pod, and those of its container, that let it drain. */
export interface Drain {
  readonly terminationGracePeriodSeconds: number;
  readonly lifecycle?: object;
}

interface Leaver {
  readonly node: { readonly path: string };
  readonly platform: Platform;
}

const DRAIN = 10;
const SHUTDOWN = 20;
/** What load balancers need to notice, and what a process needs at least. */
const LEAST = { drain: 5, shutdown: 6 } as const;

/** Drain first, then SIGTERM. Before 1.30 there is no sleep action, and the image must bring a `sleep` program. */
export function drain(leaver: Leaver, termination: Termination, isSpot: boolean): Drain {
  const { platform } = leaver;
  const isRushed = isSpot && spotNotice(platform) < DRAIN + SHUTDOWN;
  const { drainSeconds = isRushed ? LEAST.drain : DRAIN } = termination;
  const shutdownSeconds = termination.shutdownSeconds ?? Math.min(SHUTDOWN, isSpot ? spotNotice(platform) - drainSeconds : SHUTDOWN);
  demand(isWhole(drainSeconds, LEAST.drain) && isWhole(shutdownSeconds, LEAST.shutdown), leaver.node.path, 'compute/graceful-termination', () => ({
    found: `drainSeconds ${drainSeconds}, shutdownSeconds ${shutdownSeconds}`,
    expected: 'whole seconds: at least 5 to drain, more than 5 to shut down',
    remedy: `leave the defaults (${DRAIN} and ${SHUTDOWN}), or raise them`,
  }));
  checkNotice(leaver, drainSeconds + shutdownSeconds, isSpot);
  const preStop = platform.isAtLeast('1.30') ? { sleep: { seconds: drainSeconds } } : { exec: { command: ['sleep', String(drainSeconds)] } };
  return { terminationGracePeriodSeconds: drainSeconds + shutdownSeconds, lifecycle: { preStop } };
}

/** SIGTERM at once: nobody sends requests to what has no Service. */
export function stop(leaver: Leaver, shutdown: Shutdown, isSpot: boolean): Drain {
  const { shutdownSeconds = Math.min(DRAIN + SHUTDOWN, isSpot ? spotNotice(leaver.platform) : Infinity) } = shutdown;
  demand(isWhole(shutdownSeconds, LEAST.shutdown), leaver.node.path, 'compute/graceful-termination', () => ({
    found: `shutdownSeconds ${shutdownSeconds}`, expected: 'whole seconds, more than 5', remedy: 'name what one piece of work takes at most',
  }));
  checkNotice(leaver, shutdownSeconds, isSpot);
  return { terminationGracePeriodSeconds: shutdownSeconds };
}

function checkNotice({ node: { path }, platform }: Leaver, seconds: number, isSpot: boolean): void {
  const notice = spotNotice(platform);
  demand(!isSpot || seconds <= notice, path, 'compute/spot-safe', () => ({
    found: `${seconds} s to stop, on spot nodes`, expected: `at most the ${notice} s between the notice of ${platform.cloud} and the end of the node`,
    remedy: 'stop faster, or run on nodes that stay',
  }));
}

function isWhole(seconds: number, least: number): boolean {
  return Number.isInteger(seconds) && seconds >= least;
}
