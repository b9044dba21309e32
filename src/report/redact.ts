import type { Path, Range, Resource } from '../load/resource';
import { credentialsIn, looksLikeCredential, MASK, namesCredential } from './credential';
import type { Span } from './rewrite';

/** What must not be seen of an object: where its secrets are written, and what they are, should they be written elsewhere too. */
interface Secrets {
  readonly ranges: readonly Range[];
  readonly texts: readonly string[];
}

const known = new WeakMap<Resource, Secrets>();

/**
 * What has to be masked in a source line of an object: values of a Secret, values whose name or form is that of a credential,
 * and every other place on the line where such a value is repeated, be it a comment or an anchor.
 *
 * @param line 1-based number of the line in its file
 */
export function redactions(resource: Resource, line: number, text: string): readonly Span[] {
  const secrets = knownSecrets(resource);
  const spans: Span[] = credentialsIn(text).map((place) => ({ ...place, text: MASK }));
  for (const range of secrets.ranges) {
    if (line < range.line || line > range.endLine) continue;
    const start = line === range.line ? range.column - 1 : text.length - text.trimStart().length;
    const end = line === range.endLine ? range.endColumn - 1 : text.length;
    if (start < end) spans.push({ start, end, text: MASK });
  }
  for (const secret of secrets.texts) {
    for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
      spans.push({ start: at, end: at + secret.length, text: MASK });
    }
  }
  return spans;
}

/** Whether an object holds anything that must not be seen. */
export function holdsSecrets(resource: Resource): boolean {
  return knownSecrets(resource).ranges.length > 0;
}

function knownSecrets(resource: Resource): Secrets {
  let secrets = known.get(resource);
  if (secrets === undefined) known.set(resource, secrets = secretsOf(resource));
  return secrets;
}

/** Shorter texts repeat by chance. */
const SHORTEST_REPEATED = 6;

function secretsOf(resource: Resource): Secrets {
  const ranges: Range[] = [];
  const texts = new Set<string>();
  for (const { path, value } of secretValues(resource)) {
    const range = resource.origin.locate(path);
    if (range !== null) ranges.push(range);
    for (const line of value.split(/[\r\n]+/)) {
      const text = line.trim();
      if (text.length >= SHORTEST_REPEATED) texts.add(text);
    }
  }
  return { ranges, texts: [...texts] };
}

interface SecretValue {
  readonly path: Path;
  readonly value: string;
}

function* secretValues({ kind, value }: Resource): Generator<SecretValue> {
  for (const [field, child] of Object.entries(value)) {
    const isSecret = kind === 'Secret' && (field === 'data' || field === 'stringData');
    yield* secretsBelow(child, [field], field, isSecret);
  }
}

/**
 * @param name what the node is called: its key; for the value of a `{name, value}` pair, the name in it
 * @param isSecret an ancestor says so
 */
function* secretsBelow(node: unknown, path: Path, name: string, isSecret: boolean): Generator<SecretValue> {
  if (typeof node === 'string' || typeof node === 'number') {
    const value = String(node);
    if (isSecret || (namesCredential(name) && !isReference(value)) || looksLikeCredential(value)) yield { path, value };
  } else if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) yield* secretsBelow(item, [...path, index], name, isSecret);
  } else if (typeof node === 'object' && node !== null) {
    const pair = node as Readonly<Record<string, unknown>>;
    for (const [key, child] of Object.entries(pair)) {
      yield* secretsBelow(child, [...path, key], key === 'value' && typeof pair['name'] === 'string' ? pair['name'] : key, isSecret);
    }
  }
}

/** Nothing, or the name of something: `$(OTHER)`, `${OTHER}`. */
function isReference(value: string): boolean {
  return /^(?:\$[({][^)}]*[)}])?$/.test(value);
}
