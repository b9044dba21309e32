import { describe, expect, test } from 'vitest';
import { laws } from '../../src/laws';
import { LOOPS } from '../../src/loop';
import { CHECKLIST, NO_DOMINO } from '../../src/readiness/checklist';
import { LADDER } from '../../src/readiness/ladder';
import { ALERTS } from '../../src/signals/alerts';

const claims = [...CHECKLIST.flatMap((item) => item.claims), ...LADDER.flatMap((stage) => stage.criteria), NO_DOMINO];
const known = new Set<string>(laws.map(({ id }) => id));

/** What the method asks on its checklists, and the claim that answers. */
const ASKED = {
  'identity: IRSA or Workload Identity configured': 'workload-identity',
  'identity: zero static cloud credentials in pods': 'no-static-keys',
  'compute: all pods have requests': 'requests',
  'compute: all pods have limits': 'limits',
  'compute: disruption budgets set': 'budgets',
  'compute: PriorityClass assigned': 'priority',
  'network: readiness probes tuned': 'readiness',
  'network: NetworkPolicies there': 'policies',
  'network: NetworkPolicies active': 'policies-enforced',
  'network: ingress timeouts configured': 'edge-timeouts',
  'storage: WaitForFirstConsumer enabled': 'deferred-binding',
  'storage: StatefulSets for all stateful workloads': 'stateful-sets',
  'observability: logs with node_name': 'log-context',
  'observability: logs with trace_id': 'log-trace-id',
  'observability: logs with zone': 'log-zone',
  'observability: RED active': 'red',
  'observability: USE active': 'use',
  'azure: Workload Identity enabled': 'azure-workload-identity',
  'azure: static cloud secrets removed': 'azure-static-secrets',
  'azure: zone-aware storage classes confirmed': 'azure-zones',
  'azure: KEDA autoscaling validated': 'azure-keda',
  'control plane: dedicated low-latency disks for etcd': 'etcd-disk',
  'control plane: a majority that outlives a loss': 'etcd-quorum',
  'control plane: fsync, or API latency, watched': 'control-plane-watched',
  'control plane: workloads apart from it': 'planes-apart',
} as const;

describe('the checklist', () => {
  test('answers everything that is asked, by laws or by where to look', () => {
    const ids = CHECKLIST.flatMap((item) => item.claims.map(({ id }) => id));
    expect(Object.values(ASKED).filter((id) => !ids.includes(id))).toEqual([]);
    const silent = claims.filter(({ provenBy, look }) => provenBy.length === 0 && (look.run === '' || !look.alerts));
    expect(silent).toEqual([]);
  });

  test('goes through the loops in the order in which they depend on each other', () => {
    expect(CHECKLIST.map(({ id }) => id)).toEqual(['control-plane', 'identity', 'compute', 'network', 'storage', 'observability', 'azure']);
    expect(CHECKLIST.filter(({ id }) => id !== 'azure').every(({ id }) => (LOOPS as readonly string[]).includes(id))).toBe(true);
  });

  test('names laws that exist, each once in a claim', () => {
    for (const { id, provenBy, refutedBy = [] } of claims) {
      const named: readonly string[] = [...provenBy, ...refutedBy];
      expect([id, named.filter((law) => !known.has(law))]).toEqual([id, []]);
      expect([id, named.length]).toEqual([id, new Set(named).size]);
    }
  });

  test('names alerts that exist, and commands that only look', () => {
    const alerts = new Set(ALERTS.map(({ name }) => name));
    for (const { id, look } of claims) {
      expect([id, (look.alerts ?? []).filter((alert) => !alerts.has(alert))]).toEqual([id, []]);
      expect(look.run).toMatch(/^(?:kubectl (?:-n \S+ )?(?:get|describe|logs|top) |looplaw triage$|terraform show -json \S+ \| looplaw check )/);
      expect(look.run).not.toMatch(/\n|[;&>`]|\$\(/);
    }
  });

  test('has one name for a claim, and one claim for a name', () => {
    for (const { id } of claims) expect(new Set(claims.filter((claim) => claim.id === id)).size).toBe(1);
    for (const { says } of claims) expect(says).toMatch(/^[A-Za-z].*[^.\s]$/);
  });
});

describe('the ladder', () => {
  test('begins where everyone is, and asks something on each further stage', () => {
    expect(LADDER.map(({ id, criteria }) => [id, criteria.length > 0])).toEqual([['reactive', false], ['operational', true], ['architectural', true], ['platform', true]]);
    for (const { criteria } of LADDER) expect(criteria.filter(({ provenBy }) => provenBy.length === 0)).toEqual([]);
  });
});
