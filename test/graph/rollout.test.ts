import { expect, test } from 'vitest';
import { daemonSetFenceposts, effectiveFenceposts, resolveFenceposts } from '../../src/graph/disruption/rollout';
import { Undecided } from '../../src/graph/reading/unknown';
import { recorded } from './recorded';

interface Strategy { readonly replicas: number; readonly maxSurge: unknown; readonly maxUnavailable: unknown }
interface Recorded {
  readonly deployment: readonly (Strategy & Record<'surge' | 'unavailable' | 'controllerMaxSurge' | 'controllerMaxUnavailable', number>)[];
  readonly daemonSet: readonly { readonly nodes: number; readonly value: unknown; readonly asMaxSurge: number; readonly asMaxUnavailable: number }[];
  readonly observedRollouts: readonly (Strategy & { readonly stalledState: Record<'oldReplicaSet' | 'newReplicaSet' | 'maxReplicasAnnotation', number> })[];
}
const { deployment, daemonSet, observedRollouts } = recorded<Recorded>('disruption/rollout-arithmetic.json.gz');

test('a Deployment resolves as its controller does', () => {
  expect(deployment.length).toBeGreaterThan(5000);
  for (const row of deployment) {
    const resolved = resolveFenceposts(row.maxSurge, row.maxUnavailable, row.replicas);
    const effective = effectiveFenceposts(row.maxSurge, row.maxUnavailable, row.replicas);
    expect({ ...row, ...resolved, controllerMaxSurge: effective.surge, controllerMaxUnavailable: effective.unavailable }).toEqual(row);
  }
});

test('a DaemonSet resolves as its controller does', () => {
  expect(daemonSet.length).toBeGreaterThan(200);
  for (const row of daemonSet) {
    const { surge, unavailable } = daemonSetFenceposts(row.value, row.value, row.nodes);
    expect({ ...row, asMaxSurge: surge, asMaxUnavailable: unavailable }).toEqual(row);
  }
});

test('a rollout whose new pods never get ready stalls at the fence posts', () => {
  expect(observedRollouts.length).toBeGreaterThan(40);
  for (const row of observedRollouts) {
    const { surge, unavailable } = effectiveFenceposts(row.maxSurge, row.maxUnavailable, row.replicas);
    const oldReplicaSet = row.replicas - unavailable;
    const most = row.replicas + surge;
    const stalledState = { oldReplicaSet, newReplicaSet: Math.min(row.replicas, most - oldReplicaSet), maxReplicasAnnotation: most };
    expect({ ...row, stalledState }).toEqual(row);
  }
});

test('the defaults leave small Deployments no room but the surge', () => {
  expect([1, 2, 3, 4].map((replicas) => resolveFenceposts('25%', '25%', replicas).unavailable)).toEqual([0, 0, 0, 1]);
});

test('what the API server would refuse is undecided', () => {
  expect(() => resolveFenceposts('1', 0, 3)).toThrow(Undecided);
  expect(() => daemonSetFenceposts(0, null, 3)).toThrow(Undecided);
});
