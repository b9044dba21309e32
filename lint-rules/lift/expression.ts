import { MAYBE } from '../../src/graph/reading/unknown';
import { jsonOf } from './json';
import { maybe, some, type Entry, type Piece } from './piece';
import type { Imported, Names } from './scope';
import { at, bare, child, children, nameOf, propertyName, type Syntax } from './syntax';
import { attributeOf, itemOf } from './terraform-reference';
import { isOfLibrary } from './typed';

/** Constants followed one after the other. Nobody writes more, and a loop of them must end. */
const DEEPEST = 12;

/** Modules whose functions never hand back nothing. */
const CERTAIN = /^(?:cdk8s|cdk8s-plus-\d+|constructs)$|(?:^|\/)k8s(?:\.[cm]?[jt]s)?$/;

/** Methods of texts and lists, which hand back something whatever they meet. */
const YIELDING = new Set(['concat', 'filter', 'flat', 'flatMap', 'join', 'map', 'padEnd', 'padStart', 'repeat', 'replace', 'replaceAll', 'slice', 'split', 'substring', 'toFixed', 'toLowerCase', 'toString', 'toUpperCase', 'trim']);

/**
 * What an expression is, without running it. Constants are followed where nothing changes them; all that hangs on calls, parameters,
 * conditions or other files is unknown, and certainly there only where the language or a library promises it.
 */
export function read(expression: Syntax, names: Names, depth = 0): Piece {
  const node = bare(expression);
  switch (node.type) {
    case 'Literal': return literal(node);
    case 'TemplateLiteral': return template(node, names, depth);
    case 'ObjectExpression': return object(node, names, depth);
    case 'ArrayExpression': return list(node, names, depth);
    case 'Identifier': return identifier(node, names, depth);
    case 'MemberExpression': return member(node, names, depth);
    case 'UnaryExpression': return unary(node, names, depth);
    case 'BinaryExpression': return binary(node, names, depth);
    case 'ConditionalExpression': return either(node, [child(node, 'consequent'), child(node, 'alternate')], names, depth);
    case 'LogicalExpression': return logical(node, names, depth);
    case 'CallExpression':
    case 'NewExpression': return made(node, names, depth);
    case 'ThisExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'ClassExpression': return some(node);
    default: return maybe(node);
  }
}

function literal(node: Syntax): Piece {
  const value = at(node, 'value');
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? (at(node, 'regex') === undefined && at(node, 'bigint') === undefined ? { is: 'known', value, node } : some(node))
    : some(node);
}

function template(node: Syntax, names: Names, depth: number): Piece {
  const texts = children(node, 'quasis').map((quasi) => (at(quasi as Syntax, 'value') as { readonly cooked: string }).cooked);
  const pieces = children(node, 'expressions').map((hole) => (hole === null ? null : read(hole, names, depth + 1)));
  const holes = pieces.map((piece) => (piece?.is === 'reference' ? piece.text : known(piece)));
  if (holes.some((hole) => hole === null)) return some(node);
  const text = texts.map((part, i) => part + String(holes[i] ?? '')).join('');
  return pieces.some((piece) => piece?.is === 'reference') ? { is: 'reference', text, node } : { is: 'known', value: text, node };
}

function object(node: Syntax, names: Names, depth: number): Piece {
  const entries = new Map<string, Entry>();
  let isOpen = false;
  for (const property of children(node, 'properties')) {
    if (property?.type === 'SpreadElement') isOpen = spread(property, entries, names, depth) || isOpen;
    else if (property !== null) isOpen = define(property, entries, names, depth) || isOpen;
  }
  return { is: 'map', entries, isOpen, node };
}

/** Adds what is spread; says whether more may come with it. */
function spread(property: Syntax, entries: Map<string, Entry>, names: Names, depth: number): boolean {
  const argument = child(property, 'argument');
  const piece = argument === null ? maybe(property) : read(argument, names, depth + 1);
  if (piece.is === 'absent' || (piece.is === 'known' && typeof piece.value !== 'string')) return false;
  const isConditional = argument !== null && bare(argument).type === 'LogicalExpression' && at(bare(argument), 'operator') === '&&';
  const right = isConditional ? child(bare(argument), 'right') : null;
  const added = right === null ? piece : read(right, names, depth + 1);
  if (added.is !== 'map') {
    for (const [name, { key, piece: old }] of entries) entries.set(name, { key, piece: maybe(old.node) });
    return true;
  }
  for (const [name, found] of added.entries) entries.set(name, isConditional ? { key: found.key, piece: maybe(found.piece.node) } : found);
  if (added.isOpen) for (const [name, { key, piece: old }] of entries) if (!added.entries.has(name)) entries.set(name, { key, piece: maybe(old.node) });
  return added.isOpen;
}

