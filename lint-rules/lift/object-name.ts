import { read } from './expression';
import { entry, textOf } from './piece';
import type { Names } from './scope';
import { ancestor, child, children, nameOf as identifierOf, type Syntax } from './syntax';

const CLASSES = new Set(['ClassDeclaration', 'ClassExpression']);

/**
 * The name of the object an expression makes: the one it is given. What cdk8s makes of an id is not known; messages call such an object by
 * its id with a `*`, and so does what refers to the construct.
 */
export function nameOf(made: Syntax, names: Names): string {
  const [, id, props] = children(made, 'arguments');
  const piece = props ? read(props, names) : null;
  const metadata = piece?.is === 'map' ? entry(piece, 'metadata') : null;
  const given = metadata?.is === 'map' ? textOf(entry(metadata, 'name')) : null;
  return given ?? `${(id ? textOf(read(id, names)) : null) ?? identifierOf(ownerOf(made)) ?? ''}*`;
}

/** The name of the class a call of `super` is in. */
function ownerOf(node: Syntax): Syntax | null {
  const owner = node.type === 'CallExpression' ? ancestor(node, CLASSES) : null;
  return owner === null ? null : child(owner, 'id');
}
