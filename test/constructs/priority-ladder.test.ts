import { describe, expect, test } from 'vitest';
import { PriorityLadder } from '../../constructs';
import { chart, find, manifestsOf } from './manifests';

describe('a priority ladder', () => {
  const at = chart();
  const ladder = new PriorityLadder(at, 'priorities', { name: 'shop' });
  const manifests = manifestsOf(at);
  const value = (name: string): number => find(manifests, 'PriorityClass', name).value;

  test('says who dies first', () => {
    expect(value(ladder.critical.name)).toBeGreaterThan(value(ladder.standard.name));
    expect(value(ladder.standard.name)).toBeGreaterThan(value(ladder.batch.name));
    expect(value(ladder.critical.name)).toBeLessThanOrEqual(1_000_000_000);
  });

  test('lets batch evict nobody, and is nobody\'s default', () => {
    expect(find(manifests, 'PriorityClass', 'shop-batch').preemptionPolicy).toBe('Never');
    expect(manifests.map((m) => m.globalDefault)).toEqual([false, false, false]);
  });
});
