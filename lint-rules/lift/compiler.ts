/** A node of the compiler. Nodes, symbols and types are met by their shape, so that no compiler is needed or loaded. */
export interface Node {
  readonly parent?: Node;
  readonly flags: number;
  readonly pos: number;
  readonly end: number;
  readonly text?: string;
  readonly fileName?: string;
  readonly escapedText?: string;
  readonly name?: Node;
  readonly expression?: Node;
  readonly argumentExpression?: Node;
  readonly questionDotToken?: Node;
  readonly initializer?: Node;
  readonly type?: Node;
  readonly declarations?: readonly Node[];
  readonly properties?: readonly Node[];
  readonly parameters?: readonly Node[];
  readonly modifiers?: readonly Node[];
  readonly head?: { readonly text: string };
  readonly templateSpans?: readonly { readonly expression: Node; readonly literal: { readonly text: string } }[];
  getText(): string;
  getSourceFile(): Node & { readonly text: string };
}

/** What a name stands for. */
export interface TypeSymbol {
  readonly name: string;
  readonly flags: number;
  readonly declarations?: readonly Node[];
}

/** A type; `value` is that of a literal one. */
export interface Type {
  readonly value?: unknown;
  isStringLiteral(): boolean;
  isNumberLiteral(): boolean;
}

/** What the compiler answers. */
export interface Checker {
  getSymbolAtLocation(node: Node): TypeSymbol | undefined;
  getShorthandAssignmentValueSymbol(node?: Node): TypeSymbol | undefined;
  getAliasedSymbol(symbol: TypeSymbol): TypeSymbol;
  getTypeOfSymbol(symbol: TypeSymbol): Type;
  getTypeAtLocation(node: Node): Type;
  typeToString(type: Type): string;
  getConstantValue(node: Node): string | number | undefined;
}

/** What typescript-eslint hands to rules: a program where it was told to know types. */
export interface Services {
  readonly program?: Program | null;
  readonly esTreeNodeToTSNodeMap?: Pick<WeakMap<object, Node>, 'get'>;
}

/** The files the compiler reads, and what it was told. */
export interface Program {
  getTypeChecker(): Checker;
  getCompilerOptions(): Readonly<Record<string, unknown>>;
  getSourceFiles(): readonly Node[];
}
