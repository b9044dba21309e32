import type { StatelessService } from '../../compute/stateless-service';
import type { Peer } from '../peer';

/** Opens the policy of a service for who sends its requests, and where these ask for its health themselves, for that, too. */
export function letIn(backend: StatelessService, { sources, asksHealth }: { readonly sources: readonly Peer[]; readonly asksHealth: boolean }): void {
  const port = asksHealth ? backend.health.port : undefined;
  for (const source of sources) {
    backend.allow.from(source);
    if (port !== undefined) backend.policy.allowFrom(source, port.number);
  }
}
