import { maybe, type Piece } from './piece';
import type { Names } from './scope';
import type { Syntax } from './syntax';
import { blockOfClass, isAttribute, snake } from './terraform-class';

/** What has attributes: a block of Terraform, or a part of one. */
type Holder = Extract<Piece, { is: 'made' | 'reference' }>;

/** `role.arn` as Terraform writes it. */
export function attributeOf(from: Holder, name: string, node: Syntax, names: Names): Piece {
  const address = from.is === 'reference' ? wholeReference(from.text) : addressOf(from, names);
  return address === null || !isAttribute(name) ? maybe(node) : { is: 'reference', text: `\${${address}.${snake(name)}}`, node };
}

/** `cluster.identity.get(0)` as Terraform writes it; `null` where it is an item of something else. */
export function itemOf({ text }: Extract<Piece, { is: 'reference' }>, index: number, node: Syntax): Piece | null {
  const address = wholeReference(text);
  return address === null ? null : { is: 'reference', text: `\${${address}[${index}]}`, node };
}

/** The address a block gets in what its file shows. */
export function addressIn({ mode, type }: NonNullable<ReturnType<typeof blockOfClass>>, made: Syntax, names: Names): string {
  return `${mode === 'data' ? 'data.' : ''}${type}.${names.label(made)}`;
}

function addressOf({ by, node }: Extract<Piece, { is: 'made' }>, names: Names): string | null {
  const block = node.type === 'NewExpression' ? blockOfClass(by) : null;
  return block === null ? null : addressIn(block, node, names);
}

function wholeReference(text: string): string | null {
  return /^\$\{([^{}]+)\}$/.exec(text)?.[1] ?? null;
}
