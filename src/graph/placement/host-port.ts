import { hostPort } from '../defaults/pod-creation';
import type { Subject } from '../reading/subject';
import type { Container } from '../workload/container';
import type { Pod } from '../workload/pod';

/** A port of the node that a container takes for itself. */
export interface HostPort {
  /** The port of the container where it is written. */
  readonly at: Subject;
  readonly container: Container;
  readonly port: number;
  readonly protocol: string;
  /** Address it is taken on; empty = all. */
  readonly ip: string;
}

/** The ports of their node that the pods take, in order. Init containers that end before the app starts take none. */
export function hostPortsOf(pod: Pod): readonly HostPort[] {
  return pod.containers.filter(({ role }) => role !== 'init').flatMap((container) => container.list('ports').flatMap((at) => {
    const [written, containerPort] = [at.number('hostPort'), at.number('containerPort')];
    const port = hostPort({ containerPort: containerPort ?? 0, ...(written !== undefined && { hostPort: written }) }, pod.isOnHostNetwork);
    if (port === undefined || port === 0) return [];
    const ip = at.string('hostIP') ?? '';
    return [{ at, container, port, protocol: at.string('protocol') ?? 'TCP', ip: ip === '0.0.0.0' ? '' : ip }];
  }));
}

/** Is it the very same port, as the API server compares the ports of one pod? */
export function isSame(a: HostPort, b: HostPort): boolean {
  return a.port === b.port && a.protocol === b.protocol && a.ip === b.ip;
}

/** Can no node give out both? */
export function collide(a: HostPort, b: HostPort): boolean {
  return a.port === b.port && a.protocol === b.protocol && (a.ip === '' || b.ip === '' || a.ip === b.ip);
}
