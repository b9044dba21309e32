import { probes, type Check, type Health } from '../../network/health';
import { checkPort, type Port } from '../../network/port';
import type { Process } from '../pod/pod-template';

/** How a process nobody calls tells that it is alive: by a command, or on a port that only the kubelet and the scraper of metrics know. */
export type SelfCheck =
  | {
    readonly port?: never;
    /** Must it be restarted? Default: never; a process that exits when it fails needs no check. Serves compute/liveness-safe, startup-probe. */
    readonly health?: { readonly liveness: Extract<Check, { readonly exec: unknown }>; readonly startupSeconds?: number };
  }
  | {
    /** A port for health checks and metrics; no Service leads to it. Serves network/named-ports. */
    readonly port: Port;
    readonly health?: Partial<Health>;
  };

/** The probes of a process nobody calls. */
export function selfChecks(where: string, { port, health }: SelfCheck): Pick<Process, 'port' | 'probes'> {
  if (port !== undefined) checkPort(where, port);
  return { port, probes: probes(where, health ?? {}, port) };
}
