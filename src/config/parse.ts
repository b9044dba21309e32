import type * as JsonSchema from '@cfworker/json-schema';
import { ConfigError, type Config } from './config';
import type Schema from './config.schema.json';
import { dataOf } from './data';
import { faultIn } from './fault';
import { assertGlobs } from './globs';
import { assertWaivers } from './waivers';

/**
 * Takes a value of any origin for a config. Throws {@link ConfigError} naming the first thing in it that looplaw does not know.
 * @param where What messages call it: the name of a file, or how it was handed over.
 */
export function parseConfig(value: unknown, where: string): Config {
  const config = spelledOut(value === undefined ? {} : dataOf(value, where));
  if (typeof config !== 'object' || config === null || Array.isArray(config)) {
    throw new ConfigError('invalid', `${where}: found a ${config === null ? 'null' : Array.isArray(config) ? 'list' : typeof config}, expected an object`);
  }
  // Most runs say nothing, and start-up is counted in milliseconds.
  if (Object.keys(config).length > 0) validate(config, where);
  assertWaivers(config, where);
  assertGlobs(config, where);
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
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { Validator } = require('@cfworker/json-schema') as typeof JsonSchema;
  const schema = require('./config.schema.json') as typeof Schema;
  /* eslint-enable @typescript-eslint/no-require-imports */
  validator ??= new Validator(schema as object, '7', false);
  const { valid, errors } = validator.validate(value);
  if (valid) return;
  throw faultIn(errors, schema, value, file);
}
