// What props may be, read from their types by the compiler, so that those who have none are told the same when they run their program.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** The tables, by the folder whose files use them, and where they are written. */
const TABLES = { '.': 'constructs/props/shapes.ts', aws: 'constructs/aws/shapes.ts', azure: 'constructs/azure/shapes.ts' };
const CLOUDS = ['aws', 'azure', 'gcp'];

/** Source of each table, by its path. A shape is made of each type whose name stands in `checked(SHAPES, 'Name', …)`. */
export function shapeTables(root) {
  const files = readdirSync(join(root, 'constructs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('shapes.ts')).sort();
  const used = files.flatMap((file) => [...readFileSync(join(root, 'constructs', file), 'utf8').matchAll(/\bchecked\(SHAPES, '(\w+)'/g)].map(([, name]) => ({ file, name, table: TABLES[file.split('/')[0]] ?? TABLES['.'] })));
  const asked = join(root, 'constructs/asked.ts');
  const program = programOf(root, asked, used.map(({ file, name }, i) => askedFor(join(root, 'constructs', file), name, i)).join('\n'));
  const checker = program.getTypeChecker();
  const names = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(asked)));
  return new Map([...new Set(used.map(({ table }) => table))].map((table) => {
    const shapes = new Shapes(checker, root);
    const roots = used.flatMap((one, i) => (one.table === table ? [[one.name, names.filter(({ name }) => name.startsWith(`T${i}_`))]] : []));
    for (const [name, types] of roots) shapes.add(name, types);
    return [table, sourceOf(shapes, [...new Set(roots.map(([name]) => name))].sort(), relative(dirname(join(root, table)), join(root, 'constructs/props/shape')), table !== TABLES['.'])];
  }));
}

/** Names a type as a module can ask for it: one of a cloud once for each, others of the widest kind. */
function askedFor(file, name, i) {
  const { statements } = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true);
  const declaration = statements.find((one) => (ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one)) && one.name.text === name);
  const imported = statements.find((one) => ts.isImportDeclaration(one) && one.importClause?.namedBindings?.elements?.some((element) => element.name.text === name));
  if (declaration === undefined && imported === undefined) throw new Error(`${file} asks for the shape of ${name}, which is neither declared nor imported there`);
  const from = declaration !== undefined ? file.slice(0, -3) : imported.moduleSpecifier.text.startsWith('.') ? join(dirname(file), imported.moduleSpecifier.text) : imported.moduleSpecifier.text;
  const [constraint] = (declaration?.typeParameters ?? []).map((parameter) => parameter.constraint?.getText() ?? 'unknown');
  const given = constraint === undefined ? { _: '' } : constraint === 'Cloud' ? Object.fromEntries(CLOUDS.map((cloud) => [`_${cloud}`, `<'${cloud}'>`])) : { _: `<${constraint}>` };
  return [`import type { ${name} as N${i} } from '${from}';`, ...Object.entries(given).map(([of, parameter]) => `export type T${i}${of} = N${i}${parameter};`)].join('\n');
}

function programOf(root, file, text) {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, ...more) => (path === file ? ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true) : getSourceFile(path, ...more));
  return ts.createProgram([file], { ...options, noEmit: true }, host);
}

function sourceOf({ table }, roots, shape, isOfCloud) {
  const from = shape.startsWith('.') ? shape : `./${shape}`;
  const lines = [...merged(table)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => `  ${/^\w+$/.test(name) ? name : `'${name}'`}: ${JSON.stringify(of)},`);
  return [
    '// Written by `npm run generate` from the types of props.', `import type { Shapes } from '${from}';`, '',
    `/** Types of props that are asked for by name. */\ntype Asked = ${roots.map((name) => `'${name}'`).join(' | ')};`, '',
    '/** What props of these constructs may be. */', 'export const SHAPES: Shapes<Asked> = {', ...(isOfCloud ? ["  '#tokens': '*',"] : []), ...lines, '};', '',
  ].join('\n');
}

/** What is the same for each cloud stands there once. */
function merged(table) {
  const texts = new Map([...table].map(([name, shape]) => [name, JSON.stringify(shape)]));
  for (let isDone = false; !isDone;) {
    isDone = true;
    for (const [name, text] of texts) {
      const base = name.split('~')[0];
      const [twin] = [...texts].find(([other, same]) => other !== name && same === text && other.split('~')[0] === base && other.length <= name.length && other < name) ?? [];
      if (twin === undefined) continue;
      texts.delete(name);
      for (const [other, before] of texts) texts.set(other, before.replaceAll(`"@${name}"`, `"@${twin}"`));
      isDone = false;
    }
  }
  return [...texts].map(([name, text]) => [name, simpler(JSON.parse(text))]);
}

/** Choices that have become the same are one. */
function simpler(shape) {
  if (!Array.isArray(shape)) return typeof shape === 'object' && shape !== null ? Object.fromEntries(Object.entries(shape).map(([key, inner]) => [key, simpler(inner)])) : shape;
  if (shape[0] === '=') return shape;
  const parts = shape.map(simpler);
  return parts[0] === '|' ? choice(parts.slice(1)) : parts;
}

