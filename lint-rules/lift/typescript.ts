import type { Rule } from 'eslint';
import { SOME } from '../../src/graph/reading/unknown';
import type { Resource } from '../../src/load/resource';
import { stackOf, terraformBlock } from './cdktf';
import type { Draft } from './draft';
import { read } from './expression';
import { isFork } from './json';
import { nodesOf } from './nodes';
import { nameOf } from './object-name';
import { apiObject, kindOfClass, kubeObject, type Gvk } from './kube';
import type { Lifted } from './lift';
import { textOf, type Piece } from './piece';
import { Names, type Imported } from './scope';
import { exposedBy, kindOfPlus, plusObject } from './plus';
import { SourceOrigin } from './source-origin';
import { ancestor, child, children, propertyName, type Syntax } from './syntax';
import { blockOfClass } from './terraform-class';
import { UseFinder, type Uses } from './uses';

/** Files without these words hold no construct of cdk8s or of cdktf. */
const HINT = /cdk8s|cdkt[fn]|\/k8s['".]|\.gen\/providers\//;

/** What an expression makes, before it is a resource. */
interface Made {
  readonly node: Syntax;
  readonly by: Imported;
}

/**
 * The objects that source code makes with cdk8s, and the blocks that it makes with cdktf, as far as they can be known without running it. What runs only sometimes, or elsewhere,
 * is not joined with the rest: objects of one block, in one scope, are a world of their own.
 */
export function liftSource({ sourceCode, filename }: Rule.RuleContext): Lifted {
  const { text, visitorKeys } = sourceCode;
  const names = new Names(sourceCode);
  if (!HINT.test(text) && names.typed?.hasConstructs !== true) return NOTHING;
  const keys = visitorKeys as Readonly<Record<string, readonly string[]>>;
  const { uses: nodes } = nodesOf(sourceCode);
  const uses = new UseFinder(names, nodes, keys);
  // What a text does not name is not called, and most files name none of these. Types alone follow one name to another.
  if (text.includes(PATCH) && patchesAnything(nodes, names)) return NOTHING;
  const stack = stackOf(filename);
  const areKept = !(OVERRIDE.test(text) && overridesAnything(nodes, names));
  const blockOf = ({ node, by }: Made): Resource | null => {
    const type = areKept && node.type === 'NewExpression' ? blockOfClass(by) : null;
    return type === null ? null : terraformBlock(type, propsOf(node, names), node, uses.usesOf(node), names, stack);
  };
  const worlds = new Map<string, Resource[]>();
  const all = [...madeIn(nodes, names)];
  for (const made of all) {
    const block = blockOf(made);
    const resources = block === null ? objectsOf(made, names, uses).map((object) => resourceOf(object, object.node, names, filename)) : [block];
    if (resources.length === 0) continue;
    const key = worldOf(made.node, sourceCode.getText.bind(sourceCode) as (node: unknown) => string);
    const world = worlds.get(key) ?? [];
    worlds.set(key, world);
    world.push(...resources);
  }
  return { worlds: [...worlds.values()], waived: names.typed !== null || text.includes(WAIVING) ? waivedIn(nodes, names) : NOTHING.waived, isOpaque: all.some(({ by }) => isUnread(by)) };
}

const PATCH = 'addJsonPatch';
const OVERRIDE = /Aspects|addOverride/;
const WAIVING = 'waive';

const NOTHING: Lifted = { worlds: [], waived: new Set(), isOpaque: false };

function* madeIn(nodes: readonly Syntax[], names: Names): Generator<Made> {
  for (const node of nodes) {
    const callee = node.type === 'NewExpression' || node.type === 'CallExpression' ? child(node, 'callee') : null;
    if (callee === null) continue;
    const isSuper = callee.type === 'Super';
    if (node.type === 'CallExpression' && !isSuper) continue;
    const owner = isSuper ? ancestor(node, CLASSES) : null;
    const made = isSuper ? (owner === null ? null : child(owner, 'superClass')) : callee;
    const by = made === null ? null : names.imported(made);
    if (by !== null) yield { node, by };
  }
}

/** Constructs that make objects of kinds a law may wait for. */
function isUnread({ module, names }: Imported): boolean {
  return /^looplaw\/constructs(?:\/|$)/.test(module) || (/(?:^|\/)imports\/[\w.-]+$/.test(module) && kindOfClass({ module, names }) === null);
}

const CLASSES = new Set(['ClassDeclaration', 'ClassExpression']);

/** An object, and how it is written. */
interface Found {
  /** The expression that makes it. */
  readonly node: Syntax;
  readonly gvk: Gvk;
  /** What it is called where it has no name of its own. */
  readonly title?: string;
  readonly draft: Draft;
  readonly dialect: SourceOrigin['dialect'];
}

function objectsOf({ node, by }: Made, names: Names, finder: UseFinder): readonly Found[] {
  const [gvk, ofPlus] = [kindOfClass(by), kindOfPlus(by)];
  const isApiObject = by.module === 'cdk8s' && by.names.join() === 'ApiObject';
  if (gvk === null && ofPlus === null && !isApiObject) return [];
  const uses = finder.usesOf(node);
  const props = propsOf(node, names);
  if (ofPlus !== null) {
    const draft = plusObject(ofPlus, props, node, uses, names, finder);
    if (draft === null) return [];
    return [{ gvk: ofPlus, draft, node, dialect: 'plus' }, ...[...exposedBy(draft, node, uses, names, finder)].map((found) => ({ ...found, title: nameOf(node, names), dialect: 'plus' as const }))];
  }
  const patch = rawPatch(uses, names);
  if (patch === null) return [];
  if (gvk === null) {
    const object = apiObject(props, node, patch.isLabelled);
    return object === null ? [] : [{ ...object, node, dialect: 'plain' }];
  }
  const draft = kubeObject(gvk, props, node, patch.isLabelled);
  return draft === null ? [] : [{ gvk, draft, node, dialect: 'kube' }];
}

function propsOf(node: Syntax, names: Names): Piece {
  const [, , written] = children(node, 'arguments');
  return written ? read(written, names) : { is: 'absent', node };
}

/** What is done to an API object afterwards; `null` where that may be anything. */
function rawPatch({ escapes, calls, givenTo }: Uses, names: Names): { readonly isLabelled: boolean } | null {
  if (escapes || givenTo.some(({ by }) => !/^(?:cdk8s|constructs)/.test(by.module))) return null;
  let isLabelled = false;
  for (const { path: [first, second], node } of calls) {
    if (first === 'addDependency' || first === 'node' || first === 'toString') continue;
    if (first !== 'metadata' || mayWaive(second, node, names)) return null;
    isLabelled = true;
  }
  return { isLabelled };
}

/** May this call bring a waiver? */
function mayWaive(method: string | undefined, call: Syntax, names: Names): boolean {
  if (method !== 'addAnnotation') return false;
  const [key] = children(call, 'arguments');
  const text = key ? textOf(read(key, names)) : null;
  return text === null || text.startsWith('looplaw');
}

/** Is there a JSON patch whose target nobody knows, such as every object of a tree? */
function patchesAnything(nodes: readonly Syntax[], names: Names): boolean {
  return nodes.some((node) => {
    const callee = node.type === 'CallExpression' ? child(node, 'callee') : null;
    if (callee?.type !== 'MemberExpression' || propertyName(callee) !== PATCH) return false;
    const object = child(callee, 'object');
    if (object === null || object.type === 'ThisExpression') return object === null;
    if (object.type === 'MemberExpression' && child(object, 'object')?.type === 'ThisExpression') return false;
    const target = object.type === 'CallExpression' ? children(object, 'arguments')[0] ?? null : object;
    const variable = target === null ? null : names.variable(target);
    return variable === null || names.initial(variable)?.type !== 'NewExpression';
  });
}

/** Does something change blocks of Terraform of which nobody knows which: an aspect, or an override of a stack? */
function overridesAnything(nodes: readonly Syntax[], names: Names): boolean {
  return nodes.some((node) => {
    const callee = node.type === 'CallExpression' ? child(node, 'callee') : null;
    if (callee?.type !== 'MemberExpression') return false;
    const by = names.imported(callee);
    if (by !== null) return isFork(by.module) && by.names.join('.') === 'Aspects.of';
    if (propertyName(callee) !== 'addOverride' || child(callee, 'object')?.type !== 'ThisExpression') return false;
    const [path] = children(node, 'arguments');
    const text = path ? textOf(read(path, names)) : null;
    return text === null || !/^(?:terraform|provider|output|variable)\b/.test(text);
  });
}

/** Laws that are waived in code: for what, is not asked. */
function waivedIn(nodes: readonly Syntax[], names: Names): Lifted['waived'] {
  const waived = new Set<string>();
  for (const node of nodes) {
    const callee = node.type === 'CallExpression' ? child(node, 'callee') : null;
    const by = callee === null ? null : names.imported(callee);
    if (by === null || by.names.at(-1) !== WAIVING || !by.module.startsWith('looplaw')) continue;
    const [, law] = children(node, 'arguments');
    const id = law ? textOf(read(law, names)) : null;
    if (id === null) return 'all';
    waived.add(id);
  }
  return waived;
}

/** Blocks that run by themselves, or not at all. */
const BLOCKS = new Set([
  'ArrowFunctionExpression', 'ConditionalExpression', 'DoWhileStatement', 'ForInStatement', 'ForOfStatement', 'ForStatement', 'FunctionDeclaration',
  'FunctionExpression', 'IfStatement', 'LogicalExpression', 'Program', 'PropertyDefinition', 'StaticBlock', 'SwitchCase', 'TryStatement', 'WhileStatement',
]);

/** Where an object is made: the block that runs, the branch of it, and the scope that is handed over. */
function worldOf(node: Syntax, textOf: (node: unknown) => string): string {
  let here = node;
  while (here.parent !== null && !BLOCKS.has(here.parent.type)) here = here.parent;
  const [scope] = children(node, 'arguments');
  const branch = here.parent?.type === 'Program' ? '' : here.range.join();
  return `${here.parent?.range.join() ?? ''}:${branch}:${scope ? textOf(scope) : ''}`;
}

function resourceOf({ gvk: { apiVersion, kind }, draft, dialect, title }: Found, node: Syntax, names: Names, filename: string): Resource {
  const value = draft.value as Readonly<Record<string, unknown>>;
  const metadata = (typeof value['metadata'] === 'object' ? value['metadata'] : {}) as Readonly<Record<string, unknown>>;
  const named = typeof metadata['name'] === 'string' ? metadata['name'] : null;
  const namespace = metadata['namespace'];
  return {
    apiVersion,
    kind,
    name: named ?? title ?? nameOf(node, names),
    namespace: typeof namespace === 'string' ? namespace : null,
    value: metadata['name'] === undefined ? { ...value, metadata: SOME } : value,
    origin: new SourceOrigin(filename, draft, node, dialect),
    duplicateKeys: [],
  };
}
