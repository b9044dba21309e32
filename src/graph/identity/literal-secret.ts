import type { Path } from '../../load/resource';
import type { KubeObject } from '../object/kube-object';
import { maybe } from '../reading/unknown';
import { Workload } from '../workload/workload';

/** A secret by its name that is written where everybody may read it. Its value is never part of it. */
export interface LiteralSecret {
  readonly name: string;
  /** The container that gets it; `null` for an entry of a ConfigMap. */
  readonly container: string | null;
  /** From the root of the object. */
  readonly path: Path;
}

/** Names end in what they hold; `…_FILE` or `…_NAME` only lead to it. */
const TELLING = /(?:^|[_.-])(?:password|passwd|passphrase|secret|token|api[_-]?key|private[_-]?key|secret[_-]?key|credentials?)$/i;
/** The name of a cluster, which etcd calls its token. */
const CLUSTER_NAME = /^ETCD_(?:INITIAL_CLUSTER|DISCOVERY)_TOKEN$/;
/** Values that are no secret: a switch, a number, a file, an address, a reference, a place somebody fills in, a text of several lines. */
const HARMLESS = /^(?:|[Tt]rue|TRUE|[Ff]alse|FALSE|yes|no|on|off|none|null|\d+|\/.*|\w+:\/\/[^@]*|.*\$[({].*|<.*>|\{\{.*|[A-Z]+(?:_[A-Z]+)+|[^]*\n[^]+)$/;

/** Secrets that the variables of a workload, or a ConfigMap, spell out. What is not known spells nothing out. */
export function literalSecretsOf(object: KubeObject): readonly LiteralSecret[] {
  if (object instanceof Workload) {
    return object.pod.containers.flatMap((container) => container.list('env').flatMap((variable): readonly LiteralSecret[] => {
      const name = variable.string('name') ?? '';
      const value = maybe(() => variable.string('value')) ?? '';
      return isSecret(name, value) ? [{ name, container: container.container ?? '', path: [...variable.path, 'name'] }] : [];
    }));
  }
  const data = object.in('data');
  return data.keys().filter((name) => isSecret(name, maybe(() => data.string(name)) ?? '')).map((name) => ({ name, container: null, path: ['data', name] }));
}

function isSecret(name: string, value: string): boolean {
  return TELLING.test(name) && !CLUSTER_NAME.test(name) && !HARMLESS.test(value.trim());
}