/** Reads types into shapes; what has a name stands in the table once. The codes are those of `constructs/props/shape.ts`. */
class Shapes {
  table = new Map();
  #names = new Map();

  constructor(checker, root) {
    this.checker = checker;
    this.home = join(root, 'constructs');
  }

  add(name, symbols) {
    const shape = choice(symbols.map(({ declarations: [{ type }] }) => (type.typeArguments === undefined ? this.#ofNode(type) : this.#structure(this.checker.getTypeFromTypeNode(type)))));
    // A class is in the table by its name as soon as it is read.
    if (shape !== `@${name}`) this.table.set(name, shape);
  }

  /** Parts that are joined by `&` stay apart: multiplied out, a workload would be a hundred choices. */
  #ofNode(node) {
    if (ts.isParenthesizedTypeNode(node)) return this.#ofNode(node.type);
    if (ts.isIntersectionTypeNode(node)) return ['&', ...node.types.map((part) => this.#ofNode(part))];
    if (ts.isUnionTypeNode(node)) return choice(node.types.map((part) => this.#ofNode(part)));
    if (ts.isTypeReferenceNode(node) && node.typeArguments === undefined) {
      const symbol = this.checker.getSymbolAtLocation(node.typeName);
      const of = symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
      const [declaration] = of.declarations;
      if (ts.isTypeAliasDeclaration(declaration) && declaration.typeParameters === undefined) return this.#ofNode(declaration.type);
      if (ts.isInterfaceDeclaration(declaration)) return this.#structure(this.checker.getTypeFromTypeNode(node));
    }
    return this.#of(this.checker.getTypeFromTypeNode(node));
  }

  #of(type) {
    const { flags } = type;
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.NonPrimitive)) return '*';
    if (flags & ts.TypeFlags.String) return 's';
    if (flags & ts.TypeFlags.Number) return 'n';
    if (flags & ts.TypeFlags.Boolean) return 'b';
    if (flags & (ts.TypeFlags.Never | ts.TypeFlags.Undefined)) return '!';
    if (flags & ts.TypeFlags.Null) return ['=', null];
    if (flags & ts.TypeFlags.BooleanLiteral) return ['=', type.intrinsicName === 'true'];
    // Which numbers there may be, the construct says: most are bounds.
    if (flags & ts.TypeFlags.NumberLiteral) return 'n';
    if (flags & ts.TypeFlags.Literal) return ['=', type.value];
    if (flags & ts.TypeFlags.TemplateLiteral) return template(type);
    if (flags & ts.TypeFlags.Instantiable) return this.#of(this.checker.getBaseConstraintOfType(type) ?? this.checker.getUnknownType());
    if (flags & ts.TypeFlags.Union) return choice(type.types.filter((one) => !(one.flags & ts.TypeFlags.Undefined)).map((one) => this.#of(one)));
    if (this.checker.isArrayType(type)) return ['[', this.#of(this.checker.getTypeArguments(type)[0]), 0];
    if (this.checker.isTupleType(type)) return this.#tuple(type);
    if (type.getCallSignatures().length > 0) return 'f';
    return this.#named(type);
  }

  #tuple(type) {
    const { minLength, hasRestElement } = type.target;
    const elements = [...new Map(this.checker.getTypeArguments(type).map((one) => [JSON.stringify(this.#of(one)), this.#of(one)])).values()];
    return ['[', choice(elements), hasRestElement ? minLength : Math.min(1, minLength)];
  }

  #named(type) {
    const symbol = type.aliasSymbol ?? type.symbol;
    const name = this.#isNamed(symbol) ? this.#nameOf(type, symbol) : null;
    if (name === null) return this.#structure(type);
    if (!this.table.has(name)) {
      this.table.set(name, '*');
      this.table.set(name, this.#structure(type));
    }
    return `@${name}`;
  }

  /** Has it a name people know? Not what the compiler makes up, nor the tools of its library. */
  #isNamed(symbol) {
    const [declaration] = symbol?.declarations ?? [];
    return declaration !== undefined && !symbol.name.startsWith('__') && !/asked\.ts$|typescript\/lib\//.test(declaration.getSourceFile().fileName);
  }

  /** Types of one name, such as that of two clouds, are told apart by a number. */
  #nameOf(type, symbol) {
    const same = this.#names.get(symbol.name) ?? [];
    this.#names.set(symbol.name, same);
    const key = this.checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation) + (symbol.declarations?.[0]?.getSourceFile().fileName ?? '');
    if (!same.includes(key)) same.push(key);
    return `${symbol.name}${same.indexOf(key) === 0 ? '' : `~${same.indexOf(key) + 1}`}`;
  }

  #structure(type) {
    if (type.flags & ts.TypeFlags.Union) return choice(type.types.map((one) => this.#structure(one)));
    const symbol = type.aliasSymbol ?? type.symbol;
    const name = this.#isNamed(symbol) ? symbol.name : '';
    const isClass = (type.symbol?.flags ?? 0) & ts.SymbolFlags.Class;
    const isOurs = this.#isOurs(type.symbol);
    if (isClass || (!isOurs && type.symbol?.declarations?.[0]?.getSourceFile().fileName.includes('node_modules') && !type.aliasSymbol && name !== '')) return this.#instanceOf(type, name);
    const index = this.checker.getIndexInfoOfType(type, ts.IndexKind.String) ?? this.checker.getIndexInfosOfType(type)[0];
    const properties = this.checker.getPropertiesOfType(type);
    // Keys that must not be there, such as those of a static credential, the construct names.
    if (index !== undefined) return ['{', loose(this.#of(index.type))];
    return ['.', name, Object.fromEntries(properties.map((property) => {
      const of = this.#of(this.checker.getTypeOfSymbol(property));
      const tags = property.getJsDocTags().map(({ name: tag }) => tag);
      return [`${property.name}${property.flags & ts.SymbolFlags.Optional ? '?' : ''}`, tagged(of, tags)];
    }))];
  }

  #isOurs(symbol) {
    return (symbol?.declarations ?? []).some((declaration) => declaration.getSourceFile().fileName.startsWith(this.home));
  }

  /** Of an object with a life of its own it is asked what tells it from others, and that the rest is there. */
  #instanceOf(type, name) {
    const members = this.checker.getPropertiesOfType(type).filter((member) => (member.name === 'node' || (this.#isOurs(member) && isPublic(member))));
    const shapeOf = (member) => {
      const of = this.checker.getTypeOfSymbol(member);
      if (of.flags & ts.TypeFlags.Literal) return this.#of(of);
      return of.getCallSignatures().length > 0 ? 'f' : '+';
    };
    return ['#', name, Object.fromEntries(members.filter((member) => !(member.flags & ts.SymbolFlags.Optional)).map((member) => [member.name, shapeOf(member)]))];
  }
}

function isPublic({ declarations = [] }) {
  return declarations.every((declaration) => !(ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)));
}

/** One of several; literals become one list, and both booleans `b`. */
function choice(shapes) {
  const flat = shapes.flatMap((shape) => (shape[0] === '|' ? shape.slice(1) : [shape]));
  const literals = [...new Set(flat.flatMap((shape) => (shape[0] === '=' ? shape.slice(1) : [])))];
  const isBoolean = literals.includes(true) && literals.includes(false);
  const forms = flat.filter((shape) => shape[0] === '~');
  const plain = flat.filter((shape) => shape[0] !== '~' && shape[0] !== '=');
  const form = forms.length === 0 ? [] : [['~', forms[0][1], ...(forms.every(([, , pattern]) => pattern !== undefined) ? [[...new Set(forms.map(([, , pattern]) => pattern))].join('|')] : [])]];
  const others = [...new Map([...form, ...plain].map((shape) => [JSON.stringify(shape), shape])).values()];
  const left = literals.filter((literal) => !isBoolean || typeof literal !== 'boolean');
  const all = [...others, ...(isBoolean ? ['b'] : []), ...(left.length > 0 ? [['=', ...left]] : [])];
  return all.length === 1 ? all[0] : ['|', ...all];
}

/** What the tags of a field make of its shape. */
function tagged(shape, tags) {
  const of = tags.includes('refused') ? open(shape) : tags.includes('empty') ? loose(shape) : tags.includes('filled') ? filled(shape) : shape;
  return tags.includes('later') ? ['?', of] : tags.includes('token') ? ['?', of, 'token'] : of;
}

/** Literals, forms and empty lists that the construct refuses itself, and says why: tagged `@refused`. */
function open(shape) {
  if (shape[0] === '=') return 's';
  if (shape[0] === '~') return shape.slice(0, 2);
  if (shape[0] === '|') return ['|', ...shape.slice(1).map(open)];
  return shape[0] === '[' ? ['[', open(shape[1]), 0] : shape;
}

/** Texts of a map that may not be empty, such as ids: tagged `@filled`. */
function filled(shape) {
  return shape[0] === '{' && shape[1] === 't' ? ['{', 's'] : shape;
}

/** Text that may be empty: tagged `@empty`. */
function loose(shape) {
  if (shape === 's') return 't';
  switch (shape[0]) {
    case '[': return ['[', loose(shape[1]), shape[2]];
    case '{': return ['{', loose(shape[1])];
    case '|': return ['|', ...shape.slice(1).map(loose)];
    default: return shape;
  }
}

/** A text of a form: by an example, and as a pattern. */
function template({ texts, types }) {
  const hole = (type) => {
    if (type.flags & ts.TypeFlags.Number) return ['1', '-?[0-9]+(?:[.][0-9]+)?'];
    if (type.flags & ts.TypeFlags.String) return ['…', '[^]*'];
    const words = (type.types ?? [type]).map(({ value }) => String(value));
    return [words[0], `(?:${words.map(escape).join('|')})`];
  };
  const holes = types.map(hole);
  return ['~', texts[0] + holes.map(([example], i) => example + texts[i + 1]).join(''), `^${escape(texts[0])}${holes.map(([, pattern], i) => pattern + escape(texts[i + 1])).join('')}$`];
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '[$&]');
}
