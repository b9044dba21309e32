import type * as JsonSchema from '@cfworker/json-schema';
import { nearestName } from '../graph/schema/nearest';
import { ConfigError } from './config';
import schema from './config.schema.json';

/** Throws {@link ConfigError} naming the first thing in a config that looplaw does not know. */
export function validateConfig(value: unknown, file: string): void {
  // Loaded here and not above: most runs have no config, and start-up is counted in milliseconds.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Validator } = require('@cfworker/json-schema') as typeof JsonSchema;
  const { valid, errors } = new Validator(schema as object, '7', false).validate(value);
  if (valid) return;
  const unknownKeys = errors.filter((e) => e.keyword === 'additionalProperties');
  const deepest = (unknownKeys.length > 0 ? unknownKeys : errors).reduce((a, b) => (b.instanceLocation.length >= a.instanceLocation.length ? b : a));
  const at = deepest.instanceLocation.replace(/^#\/?/, '').split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
  const key = deepest.keyword === 'additionalProperties' ? /Property "([^"]+)"/.exec(deepest.error)?.[1] : undefined;
  throw new ConfigError('invalid', `${file}: ${at === '' ? '' : `${at}: `}${key === undefined ? deepest.error : unknownKey(key, at)}`);
}

function unknownKey(key: string, at: string): string {
  const known = at === '' ? Object.keys(schema.properties) : at === 'laws' ? Object.keys(schema.properties.laws.properties) : [];
  const nearest = nearestName(key, known);
  return `unknown key ${key}${nearest === null ? '' : `; did you mean ${nearest}?`}`;
}
