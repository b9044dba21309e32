import { isMapping } from './mapping';
import type { Path } from './resource';

/** Who an object is in the cluster. */
export interface Identity {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | null;
}

/** What keeps an object from being a resource, and where. */
export interface Problem {
  readonly code: 'not-a-resource' | 'not-an-object' | 'depth-limit';
  readonly message: string;
  readonly path: Path;
}

type Type = Pick<Identity, 'apiVersion' | 'kind'>;

/**
 * The identity of an object, or what is wrong with it. Items of a typed list may leave out `apiVersion` and `kind`:
 * `inherited` gives theirs.
 */
export function identify(value: Record<string, unknown>, inherited: Type | null): Identity | Problem {
  const apiVersion = value['apiVersion'] ?? inherited?.apiVersion;
  const kind = value['kind'] ?? inherited?.kind;
  for (const [key, found] of [['apiVersion', apiVersion], ['kind', kind]] as const) {
    if (typeof found !== 'string' || found === '') return { code: 'not-a-resource', path: key in value ? [key] : [], message: missing(value, key, found) };
  }
  const metadata = value['metadata'] ?? null;
  if (metadata !== null && !isMapping(metadata)) {
    return { code: 'not-a-resource', path: ['metadata'], message: `Found ${nounOf(metadata)} as \`metadata\`, expected a map. Correct it.` };
  }
  return {
    apiVersion: apiVersion as string,
    kind: kind as string,
    name: nameOf(metadata),
    namespace: textOf(metadata?.['namespace']),
  };
}

/** Whether a value has the shape of a Kubernetes object, be it a broken one: `apiVersion` or `kind` in any case, and one more of its fields. */
export function resemblesResource(value: unknown): boolean {
  if (!isMapping(value)) return false;
  const fields = new Set(Object.keys(value).map((key) => key.toLowerCase()));
  const typed = Number(fields.has('apiversion')) + Number(fields.has('kind'));
  return typed > 0 && typed + Number(fields.has('metadata')) + Number(fields.has('spec')) > 1;
}

/** The noun a message calls a value by. */
export function nounOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'string': return value === '' ? 'an empty text' : 'a text';
    case 'number': return 'a number';
    case 'boolean': return 'a boolean';
    default: return 'a map';
  }
}

function missing(value: Record<string, unknown>, key: 'apiVersion' | 'kind', found: unknown): string {
  const misspelt = Object.keys(value).find((other) => other !== key && other.toLowerCase() === key.toLowerCase());
  if (misspelt !== undefined) return `Found the key \`${misspelt}\`, expected \`${key}\`: keys are case-sensitive. Rename it.`;
  if (!('apiVersion' in value) && !('kind' in value)) {
    return 'Found a document without `apiVersion` and `kind`, expected a Kubernetes object. Leave this input out, or complete it.';
  }
  return `Found ${nounOf(found)} as \`${key}\`, expected a text. Write \`${key}\` as in \`${key === 'kind' ? 'kind: Deployment' : 'apiVersion: apps/v1'}\`.`;
}

function nameOf(metadata: Record<string, unknown> | null): string {
  const name = textOf(metadata?.['name']);
  if (name !== null) return name;
  const prefix = textOf(metadata?.['generateName']);
  return prefix === null ? '' : `${prefix}*`;
}

/** A number or a boolean where a name belongs is wrong, yet it is what tells people which object is meant. */
function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