/** Adds one property; says whether it may be any. */
function define(property: Syntax, entries: Map<string, Entry>, names: Names, depth: number): boolean {
  const [key, value] = [child(property, 'key'), child(property, 'value')];
  if (key === null || value === null) return true;
  const written = at(property, 'computed') === true ? known(read(key, names, depth + 1)) : (nameOf(key) ?? at(key, 'value'));
  if (typeof written !== 'string' && typeof written !== 'number') {
    for (const [name, { key: other, piece }] of entries) entries.set(name, { key: other, piece: maybe(piece.node) });
    return true;
  }
  const isCode = at(property, 'method') === true || at(property, 'kind') !== 'init';
  entries.set(String(written), { key, piece: isCode ? some(value) : read(value, names, depth + 1) });
  return false;
}

function list(node: Syntax, names: Names, depth: number): Piece {
  const items: Piece[] = [];
  for (const element of children(node, 'elements')) {
    if (element === null) return some(node);
    if (element.type !== 'SpreadElement') {
      items.push(read(element, names, depth + 1));
      continue;
    }
    const argument = child(element, 'argument');
    const more = argument === null ? null : read(argument, names, depth + 1);
    // A list of which some items are not known has none at a certain place.
    if (more?.is !== 'list') return some(node);
    items.push(...more.items);
  }
  return { is: 'list', items, node };
}

function identifier(node: Syntax, names: Names, depth: number): Piece {
  const variable = names.variable(node);
  if (variable === null || variable.defs.length === 0) return nameOf(node) === 'undefined' ? { is: 'absent', node } : maybe(node);
  const initial = depth < DEEPEST ? names.initial(variable) : null;
  if (initial === null) return typed(node, names) ?? maybe(node);
  const piece = read(initial, names, depth + 1);
  const isFixed = piece.is === 'known' || piece.is === 'unknown' || piece.is === 'made' || names.isOnlyRead(variable);
  return isFixed ? piece : some(node);
}

function member(node: Syntax, names: Names, depth: number): Piece {
  const imported = names.imported(node);
  // Members of an enumeration, as good as calls.
  if (imported !== null) return (isOfLibrary(imported.module) ? null : typed(node, names)) ?? { is: 'made', by: imported, args: [], node };
  const object = child(node, 'object');
  const name = propertyName(node);
  if (object === null || name === null) return maybe(node);
  if (object.type === 'ThisExpression') return field(node, names, depth);
  const from = read(object, names, depth + 1);
  if (from.is === 'made' || from.is === 'reference') return attributeOf(from, name, node, names);
  if (from.is !== 'map') return typed(node, names) ?? maybe(node);
  const found = from.entries.get(name);
  return found?.piece ?? (from.isOpen ? maybe(node) : { is: 'absent', node });
}

/** What only types can tell. */
function typed(node: Syntax, names: Names): Piece | null {
  const value = names.typed?.valueOf(node) ?? null;
  return value === null ? null : { is: 'known', value, node };
}

/** A field of the object at hand that is set once, to something that is made. Of all else, a subclass or another file may make what it likes. */
function field(node: Syntax, names: Names, depth: number): Piece {
  const initial = depth < DEEPEST ? names.field(node) : null;
  const piece = initial?.type === 'NewExpression' ? read(initial, names, depth + 1) : null;
  return piece?.is === 'made' ? piece : maybe(node);
}

function unary(node: Syntax, names: Names, depth: number): Piece {
  const argument = child(node, 'argument');
  const value = argument === null ? null : known(read(argument, names, depth + 1));
  switch (at(node, 'operator')) {
    case '-': return typeof value === 'number' ? { is: 'known', value: -value, node } : some(node);
    case '!': return typeof value === 'boolean' ? { is: 'known', value: !value, node } : some(node);
    case 'void': return { is: 'absent', node };
    default: return some(node);
  }
}

