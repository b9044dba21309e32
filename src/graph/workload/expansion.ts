import { keysOf, storeObject } from './environment';
import type { Container } from './container';
import type { Subject } from '../reading/subject';
import { Undecided, some } from '../reading/unknown';

/** Variables the kubelet makes of the Services of a namespace: they may be there, and no manifest says so. */
const SERVICE_VARIABLE = /_(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT(?:_\d+_\w+)?)$/;
/** `$(NAME)`, and `$$`, which escapes it. */
const REFERENCE = /\$\$|\$\(([^()]+)\)/g;

/**
 * The first `$(NAME)` in the value of a container's variable that stays as it is written; `null` when all expand. They expand to what
 * `envFrom` gives and to variables that stand earlier in `env`. Undecided where a source is not in the set, and for variables of Services.
 * @see https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function unexpandedReference(container: Container, variable: Subject): string | null {
  const variables = container.list('env');
  const earlier = variables.slice(0, variables.findIndex((v) => v.node === variable.node));
  for (const [reference, name] of (variable.string('value') ?? '').matchAll(REFERENCE)) {
    if (name === undefined) continue;
    if (!some(earlier, (v) => v.string('name') === name) && !isFromOutside(container, name)) return reference;
  }
  return null;
}

function isFromOutside(container: Container, name: string): boolean {
  if (some(container.list('envFrom'), (source) => gives(container, source, name))) return true;
  if (SERVICE_VARIABLE.test(name)) throw new Undecided(`whether a Service of the namespace gives $(${name}) is not known`);
  return false;
}

function gives(container: Container, source: Subject, name: string): boolean {
  const prefix = source.string('prefix') ?? '';
  if (!name.startsWith(prefix)) return false;
  const kind = source.has('secretRef') ? 'Secret' : 'ConfigMap';
  const storeName = source.in(kind === 'Secret' ? 'secretRef' : 'configMapRef').string('name') ?? '';
  const store = storeObject(container, { kind, name: storeName });
  if (store === null) throw new Undecided(`${kind} ${storeName}, read by envFrom, is not in this set`);
  return keysOf(store).includes(name.slice(prefix.length));
}
