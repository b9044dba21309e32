import { SOME } from '../../src/graph/reading/unknown';
import { TERRAFORM, type Declaration, type Stack } from '../../src/load/terraform/declaration';
import type { Path, Resource } from '../../src/load/resource';
import { unknownOf } from './amount';
import { given, keyed, listOf, mapOf, marked, type Draft } from './draft';
import { isFork, jsonOf } from './json';
import type { Piece } from './piece';
import type { Imported, Names } from './scope';
import { SourceOrigin } from './source-origin';
import type { Syntax } from './syntax';
import { MAPS, snake, type BlockType } from './terraform-class';
import { addressIn } from './terraform-reference';
import type { Uses } from './uses';

/** Methods of a block that change nothing of it. */
const HARMLESS = new Set(['addMoveTarget', 'get', 'getAnyMapAttribute', 'getBooleanAttribute', 'getListAttribute', 'getNumberAttribute', 'getStringAttribute', 'hasResourceMove', 'interpolationForAttribute', 'moveFromId', 'moveTo', 'moveToId', 'toString']);

/** The stack of the blocks of one file. They are planned together as far as they lead to each other. */
export function stackOf(file: string): Stack {
  return { key: file, isPlanned: false, locals: {}, outputs: {}, providers: {}, versions: {} };
}

/** What a class of a provider makes; `null` where what becomes of it is not known. */
export function terraformBlock(block: BlockType, props: Piece, node: Syntax, uses: Uses, names: Names, stack: Stack): Resource | null {
  if (uses.isHandedOver || uses.calls.some(({ path }) => !HARMLESS.has(path.at(-1) ?? '')) || (props.is !== 'map' && props.is !== 'absent')) return null;
  const address = addressIn(block, node, names);
  const { mode, type } = block;
  const draft = props.is === 'map' ? argumentOf(props, '') : mapOf(node, []);
  const declaration: Declaration = { mode, address, block: address, stack, sensitive: [] as readonly Path[] };
  return {
    apiVersion: TERRAFORM, kind: type, name: address, namespace: null, value: draft.value as Resource['value'],
    origin: new SourceOrigin(stack.key, { value: draft.value, node, key: draft.key, parts: draft.parts }, node, 'cdktf'), duplicateKeys: [], declaration,
  };
}

/** What a piece is as an argument of this name: names as Terraform writes them, but for keys of maps. */
function argumentOf(piece: Piece, name: string, key: Syntax | null = null): Draft {
  const { node } = piece;
  switch (piece.is) {
    case 'map': {
      const nameOf = MAPS.has(name) ? (entry: string): string => entry : snake;
      return mapOf(node, [...piece.entries].map(([entry, found]) => [nameOf(entry), argumentOf(found.piece, nameOf(entry), found.key)] as const), piece.isOpen, key);
    }
    case 'list': return listOf(node, piece.items.map((item) => orUnknown(argumentOf(item, name))), key);
    case 'known': return { value: piece.value ?? undefined, node, key, parts: null };
    case 'reference': return { value: piece.text, node, key, parts: null };
    case 'made': return keyed(given(node, textBy(piece.by, piece.args) ?? unknownOf(piece)), key);
    default: return keyed(given(node, unknownOf(piece)), key);
  }
}

/** What functions of cdktf make of what is known: `Fn.jsonencode(…)`, `Token.asString(…)`. */
function textBy({ module, names }: Imported, [argument]: readonly Piece[]): string | null {
  if (!isFork(module) || argument === undefined) return null;
  const called = names.slice(-2).join('.');
  if (called === 'Fn.jsonencode') return jsonOf(argument);
  return (called === 'Token.asString' || called === 'Token.asList') && argument.is === 'reference' ? argument.text : null;
}

function orUnknown(draft: Draft): Draft {
  return draft.value === undefined ? marked(draft, SOME) : draft;
}
