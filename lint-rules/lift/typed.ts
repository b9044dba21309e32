import type { Rule } from 'eslint';
import type { Checker, Node, Program, Services, Type, TypeSymbol } from './compiler';
import type { Imported } from './scope';
import { child, type Syntax } from './syntax';

/** Bits of the compiler's flags, which have been the same since it had them. */
const BIT = { const: 2, declared: 6, enumMember: 8, alias: 2_097_152, optional: 16_777_216 };

/** Constants followed one after the other. */
const DEEPEST = 12;

/** Modules that say by their name what is imported of them. */
const LIBRARY = /^(?:cdk8s|cdk8s-plus-\d+|constructs|cdkt[fn]|@cdkt[fn]\/provider-.+|looplaw(?:\/.+)?)$|(?:^|\/)(?:k8s(?:\.[cm]?[jt]s)?|\.gen\/providers\/.+|imports\/[\w.-]+)$/;

/** Does the name of a module tell all, so that types have nothing to add? */
export function isOfLibrary(module: string): boolean {
  return LIBRARY.test(module);
}

/**
 * What the compiler knows of a file beyond the file, where the parser was told to ask it (`projectService` of typescript-eslint). Types are believed where a
 * caller has to keep them, in parameters; constants of other files are read where they are written, for a type may be claimed by a cast.
 */
export class Typed {
  private constructor(private readonly program: Program, private readonly nodes: NonNullable<Services['esTreeNodeToTSNodeMap']>) {}

  /** `null` where the parser knows no types. */
  static of(sourceCode: Rule.RuleContext['sourceCode']): Typed | null {
    const { program, esTreeNodeToTSNodeMap: nodes } = (sourceCode.parserServices ?? {}) as Services;
    return program && nodes ? new Typed(program, nodes) : null;
  }

