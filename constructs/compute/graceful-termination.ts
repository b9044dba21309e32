import type { Platform } from '../platform';
import { demand } from '../refusal';

/** How a pod leaves. Serves compute/graceful-termination. */
export interface Termination {
  /** Seconds a leaving pod goes on serving, so that load balancers notice. Default 10, at least 5. */
  readonly drainSeconds?: number;
  /** Seconds the process has to finish after SIGTERM. At least 6. */
  readonly shutdownSeconds?: number;
}

/** The fields of pod and container that let it drain. */
export interface Drain {
  readonly terminationGracePeriodSeconds: number;
  readonly lifecycle: object;
}

/** Drain first, then SIGTERM. Before 1.30 there is no sleep action, and the image must bring a `sleep` program. */
export function drain(where: string, platform: Platform, { drainSeconds = 10, shutdownSeconds = 20 }: Termination): Drain {
  demand(Number.isInteger(drainSeconds) && drainSeconds >= 5 && Number.isInteger(shutdownSeconds) && shutdownSeconds > 5, where,
    'compute/graceful-termination', () => ({
      found: `drainSeconds ${drainSeconds}, shutdownSeconds ${shutdownSeconds}`,
      expected: 'whole seconds: at least 5 to drain, more than 5 to shut down',
      remedy: 'leave the defaults (10 and 20), or raise them',
    }));
  const preStop = platform.isAtLeast('1.30') ? { sleep: { seconds: drainSeconds } } : { exec: { command: ['sleep', String(drainSeconds)] } };
  return { terminationGracePeriodSeconds: drainSeconds + shutdownSeconds, lifecycle: { preStop } };
}
