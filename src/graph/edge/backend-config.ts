import { isMap, type Subject } from '../reading/subject';
import { Undecided } from '../reading/unknown';
import type { Backend } from './route';

const ANNOTATIONS = ['cloud.google.com/backend-config', 'beta.cloud.google.com/backend-config'];

/**
 * The `spec` of the BackendConfig of GKE for this backend; `null` = its Service names none. Undecided where it is not in the set.
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
 */
export function backendConfigOf(backend: Backend): Subject | null {
  const { service } = backend;
  if (service === null) throw new Undecided(`Service ${backend.name} is not in this set`);
  const written = ANNOTATIONS.map((key) => service.annotation(key)).find((value) => value !== undefined);
  if (written === undefined) return null;
  const name = nameIn(written, backend.port);
  if (name === null) return null;
  const config = service.graph.object('cloud.google.com', 'BackendConfig', service.namespace, name);
  if (config === null) throw new Undecided(`BackendConfig ${name} is not in this set`);
  return config.spec;
}

/** `{"default": "name"}`, or by port `{"ports": {"80": "name"}}`. */
function nameIn(written: string, port: string | number | null): string | null {
  const value = parsed(written);
  if (!isMap(value)) return null;
  const ports = value['ports'];
  const name = (isMap(ports) ? ports[String(port)] : undefined) ?? value['default'];
  return typeof name === 'string' ? name : null;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
