/** A node of the tree a parser hands to ESLint, whichever parser: only its type and its place are taken for granted. */
export interface Syntax {
  readonly type: string;
  readonly loc: { readonly start: Position; readonly end: Position };
  readonly range: readonly [start: number, end: number];
  readonly parent: Syntax | null;
}

/** Line from 1, column from 0, as ESLint counts. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A child of a node; `null` where there is none. */
export function child(node: Syntax, name: string): Syntax | null {
  const value = at(node, name);
  return isSyntax(value) ? value : null;
}

/** The children of a node in a list; holes of an array are `null`. */
export function children(node: Syntax, name: string): readonly (Syntax | null)[] {
  const value = at(node, name);
  return Array.isArray(value) ? (value as readonly (Syntax | null)[]) : [];
}

/** An attribute that is no node. */
export function at(node: Syntax, name: string): unknown {
  return (node as unknown as Readonly<Record<string, unknown>>)[name];
}

/** The name of an identifier, a private one too; `null` for anything else. */
export function nameOf(node: Syntax | null): string | null {
  return node?.type === 'Identifier' || node?.type === 'PrivateIdentifier' ? (at(node, 'name') as string) : null;
}

/** The name behind the dot, or the text between the brackets. */
export function propertyName(member: Syntax): string | null {
  const property = child(member, 'property');
  if (property === null) return null;
  if (at(member, 'computed') !== true) return nameOf(property);
  const value = property.type === 'Literal' ? at(property, 'value') : null;
  return typeof value === 'string' ? value : null;
}

const TYPES_ONLY = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'TSInstantiationExpression', 'ChainExpression', 'ParenthesizedExpression']);

/** An expression without what only the compiler reads. */
export function bare(node: Syntax): Syntax {
  let here = node;
  while (isWrapping(here)) here = child(here, 'expression') ?? (null as never);
  return here;
}

/** An expression with all that only the compiler reads around it: what its parent sees. */
export function wrapped(node: Syntax): Syntax {
  let here = node;
  while (here.parent !== null && isWrapping(here.parent)) here = here.parent;
  return here;
}

function isWrapping(node: Syntax): boolean {
  return TYPES_ONLY.has(node.type) && child(node, 'expression') !== null;
}

/** The nearest ancestor of one of these types. */
export function ancestor(node: Syntax, types: ReadonlySet<string>): Syntax | null {
  for (let here = node.parent; here !== null; here = here.parent) if (types.has(here.type)) return here;
  return null;
}

/** The nodes of some types below one, itself included, in the order of the source. `keys` says which attributes of a type hold children. */
export function descendants(node: Syntax, types: ReadonlySet<string>, keys: Readonly<Record<string, readonly string[]>>): readonly Syntax[] {
  const found: Syntax[] = [];
  walk(node, keys, (here) => {
    if (types.has(here.type)) found.push(here);
  });
  return found;
}

/** Shows every node below one, itself first, in the order of the source. */
export function walk(node: Syntax, keys: Readonly<Record<string, readonly string[]>>, show: (node: Syntax) => void): void {
  show(node);
  const attributes = keys[node.type] ?? [];
  // Counted, not iterated: every node of the file comes by here, and each would leave an iterator behind.
  for (let i = 0; i < attributes.length; i += 1) {
    const value = at(node, attributes[i] ?? '');
    if (Array.isArray(value)) {
      for (let j = 0; j < value.length; j += 1) {
        const item: unknown = value[j];
        if (isSyntax(item)) walk(item, keys, show);
      }
    } else if (isSyntax(value)) walk(value, keys, show);
  }
}

function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
}
