import type { Path } from '../../load/resource';
import { isUnresolved } from '../reading/unknown';
import { nearestName } from './nearest';
import { found, refusal, type Found } from './refusal';
import { OBJECT_META, fieldsOf, typeOf, type Field, type FieldType, type Scalar, type TypeName } from './schema';
import { versionMask, versionsIn } from './version';

/** What belongs into a field, in words a message can use. */
export type Expected = 'string' | 'integer' | 'number' | 'boolean' | 'integer or string' | 'quantity' | 'RFC 3339 time' | 'base64' | 'list' | 'map';

/** Something the API server's strict decoder would refuse. Values are never quoted: they may be secret. */
export type SchemaProblem = UnknownField | WrongType;

/** A field that its structure does not have. */
export interface UnknownField {
  readonly kind: 'unknown-field';
  readonly path: Path;
  /** The field that was probably meant. */
  readonly suggestion: string | null;
  /** First later version of the tables that has the field. */
  readonly since: string | null;
  /** Last earlier version of the tables that has the field. */
  readonly until: string | null;
}

/** A value of a form its field cannot take. */
export interface WrongType {
  readonly kind: 'wrong-type';
  readonly path: Path;
  readonly expected: Expected;
  readonly found: Found;
}

/**
 * Everything strict decoding refuses in an object, in the order it is written: unknown fields and wrong types. `null` is absent,
 * required fields and sensible values are not its business, unknown values pass. No problems where the kind has no schema.
 * Recursion is as deep as the object; the loader bounds that.
 * @throws RangeError for an unsupported `kubeVersion`.
 */
export function checkSchema(value: unknown, apiVersion: string, kind: string, kubeVersion: string): readonly SchemaProblem[] {
  const type = typeOf(apiVersion, kind);
  return type === null ? [] : checkType(value, type, [], kubeVersion);
}

/** As {@link checkSchema}, for the metadata of an object whose kind has no schema: the API server decodes that one for every kind. */
export function checkMetadata(object: Readonly<Record<string, unknown>>, kubeVersion: string): readonly SchemaProblem[] {
  return Object.hasOwn(object, 'metadata') ? checkType(object['metadata'], OBJECT_META, ['metadata'], kubeVersion) : [];
}

function checkType(value: unknown, type: TypeName, at: Path, kubeVersion: string): readonly SchemaProblem[] {
  const check: Check = { mask: versionMask(kubeVersion), path: [...at], problems: [] };
  visitStructure(value, type, check);
  return check.problems;
}

interface Check {
  readonly mask: number;
  /** Steps to the value at hand, pushed and popped on the way. */
  readonly path: (string | number)[];
  readonly problems: SchemaProblem[];
}

function visit(value: unknown, type: FieldType, check: Check): void {
  if (value === null || value === undefined) return;
  switch (type.is) {
    case 'anything':
      return;
    case 'scalar': {
      const refused = refusal(value, type.scalar);
      if (refused !== null) wrongType(value, expectations[type.scalar], check, refused);
      return;
    }
    case 'structure':
      return visitStructure(value, type.type, check);
    case 'list':
      if (!Array.isArray(value)) return wrongType(value, 'list', check);
      for (let i = 0; i < value.length; i++) step(i, value[i], type.of, check);
      return;
    case 'map':
      if (!isMap(value)) return wrongType(value, 'map', check);
      for (const key of Object.keys(value)) step(key, value[key], type.of, check);
  }
}

function visitStructure(value: unknown, type: TypeName, check: Check): void {
  if (value === null || value === undefined) return;
  if (!isMap(value)) return wrongType(value, 'map', check);
  const fields = fieldsOf(type);
  for (const key of Object.keys(value)) {
    const field = fields.get(key);
    const held = field === undefined ? undefined : typeIn(field, check.mask);
    if (held !== undefined) step(key, value[key], held, check);
    else if (value[key] !== undefined) check.problems.push(unknownField(key, field, fields, check));
  }
}

function step(key: string | number, value: unknown, type: FieldType, check: Check): void {
  check.path.push(key);
  visit(value, type, check);
  check.path.pop();
}

/** The field's type at the version asked about, the newer one where two tables answer; `undefined` where it does not exist. */
function typeIn(field: Field, mask: number): FieldType | undefined {
  return field.types.findLast((alternative) => (alternative.mask & mask) !== 0)?.type;
}

function unknownField(key: string, field: Field | undefined, fields: ReadonlyMap<string, Field>, { mask, path }: Check): UnknownField {
  const elsewhere = field?.mask ?? 0;
  const lowest = mask & -mask;
  return {
    kind: 'unknown-field',
    path: [...path, key],
    suggestion: field === undefined ? nearestName(key, knownAt(fields, mask)) : null,
    since: versionsIn(elsewhere & -lowest)[0] ?? null,
    until: versionsIn(elsewhere & (lowest - 1)).at(-1) ?? null,
  };
}

function* knownAt(fields: ReadonlyMap<string, Field>, mask: number): Iterable<string> {
  for (const [name, field] of fields) if ((field.mask & mask) !== 0) yield name;
}

function wrongType(value: unknown, expected: Expected, check: Check, refused: Found = found(value)): void {
  if (!isUnresolved(value)) check.problems.push({ kind: 'wrong-type', path: [...check.path], expected, found: refused });
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const expectations: Readonly<Record<Scalar, Expected>> = {
  string: 'string', int32: 'integer', int64: 'integer', number: 'number', boolean: 'boolean',
  IntOrString: 'integer or string', Quantity: 'quantity', time: 'RFC 3339 time', base64: 'base64',
};
