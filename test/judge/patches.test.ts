import { describe, expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import { laws } from '../../src/laws';
import { loadText } from '../../src/load/load';

const OF_WORKLOADS = laws.filter(({ on }) => ['Container', 'Pod', 'Workload'].includes(on)).map(({ id }) => id);

/** What is laid over a Deployment that is written elsewhere. */
const patch = (spec: object) => JSON.stringify({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'orders', namespace: 'shop' }, spec });

function judged(text: string) {
  const { laws: asked, findings } = check(loadText('orders.yaml', text), { config: { preset: 'strict', role: 'platform' }, only: OF_WORKLOADS });
  const counts = Object.entries(asked);
  return {
    kept: counts.filter(([, { kept }]) => kept > 0).map(([id]) => id),
    undecided: counts.filter(([, { undecided }]) => undecided > 0).length,
    broken: findings.map(({ law }) => law),
  };
}

describe('a patch of a workload', () => {
  test.each([
    ['says nothing of pods', patch({ replicas: 2 })],
    ['selects nodes', patch({ template: { spec: { nodeSelector: { pool: 'batch' } } } })],
    ['has a container without an image', patch({ template: { spec: { containers: [{ name: 'orders', ports: [{ name: 'http', containerPort: 8080 }] }] } } })],
    ['changes an image', patch({ template: { spec: { containers: [{ name: 'orders', image: 'registry.example.com/shop/orders:1.4.2' }] } } })],
  ])('that %s keeps no law', (_, text) => {
    const { kept, undecided } = judged(text);
    expect(kept).toEqual([]);
    expect(undecided).toBeGreaterThan(10);
  });

  test('breaks one by what it says itself', () => {
    expect(judged(patch({ template: { spec: { hostNetwork: true } } })).broken).toContain('network/host-network-scope');
  });
});
