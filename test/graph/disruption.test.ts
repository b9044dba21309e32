import { describe, expect, test } from 'vitest';
import {
  budgetArithmetic, disruptionsAllowed, evict, type Blocked, type BudgetSpec, type ControlledPods, type EvictionAnswer,
} from '../../src/graph/disruption/disruption';
import { Labels, Selector } from '../../src/graph/selection/selector';
import { Undecided } from '../../src/graph/reading/unknown';
import { recorded } from './recorded';

interface Status { readonly expectedPods: number; readonly desiredHealthy: number; readonly currentHealthy: number; readonly disruptionsAllowed: number }
interface Budgeted extends BudgetSpec { readonly replicas: number; readonly unhealthy: number }
interface Attempt { readonly httpStatus: number; readonly allowed: boolean }

const ANSWERS: Readonly<Record<number, EvictionAnswer>> = { 201: 'allowed', 429: 'refused', 500: 'several-budgets' };

const replicated = (replicas: number): ControlledPods => ({ pods: replicas, scale: replicas });

function statusOf(row: Budgeted): Status {
  const budget = budgetArithmetic(row, [replicated(row.replicas)]);
  const currentHealthy = row.replicas - row.unhealthy;
  const { expectedPods, desiredHealthy } = budget;
  return { expectedPods, desiredHealthy, currentHealthy, disruptionsAllowed: disruptionsAllowed(budget, currentHealthy) };
}

test('computes every status the disruption controller wrote', () => {
  const { rows } = recorded<{ rows: readonly (Budgeted & Status)[] }>('disruption/pdb-status.json.gz');
  expect(rows.length).toBeGreaterThan(1600);
  for (const row of rows) expect({ ...row, ...statusOf(row) }).toEqual(row);
});

test('answers every eviction as the API server did', () => {
  type Row = Budgeted & { unhealthyPodEvictionPolicy: string | null; status: Status; evictHealthyPod?: Attempt; evictUnhealthyPod?: Attempt };
  const { rows } = recorded<{ rows: readonly Row[] }>('disruption/evictions.json.gz');
  let attempts = 0;
  for (const row of rows) {
    expect(statusOf(row)).toEqual(row.status);
    const arithmetic = budgetArithmetic(row, [replicated(row.replicas)]);
    const budget = { arithmetic, currentHealthy: row.replicas - row.unhealthy, unhealthyPodEvictionPolicy: row.unhealthyPodEvictionPolicy };
    for (const [ready, attempt] of [[true, row.evictHealthyPod], [false, row.evictUnhealthyPod]] as const) {
      if (!attempt) continue;
      attempts += 1;
      expect({ ...row, answer: evict({ phase: 'Running', ready }, [budget]) }).toEqual({ ...row, answer: ANSWERS[attempt.httpStatus] });
    }
  }
  expect(attempts).toBeGreaterThan(400);
});

