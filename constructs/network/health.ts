import { demand } from '../refusal';
import type { Port } from './port';

/** How a container answers for itself, on its own port. */
export type Check =
  | { /** Path of a GET that answers 200 to 399. */ readonly http: `/${string}`; readonly exec?: never; readonly grpc?: never }
  | { /** Command that exits 0. */ readonly exec: readonly [string, ...string[]]; readonly http?: never; readonly grpc?: never }
  | {
    /** Service name of the gRPC health protocol. @empty for the server as a whole */
    readonly grpc: string;
    readonly http?: never;
    readonly exec?: never;
  };

/** What only the app can know about its health; nothing of it is invented. */
export interface Health {
  /** Can it take traffic now? May ask its dependencies. Serves network/readiness-probe. */
  readonly readiness: Check;
  /** Must it be restarted? Never asks a dependency. Default: never; a process that exits when it fails needs none. Serves compute/liveness-safe. */
  readonly liveness?: Check;
  /** Where it answers, if not where it serves: a management port. No Service leads to it. Serves network/named-ports. */
  readonly port?: Port;
  /** Seconds the process may take to start before liveness is asked. Default 60, at least 30. Serves compute/startup-probe. */
  readonly startupSeconds?: number;
}

/** A path that sounds like a question about the neighbours. */
const DEPENDENCY = /(?:^|[/_-])(?:ready|readyz|readiness|deep|db|database)(?:$|[/?_-])/i;

/** The tuned probes of a container. Liveness gives up later than readiness, so a sick pod leaves rotation before it dies. Serves network/probe-tuned. */
export function probes(where: string, { readiness, liveness, startupSeconds = 60 }: Partial<Health>, port: Port | undefined): object {
  const ready = readiness === undefined ? {} : { readinessProbe: { ...probeHandler(readiness, port), periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 } };
  if (liveness === undefined) return ready;

  const isSame = JSON.stringify(liveness) === JSON.stringify(readiness);
  demand(!isSame && !DEPENDENCY.test(liveness.http ?? ''), where, 'compute/liveness-safe', () => ({
    found: isSame ? 'one check for readiness and liveness' : `liveness "${liveness.http}", which reads like a check of dependencies`,
    expected: 'a liveness check that fails only when a restart helps',
    remedy: 'add an endpoint such as "/livez" that asks nobody else, or leave liveness out',
  }));
  demand(Number.isInteger(startupSeconds) && startupSeconds >= 30, where, 'compute/startup-probe', () => ({
    found: `startupSeconds ${startupSeconds}`, expected: '30 or more: a slow start must not look like a dead process', remedy: 'name the slowest start you have seen, doubled',
  }));
  return {
    ...ready,
    livenessProbe: { ...probeHandler(liveness, port), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6 },
    startupProbe: { ...probeHandler(liveness, port), periodSeconds: 5, timeoutSeconds: 3, failureThreshold: Math.ceil(startupSeconds / 5) },
  };
}

/** What a probe asks. Without a port there is nothing to call, so only a command compiles. */
export function probeHandler(check: Check, port: Port | undefined): object {
  if (check.exec !== undefined) return { exec: { command: check.exec } };
  if (check.http !== undefined) return { httpGet: { path: check.http, port: port?.name } };
  return { grpc: { port: port?.number, ...(check.grpc !== '' && { service: check.grpc }) } };
}
