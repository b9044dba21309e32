import type { Rule, Scope } from 'eslint';
import { at, bare, child, children, nameOf, propertyName, wrapped, type Syntax } from './syntax';

/** Where something that was imported comes from: a module, and the names that lead to it. */
export interface Imported {
  readonly module: string;
  /** `['k8s', 'KubeDeployment']`; a namespace and a default export have no name of their own. */
  readonly names: readonly string[];
}

/** Names of a source file, and what they stand for. */
export class Names {
  constructor(private readonly sourceCode: Rule.RuleContext['sourceCode']) {}

  /** Where an expression such as `kplus.k8s.KubePod` is imported from; `null` when it is not. */
  imported(expression: Syntax): Imported | null {
    const node = bare(expression);
    if (node.type === 'MemberExpression') {
      const object = child(node, 'object');
      const name = propertyName(node);
      const from = object === null || name === null ? null : this.imported(object);
      return from === null || name === null ? null : { module: from.module, names: [...from.names, name] };
    }
    const variable = this.variable(node);
    const [definition] = variable?.defs ?? [];
    if (definition === undefined) return null;
    return definition.type === 'ImportBinding' ? importOf(definition) : this.required(definition);
  }

  /** The variable an identifier stands for. */
  variable(node: Syntax): Scope.Variable | null {
    const name = nameOf(node);
    if (name === null || node.type !== 'Identifier') return null;
    for (let scope: Scope.Scope | null = this.sourceCode.getScope(node as never); scope !== null; scope = scope.upper) {
      const variable = scope.set.get(name);
      if (variable !== undefined) return variable;
    }
    return null;
  }

  /** What a variable is set to, once and for all; `null` when it is set elsewhere, again, or by taking something apart. */
  initial(variable: Scope.Variable): Syntax | null {
    const [definition, ...others] = variable.defs;
    if (definition?.type !== 'Variable' || others.length > 0) return null;
    const declarator = definition.node as unknown as Syntax;
    if (child(declarator, 'id')?.type !== 'Identifier') return null;
    if (variable.references.some((reference) => reference.isWrite() && reference.init !== true)) return null;
    return child(declarator, 'init');
  }

  /** Is what a variable holds only read, as far as the file shows? What is handed to a function may be changed by it. */
  isOnlyRead(variable: Scope.Variable): boolean {
    return variable.references.every((reference) => reference.init === true || isReading(reference.identifier as unknown as Syntax));
  }

  private required({ type, node }: Scope.Definition): Imported | null {
    const declarator = node as unknown as Syntax;
    const call = type === 'Variable' ? child(declarator, 'init') : null;
    if (call?.type !== 'CallExpression' || nameOf(child(call, 'callee')) !== 'require') return null;
    const [argument] = children(call, 'arguments');
    const module = argument?.type === 'Literal' ? at(argument, 'value') : null;
    return typeof module === 'string' && child(declarator, 'id')?.type === 'Identifier' ? { module, names: [] } : null;
  }
}

function importOf({ node, parent }: Scope.Definition): Imported | null {
  const source = parent === null ? null : child(parent as unknown as Syntax, 'source');
  const module = source === null ? null : at(source, 'value');
  if (typeof module !== 'string') return null;
  const specifier = node as unknown as Syntax;
  const name = specifier.type === 'ImportSpecifier' ? nameOf(child(specifier, 'imported')) : null;
  return { module, names: name === null || name === 'default' ? [] : [name] };
}

/** Methods that change nothing of what they are called on. */
const HARMLESS = new Set(['at', 'concat', 'entries', 'every', 'filter', 'find', 'flatMap', 'includes', 'indexOf', 'join', 'keys', 'map', 'slice', 'some', 'toString', 'values']);
const COPYING = new Set(['Property', 'SpreadElement', 'ArrayExpression', 'NewExpression', 'TemplateLiteral', 'BinaryExpression', 'UnaryExpression']);

function isReading(identifier: Syntax): boolean {
  let here = wrapped(identifier);
  for (;;) {
    const { parent } = here;
    if (parent === null) return false;
    if (parent.type.startsWith('TS') || parent.type === 'ExportSpecifier' || COPYING.has(parent.type)) return !(parent.type === 'UnaryExpression' && at(parent, 'operator') === 'delete');
    if (parent.type === 'MemberExpression') {
      if (child(parent, 'object') !== here) return true;
      const outer = wrapped(parent);
      if (outer.parent?.type === 'CallExpression' && child(outer.parent, 'callee') === outer) return HARMLESS.has(propertyName(parent) ?? '');
      here = outer;
    } else if (parent.type === 'ConditionalExpression' || parent.type === 'LogicalExpression') here = wrapped(parent);
    else return parent.type === 'CallExpression' && child(parent, 'callee')?.type === 'Super';
  }
}
