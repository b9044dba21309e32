import { expandObjects } from '../load/expansion';
import { originOfConstruct } from '../load/load';
import type { InputError, Loaded, Resource } from '../load/resource';

/** What is used of a construct of any copy or version of `constructs`. */
export interface ConstructLike {
  readonly node: {
    readonly path: string;
    readonly scope?: ConstructLike | undefined;
    findAll(): ConstructLike[];
    addValidation(validation: { validate(): string[] }): void;
  };
}

/** What is used of a cdk8s ApiObject. */
export interface ApiObjectLike extends ConstructLike {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { addAnnotation(key: string, value: string): void; toJson(): unknown };
  toJson(): unknown;
}

/** cdk8s marks its classes by registered symbols, so that several copies in one process know each other. */
const API_OBJECT = Symbol.for('cdk8s.ApiObject');
const CHART = Symbol.for('cdk8s.Chart');

/** The API objects of a tree, included YAML and Helm output among them, in the order of the tree. */
export function apiObjectsIn(root: ConstructLike): readonly ApiObjectLike[] {
  return root.node.findAll().filter((c): c is ApiObjectLike => API_OBJECT in c);
}

/** The chart a construct is in; `null` outside of one. */
export function chartOf(construct: ConstructLike): ConstructLike | null {
  for (let here: ConstructLike | undefined = construct; here !== undefined; here = here.node.scope) if (CHART in here) return here;
  return null;
}

/** Objects as cdk8s will write them, lists taken apart, each with the path of its construct and no place in a text. */
export function loadConstructs(objects: readonly ApiObjectLike[]): Loaded {
  const resources: Resource[] = [];
  const errors: InputError[] = [];
  for (const object of objects) {
    const { path } = object.node;
    const chart = chartOf(object)?.node.path ?? '';
    // What is written counts, not what the construct was made as: a patch may have changed even the kind.
    const { members, problems } = expandObjects(object.toJson());
    for (const { identity, value, item } of members) {
      resources.push({ ...identity, value, origin: originOfConstruct(path, chart, item), duplicateKeys: [] });
    }
    for (const { code, message } of problems) errors.push({ code, message: `${path}: ${message}`, file: null, document: null, line: null, column: null });
  }
  return { files: 0, documents: objects.length, resources, skipped: [], errors };
}
