import { expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';
import { recorded } from '../graph/recorded';

interface Budget {
  readonly name: string;
  readonly spec: { readonly maxUnavailable?: unknown; readonly minAvailable?: unknown };
  readonly status: { readonly disruptionsAllowed: number; readonly expectedPods: number };
  readonly conditions: readonly { readonly reason: string }[];
}
interface Scene {
  readonly title: string;
  readonly objects: readonly { readonly kind: string }[];
  readonly pods: readonly { readonly phase: string; readonly ready: string }[];
  readonly pdbs: readonly Budget[];
}

const LAW = 'compute/pdb-scalable-target';
// What a manifest says is that its pods run and are ready.
const scenes = recorded<{ scenes: readonly Scene[] }>('disruption/pdb-scenes.json').scenes
  .filter(({ pods }) => pods.every(({ phase, ready }) => phase === 'Running' && ready === 'True'));

test('is broken where the disruption controller found no scale and allowed nothing, and only there', () => {
  const answers = scenes.flatMap(({ title, objects, pdbs }) => {
    const { findings } = check(loadText('scene.yaml', objects.map((object) => JSON.stringify(object)).join('\n---\n')), { only: [LAW] });
    return pdbs.map((pdb) => ({
      budget: `${title}: ${pdb.name}`,
      isBroken: findings.some((f) => f.resource.name === pdb.name),
      lacksScale: pdb.conditions.some(({ reason }) => reason === 'SyncFailed') || isUnmanaged(objects, pdb),
    }));
  });
  expect(answers.filter(({ isBroken, lacksScale }) => isBroken !== lacksScale)).toEqual([]);
  expect(answers.filter(({ isBroken }) => isBroken).length).toBe(3);
});

/** Nothing but pods without a controller, counted by scale: the controller expects none, and lets none go. */
function isUnmanaged(objects: Scene['objects'], { spec, status }: Budget): boolean {
  const areBare = objects.every(({ kind }) => kind === 'Pod' || kind === 'PodDisruptionBudget');
  return areBare && status.disruptionsAllowed === 0 && (spec.maxUnavailable !== undefined || typeof spec.minAvailable === 'string');
}
