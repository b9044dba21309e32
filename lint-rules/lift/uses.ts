import type { Names, Imported } from './scope';
import { ancestor, at, child, children, descendants, nameOf, propertyName, wrapped, type Syntax } from './syntax';

/** A method that is called on a construct, or on a part of it: `['metadata', 'addLabel']`. */
export interface Call {
  readonly path: readonly string[];
  readonly node: Syntax;
}

/** What the file does with a construct after it made it. */
export interface Uses {
  /** Is it handed to somebody who may do anything with it? */
  readonly escapes: boolean;
  /** Is it the very thing that is handed over or changed, and not what it holds? */
  readonly isHandedOver: boolean;
  readonly calls: readonly Call[];
  /** Constructs of other modules that are given it: by which class, under which property. */
  readonly givenTo: readonly { readonly by: Imported; readonly property: string; readonly node: Syntax }[];
}

/** Literals that hold what is given to somebody. */
const HOLDING = new Set(['ArrayExpression', 'ObjectExpression', 'Property']);

/** Uses as they are found. */
interface Found extends Uses {
  escapes: boolean;
  isHandedOver: boolean;
  readonly calls: Call[];
  readonly givenTo: Uses['givenTo'][number][];
}

function handOver(uses: Found): void {
  uses.escapes = true;
  uses.isHandedOver = true;
}

const CLASSES = new Set(['ClassDeclaration', 'ClassExpression']);
const THIS = new Set(['ThisExpression']);

/** Finds out what becomes of constructs in one file. */
export class UseFinder {
  private readonly members = new Map<string, Syntax[]>();

  constructor(private readonly names: Names, private readonly nodes: readonly Syntax[], private readonly keys: Readonly<Record<string, readonly string[]>>) {
    for (const node of nodes) {
      const name = node.type === 'MemberExpression' ? propertyName(node) : null;
      const known = name === null ? undefined : this.members.get(name);
      if (known !== undefined) known.push(node);
      else if (name !== null) this.members.set(name, [node]);
    }
  }

  /** The uses of what an expression makes: `new …`, or the `super(…)` of a class that is one. */
  usesOf(made: Syntax): Uses {
    const places = child(made, 'callee')?.type === 'Super' ? this.ofThis(made) : this.placesOf(made);
    if (places === null) return { escapes: true, isHandedOver: true, calls: [], givenTo: [] };
    const uses: Found = { escapes: false, isHandedOver: false, calls: [], givenTo: [] };
    for (const place of places) this.use(wrapped(place), uses);
    return uses;
  }

  /** The expressions that stand for it; `null` where nobody knows them. */
  private placesOf(made: Syntax): readonly Syntax[] | null {
    const whole = wrapped(made);
    const { parent } = whole;
    switch (parent?.type) {
      case 'ExpressionStatement': return [];
      case 'MemberExpression':
      case 'Property': return [made];
      case 'VariableDeclarator': {
        const id = child(parent, 'id');
        const variable = id === null ? null : this.names.variable(id);
        if (variable === null || this.names.initial(variable) !== whole) return null;
        return variable.references.filter((reference) => reference.init !== true).map(({ identifier }) => identifier as unknown as Syntax);
      }
      case 'AssignmentExpression': {
        const left = child(parent, 'left');
        const isKept = left?.type === 'MemberExpression' && child(left, 'object')?.type === 'ThisExpression' && parent.parent?.type === 'ExpressionStatement';
        return isKept && at(parent, 'operator') === '=' ? this.named(propertyName(left), left) : null;
      }
      case 'PropertyDefinition': return this.named(nameOf(child(parent, 'key')), null);
      default: return null;
    }
  }

  /** Every member of this name in the file, whatever it is a member of. */
  private named(name: string | null, but: Syntax | null): readonly Syntax[] | null {
    return name === null ? null : (this.members.get(name) ?? []).filter((member) => member !== but);
  }

  private ofThis(call: Syntax): readonly Syntax[] | null {
    const owner = ancestor(call, CLASSES);
    return owner === null ? null : descendants(owner, THIS, this.keys);
  }

  private use(place: Syntax, uses: Found): void {
    const path: string[] = [];
    let here = place;
    while (here.parent?.type === 'MemberExpression' && child(here.parent, 'object') === here) {
      const name = propertyName(here.parent);
      if (name === null) return handOver(uses);
      path.push(name);
      here = wrapped(here.parent);
    }
    const { parent } = here;
    if (parent === null || parent.type.startsWith('TS') || parent.type === 'ExportSpecifier' || parent.type === 'ExpressionStatement') return;
    if (parent.type === 'CallExpression' && child(parent, 'callee') === here) return void uses.calls.push({ path, node: parent });
    if (parent.type === 'CallExpression' && this.isWaiver(parent)) return;
    // A part that is only read, such as its name.
    const isChanged = (parent.type === 'AssignmentExpression' && child(parent, 'left') === here) || parent.type === 'UpdateExpression';
    if (path.length > 0 && !isChanged && !(parent.type === 'CallExpression')) return;
    if (path.length === 1 && path[0] === 'name' && !isChanged) return;
    const by = this.takerOf(here);
    if (isChanged || (by === null && path.length === 0)) handOver(uses);
    else if (by === null || path.length > 0) uses.escapes = true;
    else uses.givenTo.push(by);
  }

  private isWaiver(call: Syntax): boolean {
    const callee = child(call, 'callee');
    return callee !== null && this.names.imported(callee)?.names.at(-1) === 'waive';
  }

  /** `new Service(this, 'x', { selector: it })`, `new Container(it, 'x')`, `new Role(this, 'x', { dependsOn: [it] })`. */
  private takerOf(value: Syntax): Uses['givenTo'][number] | null {
    let here = value;
    let property: Syntax | null = null;
    while (here.parent !== null && HOLDING.has(here.parent.type)) {
      here = here.parent;
      if (here.type === 'Property') property ??= here;
    }
    const taking = here.parent;
    if (taking?.type !== 'NewExpression' && taking?.type !== 'CallExpression') return null;
    const isArgument = children(taking, 'arguments').some((argument) => argument === here);
    const callee = child(taking, 'callee');
    const by = callee === null ? null : this.names.imported(callee);
    // Of functions, those of cdk8s-plus only make something of it: `Volume.fromPersistentVolumeClaim(this, 'x', it)`.
    if (taking.type === 'CallExpression' && !/^cdk8s-plus-\d+$/.test(by?.module ?? '')) return null;
    return isArgument && by !== null ? { by, property: property === null ? '' : (nameOf(child(property, 'key')) ?? ''), node: taking } : null;
  }
}