function binary(node: Syntax, names: Names, depth: number): Piece {
  const [left, right] = ['left', 'right'].map((side) => {
    const operand = child(node, side);
    return operand === null ? null : known(read(operand, names, depth + 1));
  });
  if (at(node, 'operator') !== '+' || left === null || right === null) return some(node);
  if (typeof left === 'number' && typeof right === 'number') return { is: 'known', value: left + right, node };
  return typeof left === 'string' || typeof right === 'string' ? { is: 'known', value: `${String(left)}${String(right)}`, node } : some(node);
}

/** One of two values, nobody knows which. */
function either(node: Syntax, branches: readonly (Syntax | null)[], names: Names, depth: number): Piece {
  const pieces = branches.map((branch) => (branch === null ? maybe(node) : read(branch, names, depth + 1)));
  const [first, second] = pieces;
  if (first?.is === 'known' && second?.is === 'known' && first.value === second.value) return first;
  return pieces.every(isThere) ? some(node) : maybe(node);
}

function logical(node: Syntax, names: Names, depth: number): Piece {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  if (left === null || right === null) return maybe(node);
  const first = read(left, names, depth + 1);
  if (at(node, 'operator') === '&&') return maybe(node);
  const isNothing = first.is === 'absent' || (first.is === 'known' && (first.value === null || (at(node, 'operator') === '||' && (first.value === '' || first.value === 0 || first.value === false))));
  if (isNothing) return read(right, names, depth + 1);
  if (first.is === 'known' || first.is === 'map' || first.is === 'list') return first;
  return isThere(read(right, names, depth + 1)) ? some(node) : maybe(node);
}

function made(node: Syntax, names: Names, depth: number): Piece {
  const callee = child(node, 'callee');
  if (callee === null) return maybe(node);
  const by = names.imported(callee);
  if (by !== null) {
    const args = children(node, 'arguments').map((argument) => (argument === null || argument.type === 'SpreadElement' ? maybe(node) : read(argument, names, depth + 1)));
    return { is: 'made', by, args, node };
  }
  if (node.type === 'NewExpression') return some(node);
  const method = callee.type === 'MemberExpression' ? propertyName(callee) : null;
  const called = callee.type === 'MemberExpression' ? calledOn(callee, method ?? '', node, names, depth) : null;
  if (called !== null) return called;
  const isGlobal = nameOf(callee) === 'String' || nameOf(callee) === 'Number';
  return isGlobal || (method !== null && YIELDING.has(method)) ? some(node) : maybe(node);
}

/** `JSON.stringify({ … })`, and `cluster.identity.get(0)`. */
function calledOn(callee: Syntax, method: string, node: Syntax, names: Names, depth: number): Piece | null {
  const object = child(callee, 'object');
  const [argument] = children(node, 'arguments');
  if (object === null || !argument || argument.type === 'SpreadElement') return null;
  if (method === 'stringify' && nameOf(object) === 'JSON') {
    const text = jsonOf(read(argument, names, depth + 1));
    if (text === null) return some(node);
    return text.includes('${') ? { is: 'reference', text, node } : { is: 'known', value: text, node };
  }
  if (method !== 'get') return null;
  const from = read(object, names, depth + 1);
  const index = known(read(argument, names, depth + 1));
  return from.is === 'reference' && typeof index === 'number' ? itemOf(from, index, node) : null;
}

/** Is a piece certain to be something, and not nothing? */
export function isThere(piece: Piece): boolean {
  switch (piece.is) {
    case 'known': return piece.value !== null;
    case 'absent': return false;
    case 'unknown': return piece.mark !== MAYBE;
    case 'made': return isCertain(piece.by) || piece.node.type === 'NewExpression';
    default: return true;
  }
}

/** Does what comes from there promise to be something? */
export function isCertain({ module, names }: Imported): boolean {
  return CERTAIN.test(module) && names.length > 0;
}

function known(piece: Piece | null): string | number | boolean | null {
  return piece?.is === 'known' ? piece.value : null;
}
