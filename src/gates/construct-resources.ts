import { originOfConstruct } from '../load/load';
import type { Loaded, Resource } from '../load/resource';

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

/** Objects as cdk8s will write them, each with the path of its construct and no place in a text. */
export function loadConstructs(objects: readonly ApiObjectLike[]): Loaded {
  const resources = objects.map(resourceOf);
  return { files: 0, documents: resources.length, resources, skipped: [], errors: [] };
}

function resourceOf(object: ApiObjectLike): Resource {
  const value = object.toJson() as Readonly<Record<string, unknown>>;
  const metadata = (value['metadata'] ?? {}) as Readonly<Record<string, unknown>>;
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: text(metadata['name']) ?? '',
    namespace: text(metadata['namespace']),
    value,
    origin: originOfConstruct(object.node.path),
    duplicateKeys: [],
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
