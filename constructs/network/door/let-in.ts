import type { StatelessService } from '../../compute/stateless-service';
import type { Peer } from '../peer';

/** Opens the policy of a service for who sends its requests, and asks for its health: where it serves, and where it answers for itself. */
export function letIn(backend: StatelessService, sources: readonly Peer[]): void {
  const { port } = backend.health;
  for (const source of sources) {
    backend.allow.from(source);
    if (port !== undefined) backend.policy.allowFrom(source, port.number);
  }
}
