import { alternatives, decode, type Alternative, type FieldType, type TypeName } from './codes';
import { table } from './table';

export type { FieldType, Scalar, TypeName } from './codes';

/** The metadata every object has, of whatever kind. */
export const OBJECT_META: TypeName = 'meta/v1.ObjectMeta';

const kinds = new Map(Object.entries(table.kinds));
const kindsByName = new Map<string, Alternative>();

/** The structure of a kind and the versions that serve it. Own keys only: kinds come from the input and `constructor` must not be one. */
function kindOf(apiVersion: string, kind: string): Alternative | undefined {
  const key = `${apiVersion} ${kind}`;
  let known = kindsByName.get(key);
  const byKind = kinds.get(apiVersion);
  if (known === undefined && byKind !== undefined && Object.hasOwn(byKind, kind)) {
    known = alternatives(byKind[kind]!)[0]!;
    kindsByName.set(key, known);
  }
  return known;
}

/** One field in all versions. */
export interface Field {
  /** Its type by version, oldest first; more than one where the API changed it. */
  readonly types: readonly { readonly type: FieldType; readonly mask: number }[];
  /** The versions that have the field at all. */
  readonly mask: number;
}

const fieldsByType = new Map<TypeName, ReadonlyMap<string, Field>>();
const types = new Map(Object.entries(table.types));
const NO_FIELDS: ReadonlyMap<string, Field> = new Map();

/** All fields a structure has in any version. Decoded when first asked for: a run meets a tenth of the table. */
export function fieldsOf(type: TypeName): ReadonlyMap<string, Field> {
  let fields = fieldsByType.get(type);
  if (fields === undefined) {
    const codes = types.get(type);
    fields = codes === undefined || codes === '' ? NO_FIELDS : new Map(codes.split(' ').map(fieldFrom));
    fieldsByType.set(type, fields);
  }
  return fields;
}

function fieldFrom(text: string): [name: string, field: Field] {
  const at = text.indexOf('=');
  const types = alternatives(text.slice(at + 1)).map(({ code, mask }) => ({ type: decode(code), mask }));
  return [text.slice(0, at), { types, mask: types.reduce((all, { mask }) => all | mask, 0) }];
}

/** The structure of a kind in any supported version; `null` for kinds of CRDs, for unknown ones and for those removed before 1.28. */
export function typeOf(apiVersion: string, kind: string): TypeName | null {
  return kindOf(apiVersion, kind)?.code ?? null;
}

/** What a field holds, in the newest version that has it; `null` when no version does. */
export function fieldType(type: TypeName, field: string): FieldType | null {
  return fieldsOf(type).get(field)?.types.at(-1)!.type ?? null;
}

/** The structure in a field: its own, or that of its list's elements or map's values; `null` where it holds none. */
export function childType(type: TypeName, field: string): TypeName | null {
  let child = fieldType(type, field);
  while (child !== null && (child.is === 'list' || child.is === 'map')) child = child.of;
  return child?.is === 'structure' ? child.type : null;
}

/** The versions that serve a kind, as a mask; 0 when none does. */
export function servingMask(apiVersion: string, kind: string): number {
  return kindOf(apiVersion, kind)?.mask ?? 0;
}

/** Every apiVersion of the tables with the kinds it serves in some version. */
export function apiVersions(): Iterable<[apiVersion: string, kinds: Iterable<string>]> {
  return [...kinds].map(([apiVersion, byKind]) => [apiVersion, Object.keys(byKind)]);
}
