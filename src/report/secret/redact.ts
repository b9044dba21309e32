import { nearestName } from '../../graph/schema/nearest';
import type { Path, Range, Resource } from '../../load/resource';
import { credentialsAssigned, credentialsIn, looksLikeCredential, MASK, namesCredential } from './credential';
import type { Span } from '../text/rewrite';

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
  const spans: Span[] = [...credentialsIn(text), ...credentialsAssigned(text)].map((place) => ({ ...place, text: MASK }));
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
  const ranges = [...lostSecrets(resource)];
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

/** What is no secret of a Secret; a misspelt `stringData` is. */
const OPEN_OF_SECRETS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'type', 'immutable']);

/** Arguments of Terraform that hold what a secret of a cloud, or of Kubernetes, is to be. */
const SECRET_ARGUMENTS: ReadonlySet<string> = new Set(['binary_data', 'data', 'secret_binary', 'secret_data', 'secret_string', 'string_data', 'value']);

function isSecretField({ kind, declaration }: Resource, field: string | number | undefined): boolean {
  if (declaration !== undefined) return /secret/.test(kind) && SECRET_ARGUMENTS.has(String(field));
  return /^secrets?$/i.test(kind) && !OPEN_OF_SECRETS.has(String(field));
}

/** What Terraform itself marks as sensitive, and all below it. */
function isMarked(path: Path, { declaration }: Resource): boolean {
  return declaration?.sensitive.some((marked) => marked.length <= path.length && marked.every((step, i) => step === path[i])) ?? false;
}

function* secretValues(resource: Resource): Generator<SecretValue> {
  for (const [field, child] of Object.entries(resource.value)) {
    yield* secretsBelow(child, [field], field, resource, isSecretField(resource, field) || isMarked([], resource));
  }
}

/**
 * @param name what the node is called: its key; for the value of a `{name, value}` pair, the name in it; for what follows a flag, the flag
 * @param isSecret an ancestor says so
 */
function* secretsBelow(node: unknown, path: Path, name: string, of: Resource, isInSecret: boolean): Generator<SecretValue> {
  const isSecret = isInSecret || isMarked(path, of);
  if (typeof node === 'string' || typeof node === 'number') {
    const value = String(node);
    if (isSecret || (namesCredential(name) && !isReference(value)) || looksLikeCredential(value)) yield { path, value };
  } else if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) yield* secretsBelow(item, [...path, index], flagBefore(node, index) ?? name, of, isSecret);
  } else if (typeof node === 'object' && node !== null) {
    const map = node as Readonly<Record<string, unknown>>;
    for (const [key, child] of Object.entries(map)) yield* secretsBelow(child, [...path, key], nameOf(key, map), of, isSecret);
  }
}

/** What the value of a key is called, however `value` is spelt. */
function nameOf(key: string, { name }: Readonly<Record<string, unknown>>): string {
  return typeof name === 'string' && nearestName(key, ['value']) !== null ? name : key;
}

/** The flag an argument belongs to: `--password` in `[--password, x]`. */
function flagBefore(args: readonly unknown[], index: number): string | null {
  const before = args[index - 1];
  return typeof before === 'string' && /^--?[\w.-]+$/.test(before) ? before : null;
}

/** Places of what is lost because its key is written twice: it is in no value, but in the text. */
function* lostSecrets(resource: Resource): Generator<Range> {
  for (const { path, lost } of resource.duplicateKeys) {
    const [first = ''] = resource.origin.lines(lost.line, lost.line);
    const isCollection = lost.line !== lost.endLine || /[[{]/.test(first.charAt(lost.column - 1));
    // What the value of a pair is called is not certain once its name is written twice.
    const value = path.at(-1) === 'name' ? resource.origin.locate([...path.slice(0, -1), 'value']) : null;
    if (value !== null) yield value;
    if (isCollection || isSecretField(resource, path[0]) || namesCredential(nameAt(resource, path))) yield lost;
  }
}

function nameAt({ value }: Resource, path: Path): string {
  const step = (node: unknown, key: string | number) => (node as Readonly<Record<string | number, unknown>> | null | undefined)?.[key];
  const parent = path.slice(0, -1).reduce<unknown>(step, value) ?? {};
  return nameOf(String(path.at(-1)), parent as Readonly<Record<string, unknown>>);
}

/** Nothing, or the name of something: `$(OTHER)`, `${OTHER}`. */
function isReference(value: string): boolean {
  return /^(?:\$[({][^)}]*[)}])?$/.test(value);
}
