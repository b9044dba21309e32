import type { Resource } from '../../load/resource';
import type { Graph } from '../graph';
import { CloudResource } from './cloud-resource';

type Noun = new (...args: ConstructorParameters<typeof CloudResource>) => CloudResource;

/** Types with questions of their own. */
const NOUNS: ReadonlyMap<string, Noun> = new Map<string, Noun>([
]);

/** The blocks of Terraform among some resources, those that are switched off by `count = 0` left out. */
export function cloudResourcesOf(resources: readonly Resource[], graph: Graph): readonly CloudResource[] {
  const locals = new Map<string, Record<string, unknown>>();
  for (const { declaration } of resources) {
    if (declaration) locals.set(declaration.stack.key, { ...locals.get(declaration.stack.key), ...declaration.stack.locals });
  }
  return resources.flatMap((resource) => {
    const { declaration, kind } = resource;
    if (declaration === undefined) return [];
    const noun = (declaration.mode === 'managed' ? NOUNS.get(kind) : undefined) ?? CloudResource;
    const made = new noun(resource, graph, locals.get(declaration.stack.key) ?? {});
    return made.instances === 0 ? [] : [made];
  });
}
