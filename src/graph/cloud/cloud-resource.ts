import type { Declaration } from '../../load/terraform/declaration';
import type { Resource } from '../../load/resource';
import type { Graph } from '../graph';
import { Declared } from '../object/declared';
import { isMap, type Node, type Subject } from '../reading/subject';
import { OPEN, Undecided } from '../reading/unknown';
import type { Lifted } from './azure/azapi';
import { cloud } from './cloud';
import { isExpression, valuesOf, writtenOf } from './written';

/** A resource, a data source or the call of a module, as Terraform declares it. Types that answer questions of their own extend it. */
export class CloudResource extends Declared {
  readonly declaration: Declaration;
  /** Its arguments with expressions as they are written. */
  readonly written: Node;

  /**
   * @param lifted the block in the words by which laws know it, which may be those of another provider
   */
  constructor(resource: Resource, graph: Graph, locals: Readonly<Record<string, unknown>>, lifted: Lifted) {
    const declaration = resource.declaration!;
    const written = writtenOf(lifted, locals);
    super(resource, graph, valuesOf(written, declaration.stack.isPlanned), null, lifted.kind);
    this.declaration = declaration;
    this.written = written;
  }

  /** Its address: `aws_iam_role.payments`. */
  override get title(): string {
    return this.declaration.address;
  }

  override get nameField(): readonly string[] {
    return [];
  }

  get isManaged(): boolean {
    return this.declaration.mode === 'managed';
  }

  /** How many of it there are; `null` where `count` or `for_each` is worked out by Terraform. Each one of a plan stands alone. */
  get instances(): number | null {
    const { node } = this;
    if (this.declaration.stack.isPlanned || !isMap(node)) return 1;
    const each = node['for_each'];
    if (each !== undefined && each !== null) return isMap(each) ? Object.keys(each).length : null;
    if (OPEN in node && !Object.hasOwn(node, 'count')) return null;
    const count = node['count'] ?? 1;
    return typeof count === 'number' || (typeof count === 'string' && /^\d+$/.test(count)) ? Number(count) : null;
  }

  /**
   * The resources of some types that an argument names, by reference or by what identifies them; empty = it names none of the set. A list
   * names several. Throws `Undecided` for what Terraform works out.
   *
   * @param identifying attributes whose value an argument may hold in the place of a reference
   */
  targets(argument: string, types: readonly string[], identifying: readonly string[] = ['id', 'arn']): readonly CloudResource[] {
    return this.targetsAt(this, argument, types, identifying);
  }

  /** As {@link targets}, of an argument in a block of it. */
  targetsAt(at: Subject, argument: string, types: readonly string[], identifying: readonly string[] = ['id', 'arn']): readonly CloudResource[] {
    if (!at.has(argument)) return [];
    const value = this.writtenAt(at, argument);
    const world = this.graph.join(cloud);
    return (Array.isArray(value) ? value as readonly unknown[] : value === null ? [] : [value]).flatMap((item) => {
      if (typeof item !== 'string') throw at.unknown(argument);
      if (!isExpression(item, this.declaration.stack.isPlanned)) return world.identified(types, identifying, item);
      const found = world.follow(this, item);
      if (found === null) throw new Undecided(`${this.title}: what ${[...at.path, argument].join('.')} leads to is not known`, [...at.path, argument]);
      return found.filter(({ kind }) => types.includes(kind));
    });
  }

  /** An argument of one of its blocks as it is written, expressions included. */
  writtenAt(at: Subject, argument: string): unknown {
    let node: unknown = this.written;
    for (const step of [...at.path, argument]) {
      node = typeof node === 'object' && node !== null ? (node as Readonly<Record<string | number, unknown>>)[step] : undefined;
    }
    return node;
  }
}
