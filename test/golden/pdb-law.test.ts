import { expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import type { LawCount } from '../../src/judge/verdict';
import { loadText } from '../../src/load/load';
import { recorded } from '../graph/recorded';

/** The status a disruption controller 1.36.2 wrote for a budget over one Deployment. */
interface Row {
  readonly controller: string;
  readonly replicas: number;
  readonly unhealthy: number;
  readonly minAvailable?: number | string;
  readonly maxUnavailable?: number | string;
  readonly expectedPods: number;
  readonly disruptionsAllowed: number;
}

const LAW = 'compute/pdb-no-deadlock';
const { rows } = recorded<{ rows: readonly Row[] }>('disruption/pdb-status.json.gz');
// A manifest says what is wanted, and pods that are not well are not: rows with unhealthy pods have no counterpart in it.
const healthy = rows.filter(({ unhealthy }) => unhealthy === 0);

const name = ({ replicas, minAvailable, maxUnavailable }: Row): string => `${replicas} replicas, ${maxUnavailable === undefined ? 'minAvailable' : 'maxUnavailable'}: ${minAvailable ?? maxUnavailable}`;

/** The set a row was recorded from. */
function setOf({ controller, replicas, minAvailable, maxUnavailable }: Row, i: number): readonly object[] {
  const labels = { app: `row-${i}` };
  const metadata = { name: `row-${i}`, namespace: 'shop' };
  return [
    { apiVersion: 'apps/v1', kind: controller, metadata, spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'registry.example.com/app:1.0.0' }] } } } },
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { minAvailable, maxUnavailable, selector: { matchLabels: labels } } },
  ];
}

function answer(row: Row, i: number): LawCount {
  const text = setOf(row, i).map((object) => JSON.stringify(object)).join('\n---\n');
  return check(loadText('row.yaml', text), { config: { kubeVersion: '1.36' }, only: [LAW] }).laws[LAW]!;
}

test('is broken exactly where the controller allowed no disruption of healthy pods', () => {
  expect(healthy.length).toBeGreaterThan(500);
  expect(new Set(healthy.map(({ controller }) => controller))).toEqual(new Set(['Deployment']));
  const expected = healthy.map((row) => `${name(row)}: ${row.disruptionsAllowed === 0 && row.expectedPods > 0 ? 'broken' : 'kept'}`);
  const answered = healthy.map((row, i) => `${name(row)}: ${told(answer(row, i))}`);
  expect(answered).toEqual(expected);
  expect(new Set(expected.map((line) => line.split(': ').at(-1)))).toEqual(new Set(['broken', 'kept']));
});

test('asked of all rows at once, no budget is taken for another', () => {
  const all = healthy.flatMap(setOf);
  const { laws, findings } = check(loadText('rows.yaml', all.map((object) => JSON.stringify(object)).join('\n---\n')), { config: { kubeVersion: '1.36' }, only: [LAW] });
  const locked = healthy.map((row, i) => ({ row, i })).filter(({ row }) => row.disruptionsAllowed === 0 && row.expectedPods > 0);
  expect(findings.map((f) => f.resource.name)).toEqual(locked.map(({ i }) => `row-${i}`));
  expect(laws[LAW]).toEqual({ examined: healthy.length, kept: healthy.length - locked.length, broken: locked.length, undecided: 0, waived: 0 });
});

function told({ kept, broken, undecided }: LawCount): string {
  return kept === 1 ? 'kept' : broken === 1 ? 'broken' : undecided === 1 ? 'undecided' : 'not asked';
}
