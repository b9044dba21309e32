import { textIn } from '../workload/environment';
import type { Pod } from '../workload/pod';
import type { Subject } from '../reading/subject';
import type { KubeObject } from '../object/kube-object';
import { isMap } from '../reading/subject';
import { Undecided } from '../reading/unknown';

/** A registry that the nodes of a cloud may pull from as themselves. */
export type CloudRegistry = 'ECR' | 'ACR' | 'Artifact Registry';

const REGISTRIES: readonly (readonly [RegExp, CloudRegistry])[] = [
  [/^\d{12}\.dkr[.-]ecr(?:-fips)?\.[a-z0-9-]+\.(?:amazonaws\.com(?:\.cn)?|on\.aws|on\.amazonwebservices\.com\.cn)$/, 'ECR'],
  [/^[a-z0-9]+\.azurecr\.(?:io|cn|us)$/, 'ACR'],
  [/^(?:[a-z0-9-]+-docker\.pkg\.dev|(?:[a-z]+\.)?gcr\.io)$/, 'Artifact Registry'],
];

/** The registry of a cloud a host is; `null` for all others. */
export function cloudRegistry(host: string): CloudRegistry | null {
  return REGISTRIES.find(([pattern]) => pattern.test(host))?.[1] ?? null;
}

/** An entry of `imagePullSecrets`, of the pod or of its ServiceAccount. */
export interface PullSecret {
  readonly at: Subject;
  readonly name: string;
  /** The Secret, where it is in the set. */
  readonly store: KubeObject | null;
}

/** What the kubelet pulls with: the pod's own secrets, else those of its ServiceAccount where that is in the set. */
export function pullSecretsOf(pod: Pod): readonly PullSecret[] {
  const { workload } = pod;
  const own = pod.spec.list('imagePullSecrets');
  const entries = own.length > 0 ? own : (pod.serviceAccount?.list('imagePullSecrets') ?? []);
  return entries.map((at) => {
    const name = at.string('name') ?? '';
    return { at, name, store: workload.graph.found('', 'Secret', workload.namespace, name) };
  });
}

/** The hosts a pull secret of the set has a password for, without scheme and path. The passwords are never part of it. */
export function hostsIn(store: KubeObject): readonly string[] {
  const text = textIn(store, '.dockerconfigjson') ?? textIn(store, '.dockercfg');
  if (text === undefined) return [];
  const auths = read(text, store);
  return Object.keys(auths).map((key) => key.replace(/^https?:\/\//, '').split('/', 1).join());
}

function read(text: string, store: KubeObject): object {
  try {
    const config = JSON.parse(text) as unknown;
    const auths = isMap(config) && isMap(config['auths']) ? config['auths'] : config;
    if (isMap(auths)) return auths;
  } catch {
    // Told below, without a word of what is in it.
  }
  throw new Undecided(`what Secret ${store.name} holds can't be read`);
}
