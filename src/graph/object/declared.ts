import type { Resource } from '../../load/resource';
import type { Graph } from '../graph';
import { Subject, type Node } from '../reading/subject';
import type { TypeName } from '../schema/schema';

/** What a file or a construct declares as a whole: an object of Kubernetes, or a block of Terraform. */
export abstract class Declared extends Subject {
  readonly kind: string;
  readonly name: string;

  constructor(readonly resource: Resource, readonly graph: Graph, node: Node, type: TypeName | null, kind = resource.kind) {
    super(node, null, [], type);
    this.kind = kind;
    this.name = resource.name;
  }

  /** How people call it. */
  abstract get title(): string;

  /** From its root to what names it. */
  abstract get nameField(): readonly string[];

  /** What it is written together with: the folder of its file, the chart of its construct. */
  get folder(): string {
    return this.resource.origin.folder;
  }
}
