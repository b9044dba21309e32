import type * as JsonSchema from '@cfworker/json-schema';
import { nearestName } from '../graph/schema/nearest';
import { ConfigError, type Config } from './config';
import schema from './config.schema.json';

/**
 * Takes a value of any origin for a config. Throws {@link ConfigError} naming the first thing in it that looplaw does not know.
 * @param where What messages call it: the name of a file, or how it was handed over.
 */
export function parseConfig(value: unknown, where: string): Config {
  const config = spelledOut(value === undefined ? {} : value);
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw new ConfigError('invalid', `${where}: found a ${config === null ? 'null' : Array.isArray(config) ? 'list' : typeof config}, expected an object`);
  }
  // Most runs say nothing, and start-up is counted in milliseconds.
  if (Object.keys(config).length > 0) validate(config, where);
  return config;
}

/** YAML as Kubernetes reads it turns an unquoted `off` into false; in the settings of laws it means what it says. */
function spelledOut(config: unknown): unknown {
  const laws = (config as { laws?: unknown } | null)?.laws;
  if (typeof laws !== 'object' || laws === null || Array.isArray(laws)) return config;
  const word = (setting: unknown): unknown => (Array.isArray(setting) ? setting.map(word) : setting === false ? 'off' : setting === true ? 'on' : setting);
  return { ...(config as object), laws: Object.fromEntries(Object.entries(laws).map(([id, setting]) => [id, word(setting)])) };
}

let validator: JsonSchema.Validator | undefined;

function validate(value: unknown, file: string): void {
  // Loaded here and not above: most runs have no config, and start-up is counted in milliseconds.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Validator } = require('@cfworker/json-schema') as typeof JsonSchema;
  validator ??= new Validator(schema as object, '7', false);
  const { valid, errors } = validator.validate(value);
  if (valid) return;
  const unknownKeys = errors.filter((e) => e.keyword === 'additionalProperties');
  const deepest = (unknownKeys.length > 0 ? unknownKeys : errors).reduce((a, b) => (b.instanceLocation.length >= a.instanceLocation.length ? b : a));
  const at = deepest.instanceLocation.replace(/^#\/?/, '').split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
  if (at === 'kubeVersion') throw new ConfigError('invalid', `${file}: kubeVersion must be a text such as "1.30"; quote it`);
  const key = deepest.keyword === 'additionalProperties' ? /Property "([^"]+)"/.exec(deepest.error)?.[1] : undefined;
  throw new ConfigError('invalid', `${file}: ${at === '' ? '' : `${at}: `}${key === undefined ? deepest.error : unknownKey(key, at)}`);
}

function unknownKey(key: string, at: string): string {
  const known = at === '' ? Object.keys(schema.properties) : at === 'laws' ? Object.keys(schema.properties.laws.properties) : [];
  const nearest = nearestName(key, known);
  return `unknown key ${key}${nearest === null ? '' : `; did you mean ${nearest}?`}`;
}
