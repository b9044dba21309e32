/** Name of a structure of the Kubernetes API, e.g. `core/v1.Container`: Go package, version, type. */
export type TypeName = string;

/** Values without parts. `int32` and `int64` differ in range only; `base64` is a Go `[]byte`. */
export type Scalar = 'string' | 'int32' | 'int64' | 'number' | 'boolean' | 'IntOrString' | 'Quantity' | 'time' | 'base64';

/** What a field holds. `anything` is opaque to the API server's decoder (raw extensions, JSON literals of CRDs). */
export type FieldType =
  | { readonly is: 'scalar'; readonly scalar: Scalar }
  | { readonly is: 'anything' }
  | { readonly is: 'structure'; readonly type: TypeName }
  | { readonly is: 'list' | 'map'; readonly of: FieldType };

/**
 * The generated table. An answer is a code, by default for every version; `code@mask` limits it to the versions whose bit is set,
 * bit 0 being the first of `versions`, and `|` parts alternatives.
 */
export interface Table {
  /** Minor versions the table was made from, oldest first. */
  readonly versions: readonly string[];
  /** apiVersion -> kind -> name of its structure. */
  readonly kinds: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /**
   * Structure -> its fields as `name=code`, parted by blanks: text, because a run reads a tenth of them. The code of a field's type is a
   * scalar's letter, `*`, a structure's name, or one of these behind `[` (list) or `{` (map).
   */
  readonly types: Readonly<Record<TypeName, string>>;
}

/** One answer of the table and the versions it holds for. */
export interface Alternative {
  readonly code: string;
  readonly mask: number;
}

/** All versions: also what an answer without a mask means. */
export const EVERY_VERSION = -1;

/** The alternatives an answer is made of, oldest first. */
export function alternatives(answer: string): readonly Alternative[] {
  return answer.split('|').map((part) => {
    const at = part.indexOf('@');
    return at < 0 ? { code: part, mask: EVERY_VERSION } : { code: part.slice(0, at), mask: Number(part.slice(at + 1)) };
  });
}

const decoded = new Map<string, FieldType>([
  ['*', { is: 'anything' }],
  ...Object.entries({
    s: 'string', i: 'int32', l: 'int64', n: 'number', b: 'boolean', x: 'IntOrString', q: 'Quantity', t: 'time', B: 'base64',
  } satisfies Record<string, Scalar>).map(([code, scalar]) => [code, { is: 'scalar', scalar }] as const),
]);

/** The field type a code stands for. */
export function decode(code: string): FieldType {
  let type = decoded.get(code);
  if (type === undefined) {
    if (code.startsWith('[')) type = { is: 'list', of: decode(code.slice(1)) };
    else if (code.startsWith('{')) type = { is: 'map', of: decode(code.slice(1)) };
    else type = { is: 'structure', type: code };
    decoded.set(code, type);
  }
  return type;
}
