import { STATIC_CREDENTIALS, type Keyless } from '../../identity/static-credential';
import { nameOf, type NameOf } from '../../named';
import { logContext, type EnvVar } from '../../observability/log-context';
import type { Platform } from '../../platform';
import { demand } from '../../refusal';
import { textOf } from './produced';

/** One key of a Secret of the namespace: a name, a SecretFrom, a Secret of any cdk8s-plus. */
export interface SecretKey {
  readonly secret: NameOf;
  readonly key: string;
}

/** One key of a ConfigMap of the namespace. */
export interface ConfigKey {
  readonly config: NameOf;
  readonly key: string;
}

/** What a container is told. Cloud keys do not compile. */
export interface Environment {
  /** Plain values. Default none. Serves identity/no-static-credentials. @later each of them, as a `Lazy` */
  readonly env?: Keyless<string>;
  /** Values of Secrets that are no cloud keys, e.g. a database password. Default none. */
  readonly secretEnv?: Keyless<SecretKey>;
  /** Values of ConfigMaps. Default none. */
  readonly configEnv?: Keyless<ConfigKey>;
}

/** The `env` of a container: log context first, then what the app asks for. */
export function environment(where: string, platform: Platform, name: string, { env = {}, secretEnv = {}, configEnv = {} }: Environment): readonly EnvVar[] {
  const given = logContext(platform, name);
  const asked: readonly EnvVar[] = [
    ...Object.entries(env).map(([key, value]) => ({ name: key, value: textOf(where, `env.${key}`, value) })),
    ...Object.entries(configEnv).map(([key, { config, key: entry }]) => ({ name: key, valueFrom: { configMapKeyRef: { name: nameOf(config), key: entry } } })),
    ...Object.entries(secretEnv).map(([key, { secret, key: entry }]) => ({ name: key, valueFrom: { secretKeyRef: { name: nameOf(secret), key: entry } } })),
  ];
  const taken = new Set(given.map((variable) => variable.name));
  for (const variable of asked) {
    demand(!(STATIC_CREDENTIALS as readonly string[]).includes(variable.name), where, 'identity/no-static-credentials', () => ({
      found: `environment variable ${variable.name}`, expected: 'no long-lived cloud key in a pod', remedy: 'give the workload a WorkloadIdentity and delete the key',
    }));
    demand(!taken.has(variable.name), where, 'environment', () => ({
      found: `environment variable ${variable.name}, twice`, expected: 'names that are set once and not by the construct itself', remedy: 'rename or remove it',
    }));
    taken.add(variable.name);
  }
  return [...given, ...asked];
}