describe('scenes recorded from a real cluster', () => {
  interface KubeObject { readonly kind: string; readonly metadata: { readonly name: string }; readonly spec: { readonly replicas?: number } }
  interface ScenePod { readonly name: string; readonly labels: Record<string, string>; readonly phase: string; readonly ready: string }
  interface SceneBudget {
    readonly name: string;
    readonly spec: BudgetSpec & { readonly selector?: unknown; readonly unhealthyPodEvictionPolicy?: string };
    readonly status: Status;
    readonly conditions: readonly { readonly reason: string }[];
  }
  interface Scene {
    readonly title: string;
    readonly objects: readonly KubeObject[];
    readonly pods: readonly ScenePod[];
    readonly pdbs: readonly SceneBudget[];
    readonly evictions: readonly (Attempt & { readonly pod: string })[];
  }
  const SCALABLE = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'ReplicationController']);
  const { scenes } = recorded<{ scenes: readonly Scene[] }>('disruption/pdb-scenes.json');

  /** The selected pods by who made them: pods of a controller bear its name and a suffix. */
  function selectedBy(pdb: SceneBudget, scene: Scene): { readonly pods: readonly ScenePod[]; readonly groups: readonly ControlledPods[] } {
    const selector = Selector.fromLabelSelector(pdb.spec.selector);
    const pods = scene.pods.filter((pod) => selector.matches(new Labels(pod.labels)));
    const groups = scene.objects.filter(({ kind }) => kind !== 'PodDisruptionBudget').map(({ kind, metadata: { name }, spec }) => ({
      pods: pods.filter((pod) => (kind === 'Pod' ? pod.name === name : pod.name.startsWith(`${name}-`))).length,
      scale: kind === 'Pod' ? 0 : SCALABLE.has(kind) ? (spec.replicas ?? 1) : null,
    }));
    return { pods, groups };
  }

  function judge(pdb: SceneBudget, scene: Scene) {
    const { pods, groups } = selectedBy(pdb, scene);
    const arithmetic = budgetArithmetic(pdb.spec, groups);
    // A controller that fails to sync writes no health at all.
    const currentHealthy = arithmetic.blocked === 'sync-failed' ? 0 : pods.filter((pod) => pod.ready === 'True').length;
    return { pods, arithmetic, currentHealthy, unhealthyPodEvictionPolicy: pdb.spec.unhealthyPodEvictionPolicy ?? null };
  }

  test.each(scenes)('$title', (scene) => {
    const budgets = scene.pdbs.map((pdb) => judge(pdb, scene));
    scene.pdbs.forEach((pdb, i) => {
      const { arithmetic, currentHealthy } = budgets[i] as (typeof budgets)[number];
      const { expectedPods, desiredHealthy } = arithmetic;
      expect({ expectedPods, desiredHealthy, currentHealthy, disruptionsAllowed: disruptionsAllowed(arithmetic, currentHealthy) }).toEqual(pdb.status);
      expect(arithmetic.blocked === 'sync-failed').toBe(pdb.conditions.some(({ reason }) => reason === 'SyncFailed'));
    });
    for (const attempt of scene.evictions) {
      const pod = scene.pods.find(({ name }) => name === attempt.pod) as ScenePod;
      const answer = evict({ phase: pod.phase, ready: pod.ready === 'True' }, budgets.filter(({ pods }) => pods.includes(pod)));
      expect(answer).toBe(ANSWERS[attempt.httpStatus]);
    }
  });
});

test.each<[string, BudgetSpec, readonly ControlledPods[], Blocked | null]>([
  ['both fields', { minAvailable: 1, maxUnavailable: 1 }, [replicated(3)], 'rejected'],
  ['neither field', {}, [replicated(3)], 'unspecified'],
  ['null is not written', { minAvailable: null, maxUnavailable: 1 }, [replicated(3)], null],
  ['a share of a DaemonSet', { minAvailable: '50%' }, [replicated(3), { pods: 4, scale: null }], 'sync-failed'],
  ['a number of a DaemonSet', { minAvailable: 1 }, [{ pods: 4, scale: null }], null],
  ['a share of bare pods', { minAvailable: '50%' }, [{ pods: 2, scale: 0 }], 'unmanaged'],
  ['no pods', { maxUnavailable: 1 }, [], null],
])('blocked: %s', (_, spec, selected, blocked) => {
  expect(budgetArithmetic(spec, selected).blocked).toBe(blocked);
});

test.each<[string, BudgetSpec, number, number]>([
  ['half of one rounds up to one', { minAvailable: '50%' }, 1, 0],
  ['90 % of three rounds up to three', { minAvailable: '90%' }, 3, 0],
  ['51 % of two rounds up to two', { minAvailable: '51%' }, 2, 0],
  ['one of one', { minAvailable: 1 }, 1, 0],
  ['1 % of three rounds up to one', { maxUnavailable: '1%' }, 3, 1],
  ['none of three', { maxUnavailable: '0%' }, 3, 0],
])('allowed at full health: %s', (_, spec, scale, allowed) => {
  expect(disruptionsAllowed(budgetArithmetic(spec, [replicated(scale)]), scale)).toBe(allowed);
});

test('what the API server would refuse is undecided', () => {
  expect(() => budgetArithmetic({ minAvailable: '1' }, [replicated(3)])).toThrow(Undecided);
  expect(() => budgetArithmetic({ maxUnavailable: '${max}' }, [replicated(3)])).toThrow(Undecided);
});
