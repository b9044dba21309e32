import type { OutputUnit } from '@cfworker/json-schema';
import { nearestName } from '../graph/schema/nearest';
import type { Path } from '../load/resource';
import { ConfigError } from './config';
import { meant, nearestLaw } from './law-name';

/** Names that are told; of more, only the one that was probably meant is. */
const MOST_NAMED = 8;

/**
 * What is wrong with a config: of all a validator complains about, the deepest, in words and with what was probably meant.
 *
 * @param where What messages call the config.
 */
export function faultIn(errors: readonly OutputUnit[], schema: object, config: unknown, where: string): ConfigError {
  const unknown = errors.filter((e) => e.keyword === 'additionalProperties' && nodeAt(schema, stepsOf(e.keywordLocation)) === false);
  const deepest = (unknown.length > 0 ? unknown : errors).reduce((a, b) => (depthOf(b) >= depthOf(a) ? b : a));
  const path = stepsOf(deepest.instanceLocation);
  const place = `${where}: ${path.length === 0 ? '' : `${configPath(path)}: `}`;
  const missing = /^Instance does not have required property "(.*)"\.$/s.exec(deepest.error)?.[1];
  if (unknown.length > 0) return new ConfigError('invalid', `${place}${unknownKey(deepest, schema)}`);
  if (missing !== undefined) return new ConfigError('invalid', `${place}${missing} is missing`);
  const found = path.reduce<unknown>((node, step) => (node as Readonly<Record<string | number, unknown>>)[step], config);
  const here = errors.filter((e) => e.instanceLocation === deepest.instanceLocation);
  if (typeof found === 'string' && path[0] === 'waivers' && path.at(-1) === 'law') return unknownLaw(found, valuesOf(here, schema), place);
  if (here.some((e) => e.keyword === 'minLength')) return new ConfigError('invalid', `${place}must not be empty`);
  if (here.some((e) => e.keyword === 'pattern')) return new ConfigError('invalid', `${place}is no day, write YYYY-MM-DD`);
  if (here.some((e) => e.keyword === 'minItems' || e.keyword === 'maxItems')) return new ConfigError('invalid', `${place}a list holds a severity and the parameters, nothing else`);
  if (path.at(-1) === 'kubeVersion' && typeof found === 'number') return new ConfigError('invalid', `${place}must be a text such as "1.30"; quote it`);
  return new ConfigError('invalid', `${place}${mismatch(found, here, schema) ?? deepest.error}`);
}

/** A place in a config as people write it: `waivers[0].law`. */
export function configPath(path: Path): string {
  return path.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`), '');
}

function unknownKey(error: OutputUnit, schema: object): string {
  const key = /^Property "(.*)" does not match/s.exec(error.error)?.[1] ?? '';
  const beside = nodeAt(schema, stepsOf(error.keywordLocation).slice(0, -1)) as { readonly properties?: object };
  const known = Object.keys(beside.properties ?? {});
  const isLaw = error.instanceLocation === '#/laws';
  return isLaw ? `there is no law ${key}${meant(nearestLaw(key, known))}` : `unknown key ${key}${meant(nearestName(key, known))}`;
}

function unknownLaw(found: string, known: readonly string[], place: string): ConfigError {
  const named = /^[\w/@-]{1,80}$/.test(found) ? `law ${found}` : 'such law';
  return new ConfigError('unknown-law', `${place}there is no ${named}${meant(nearestLaw(found, known))}`);
}

/** The values and types that may stand where something else was found; `null` when the fault is of another sort. */
function mismatch(found: unknown, errors: readonly OutputUnit[], schema: object): string | null {
  const values = valuesOf(errors, schema);
  const types = errors.filter((e) => e.keyword === 'type').flatMap((e) => nodeAt(schema, stepsOf(e.keywordLocation)) as string | string[]);
  const named = values.length > MOST_NAMED ? ['a known name'] : values;
  const expected = [...new Set([...named, ...types.map((type) => NOUNS[type] ?? type)])];
  if (expected.length === 0) return null;
  const nearest = typeof found === 'string' ? nearestName(found, values) : null;
  return `found ${nounOf(found)}, expected ${[expected.slice(0, -1).join(', '), expected.at(-1)].filter(Boolean).join(' or ')}${meant(nearest)}`;
}

function valuesOf(errors: readonly OutputUnit[], schema: object): readonly string[] {
  return errors.filter((e) => e.keyword === 'enum' || e.keyword === 'const')
    .flatMap((e) => nodeAt(schema, stepsOf(e.keywordLocation))).map(String);
}

const NOUNS: Readonly<Record<string, string>> = { string: 'a text', array: 'a list', object: 'a map', boolean: 'true or false', integer: 'a whole number', number: 'a number', null: 'null' };

function nounOf(value: unknown): string {
  return NOUNS[value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value] ?? typeof value;
}

function nodeAt(schema: object, steps: Path): unknown {
  return steps.reduce<unknown>((node, step) => (node as Readonly<Record<string | number, unknown>>)[step], schema);
}

function depthOf({ instanceLocation }: OutputUnit): number {
  return instanceLocation.split('/').length;
}

/** Steps of a JSON pointer in a fragment. */
function stepsOf(pointer: string): (string | number)[] {
  return pointer.split('/').slice(1).map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));
}