  /** Is a library of constructs anywhere in the program? Files that name none may have it from others. */
  get hasConstructs(): boolean {
    return this.program.getSourceFiles().some(({ fileName = '' }) => /\/node_modules\/(?:cdk8s|cdkt[fn])\//.test(fileName));
  }

  /** The library that declares what an expression names, however many files hand it on; `null` for what the project declares itself. */
  originOf(expression: Syntax): Imported | null {
    const node = this.nodes.get(child(expression, 'property') ?? expression);
    const symbol = node === undefined ? null : this.symbolOf(node);
    const [declaration, ...others] = symbol?.declarations ?? [];
    const file = declaration?.fileName === undefined ? declaration?.parent : declaration;
    if (symbol === null || declaration === undefined || others.length > 0 || file?.fileName === undefined) return null;
    const origin = declaredIn(file as Node & { readonly fileName: string });
    return origin === null || file === declaration ? origin : { ...origin, names: [...origin.names, symbol.name] };
  }

  /** The one value an expression must have; `null` where it may have others. */
  valueOf(expression: Syntax): string | number | boolean | null {
    const node = this.nodes.get(expression);
    return node === undefined ? null : this.value(node, 0);
  }

  private value(node: Node, depth: number): string | number | boolean | null {
    const end = this.end(node, depth);
    if (end === null) return null;
    if (isReference(end)) {
      const symbol = this.symbolOf(end);
      const [declaration] = symbol?.declarations ?? [];
      if (symbol === null || declaration === undefined) return null;
      return symbol.flags & BIT.enumMember ? (this.checker.getConstantValue(declaration) ?? null) : this.literal(this.checker.getTypeOfSymbol(symbol));
    }
    const { head, templateSpans } = end;
    if (head === undefined || templateSpans === undefined) return isLiteral(end) ? this.literal(this.checker.getTypeAtLocation(end)) : null;
    const holes = templateSpans.map(({ expression }) => this.value(expression, depth + 1));
    return holes.includes(null) ? null : head.text + templateSpans.map(({ literal }, i) => `${String(holes[i])}${literal.text}`).join('');
  }

  /** Where the way from a constant to what it is set to ends: at something written out, a member of an enumeration, or what a caller gives. */
  private end(from: Node, depth: number): Node | null {
    const node = uncast(from);
    if (node === null || depth > DEEPEST || !isReference(node)) return node;
    const symbol = node.questionDotToken === undefined ? this.symbolOf(node) : null;
    const [declaration, ...others] = symbol?.declarations ?? [];
    if (symbol === null || declaration === undefined || others.length > 0) return null;
    if (symbol.flags & BIT.enumMember || this.isGiven(node)) return node;
    const { parent, initializer, name } = declaration;
    if (parent?.declarations?.includes(declaration) === true) return initializer !== undefined && (parent.flags & BIT.declared) === BIT.const ? this.end(initializer, depth + 1) : null;
    const isStatic = ['static', 'readonly'].every((word) => declaration.modifiers?.some((modifier) => modifier.getText() === word));
    const isPart = node.expression !== undefined && parent?.properties?.includes(declaration) === true && parent.properties.every(isNamed) && this.end(node.expression, depth + 1) === parent;
    const set = isStatic ? initializer : isPart ? (initializer ?? name) : undefined;
    const end = set === undefined ? null : this.end(set, depth + 1);
    // What may be set again has a wider type.
    return end?.properties !== undefined || this.literal(this.checker.getTypeOfSymbol(symbol)) !== null ? end : null;
  }

  /** Does a caller have to give it as its type says: a parameter, or a member of one, that may not be left out? */
  private isGiven(node: Node): boolean {
    const { strict, strictNullChecks = strict } = this.program.getCompilerOptions();
    const symbol = isReference(node) && node.questionDotToken === undefined ? this.symbolOf(node) : null;
    const [declaration] = symbol?.declarations ?? [];
    if (strictNullChecks !== true || symbol === null || declaration?.type === undefined || declaration.initializer !== undefined || symbol.flags & BIT.optional) return false;
    return node.expression === undefined ? declaration.parent?.parameters?.includes(declaration) === true : this.isGiven(node.expression);
  }

  private symbolOf(node: Node): TypeSymbol | null {
    const named = node.argumentExpression ?? node;
    const symbol = this.checker.getShorthandAssignmentValueSymbol(named.parent) ?? this.checker.getSymbolAtLocation(named);
    return symbol === undefined ? null : symbol.flags & BIT.alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  private literal(type: Type): string | number | boolean | null {
    if (type.isStringLiteral() || type.isNumberLiteral()) return type.value as string | number;
    const text = this.checker.typeToString(type);
    return text === 'true' || text === 'false' ? text === 'true' : null;
  }

  private get checker(): Checker {
    return this.program.getTypeChecker();
  }
}

/** `IMAGE`, `Images.api`, `images['api']` */
function isReference({ escapedText, expression, name, argumentExpression }: Node): boolean {
  return escapedText !== undefined || (expression !== undefined && (name ?? argumentExpression) !== undefined);
}

/** Is it a property whose name is written, and none that may write over others? */
function isNamed({ name }: Node): boolean {
  return name !== undefined && name.expression === undefined;
}

/** An expression without `as const` and `satisfies`; `null` where a cast claims what it is. */
function uncast(from: Node): Node | null {
  let node = from;
  while (node.expression !== undefined && node.type !== undefined) {
    const { expression, type } = node;
    if (type.getText() !== 'const' && !/\bsatisfies\b/.test(node.getSourceFile().text.slice(expression.end, type.pos))) return null;
    node = expression;
  }
  return node;
}

function isLiteral(node: Node): boolean {
  const text = node.getText();
  return (node.text !== undefined && /^["'`\d.]/.test(text)) || /^-[\d.][\w.]*$|^(?:true|false)$/.test(text);
}

/** The library a file of declarations belongs to, or that a generator wrote. */
function declaredIn({ fileName, text = '' }: Node & { readonly fileName: string }): Imported | null {
  const path = fileName.replace(/(?:\.d)?\.[cm]?tsx?$/, '');
  const [, library = '', rest = ''] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(path) ?? [];
  if (library === '') return /\/\.gen\/providers\//.test(path) || /^\/\/ generated by cdk8s/.test(text) ? { module: path, names: [] } : null;
  if (library === 'looplaw' || /^@cdkt[fn]\/provider-/.test(library)) return { module: `${library}/${library === 'looplaw' ? rest.replace(/^lib\//, '') : rest}`, names: [] };
  return isOfLibrary(library) ? { module: library, names: rest.endsWith('/imports/k8s') ? ['k8s'] : [] } : null;
}
