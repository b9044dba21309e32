import type { Rule, Scope } from 'eslint';
import { ancestor, at, bare, child, children, descendants, nameOf, propertyName, wrapped, type Syntax } from './syntax';
import { isOfLibrary, Typed } from './typed';

/** Where something that was imported comes from: a module, and the names that lead to it. */
export interface Imported {
  readonly module: string;
  /** `['k8s', 'KubeDeployment']`; a namespace and a default export have no name of their own. */
  readonly names: readonly string[];
}

const CLASSES = new Set(['ClassDeclaration', 'ClassExpression']);
const SETTING = new Set(['AssignmentExpression', 'PropertyDefinition']);

/** Names of a source file, and what they stand for. */
export class Names {
  private readonly origins = new Map<Syntax, Imported | null>();
  private readonly variables = new Map<Syntax, Scope.Variable | null>();
  private readonly fields = new Map<Syntax, ReadonlyMap<string, Syntax | null>>();
  private readonly labels = new Map<string, Syntax>();

  /** What types add, where the parser knows them. */
  readonly typed: Typed | null;

  constructor(private readonly sourceCode: Rule.RuleContext['sourceCode']) {
    this.typed = Typed.of(sourceCode);
  }

  /** Where an expression such as `kplus.k8s.KubePod` is imported from; `null` when it is not. */
  imported(expression: Syntax): Imported | null {
    let found = this.origins.get(expression);
    if (found === undefined) this.origins.set(expression, (found = this.sourceOf(bare(expression))));
    return found;
  }

  private sourceOf(node: Syntax): Imported | null {
    const origin = this.originOf(node);
    return origin === null || isOfLibrary(origin.module) ? origin : (this.typed?.originOf(node) ?? origin);
  }

  private originOf(node: Syntax): Imported | null {
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
    if (node.type !== 'Identifier') return null;
    let found = this.variables.get(node);
    if (found === undefined) this.variables.set(node, (found = this.resolved(node)));
    return found;
  }

  private resolved(node: Syntax): Scope.Variable | null {
    const name = nameOf(node);
    if (name === null) return null;
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

  /** What `this.name` is set to in its class, once and for all; `null` when it is set elsewhere, or again. */
  field(member: Syntax): Syntax | null {
    const owner = ancestor(member, CLASSES);
    const name = propertyName(member);
    if (owner === null || name === null) return null;
    const fields = this.fields.get(owner) ?? this.fieldsOf(owner);
    this.fields.set(owner, fields);
    return fields.get(name) ?? null;
  }

  /** A name for what an expression makes that nothing else in the file has: its id, where that is written. */
  label(made: Syntax): string {
    const [, id] = children(made, 'arguments');
    const written = id?.type === 'Literal' ? at(id, 'value') : null;
    const wanted = (typeof written === 'string' ? written : '').replace(/[^\w-]/g, '') || 'unnamed';
    const holder = this.labels.get(wanted) ?? made;
    this.labels.set(wanted, holder);
    return holder === made ? wanted : `${wanted}_${made.loc.start.line}_${made.loc.start.column}`;
  }

  private fieldsOf(owner: Syntax): ReadonlyMap<string, Syntax | null> {
    const keys = this.sourceCode.visitorKeys as Readonly<Record<string, readonly string[]>>;
    const fields = new Map<string, Syntax | null>();
    const set = (name: string | null, value: Syntax | null): void => {
      if (name !== null && value !== null) fields.set(name, fields.has(name) ? null : value);
    };
    for (const node of descendants(owner, SETTING, keys)) {
      const left = node.type === 'AssignmentExpression' ? child(node, 'left') : null;
      if (node.type === 'PropertyDefinition') set(nameOf(child(node, 'key')), child(node, 'value'));
      else if (left?.type === 'MemberExpression' && child(left, 'object')?.type === 'ThisExpression') set(propertyName(left), child(node, 'right'));
    }
    return fields;
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
