import { describe, expect, test } from 'vitest';
import { MAYBE, OPEN, SOME } from '../../src/graph/reading/unknown';
import { laws } from '../../src/laws';
import type { Resource } from '../../src/load/resource';
import { fixturesOf, judgeLoaded, loadFixture } from '../laws/fixture';
import { brokenInPart, isOfOnePlane } from './part';

/** What source code may hide of a value: what it is, whether it is there, or what else is. */
type Hiding = (parent: Record<string | number, unknown>, step: string | number) => void;
const HIDING: Readonly<Record<string, Hiding>> = {
  some: (parent, step) => { parent[step] = SOME; },
  maybe: (parent, step) => { parent[step] = MAYBE; },
  open: (parent, step) => {
    if (Array.isArray(parent)) parent[step as number] = SOME;
    else {
      Reflect.deleteProperty(parent, step);
      (parent as Record<symbol, unknown>)[OPEN] = true;
    }
  },
};

/**
 * What is true all the same: a budget that lets nobody go though its pods are scaled to none today, a port that is missing here though other
 * pods have it, a variable for a key whose value, or whose store, is hidden,
 * a file system under a database of which the access mode is hidden.
 */
const TRUE_ALL_THE_SAME = ['compute/pdb-no-deadlock forbidden ', 'network/service-target-port nowhere ', 'identity/no-static-credentials ', 'storage/no-rwx-database files '];

const PATHS = 5;
const fixtures = laws.flatMap((law) => fixturesOf(law)).filter(({ law, text, name }) => law.on !== 'Waiver' && !law.id.startsWith('manifest/') && text.length < 4000 && isOfOnePlane({ text, name }));

describe('what source code hides', () => {
  test.each(fixtures.map((f) => [`${f.law.id}/${f.name}`, f] as const))('%s: breaks nothing that is not broken when it is known', (_, fixture) => {
    const loaded = loadFixture(fixture);
    const known = new Set(judgeLoaded(fixture, loaded).findings.map(placeOf));
    for (const [index, path] of placesIn(loaded.resources)) {
      for (const [mark, hide] of Object.entries(HIDING)) {
        const resources = loaded.resources.map((resource, i) => (i === index ? hidden(resource, path, hide) : resource));
        const anew = brokenInPart(fixture, resources).map(placeOf).filter((finding) => !known.has(finding) && !TRUE_ALL_THE_SAME.some((law) => finding.startsWith(law)));
        expect(anew, `${path.join('.')} ${mark}`).toEqual([]);
      }
    }
  });
});

function placeOf({ law, messageId, path }: { readonly law: string; readonly messageId: string; readonly path: readonly (string | number)[] }): string {
  return `${law} ${messageId} ${path.join('.')}`;
}

/** Places below the identity of objects, evenly chosen where there are many. */
function placesIn(resources: readonly Resource[]): readonly (readonly [index: number, path: readonly (string | number)[]])[] {
  const all = resources.flatMap(({ value }, index) => [...pathsIn(value)].filter((path) => !['apiVersion', 'kind'].includes(String(path[0])) && !(path[0] === 'metadata' && (path.length === 1 || ['name', 'namespace', 'generateName'].includes(String(path[1]))))).map((path) => [index, path] as const));
  const stride = Math.max(1, Math.ceil(all.length / PATHS));
  return all.filter((_, i) => i % stride === 0);
}

function* pathsIn(value: unknown, at: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  if (at.length > 0) yield at;
  if (Array.isArray(value)) for (const [i, item] of value.entries()) yield* pathsIn(item, [...at, i]);
  else if (typeof value === 'object' && value !== null) for (const [key, part] of Object.entries(value)) yield* pathsIn(part, [...at, key]);
}

function hidden(resource: Resource, path: readonly (string | number)[], hide: Hiding): Resource {
  const value = structuredClone(resource.value) as Record<string, unknown>;
  let parent: Record<string | number, unknown> = value;
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>;
  hide(parent, path.at(-1)!);
  return { ...resource, value };
}
