import { describe, expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';
import { defaultingCases, type DefaultingCase } from '../graph/defaulting-cases';

/** Laws that speak for admission, by what the API server says when it refuses. */
const REFUSALS: readonly (readonly [reason: RegExp, law: string])[] = [
  [/ per (?:Container|Pod|PersistentVolumeClaim) is /, 'compute/limitrange-consistent'],
  [/must be less than or equal to (?:cpu|memory|pod) limit|aggregate container requests/, 'compute/limitrange-consistent'],
  [/failed quota/, 'compute/quota-requires-budget'],
  [/exceeded quota/, 'compute/quota-fits'],
  [/no PriorityClass with name/, 'compute/priority-class-exists'],
  [/Only one default can exist/, 'compute/priority-ladder-sane'],
  [/violates PodSecurity/, 'hardening/pod-security-admitted'],
];
const LAWS = [...new Set(REFUSALS.map(([, law]) => law))];

/** The laws broken by the object that was sent to a namespace and a cluster set up so. A CPU and memory limit gap is no refusal. */
function broken({ id, object, namespaceSetup = [], clusterSetup = [] }: DefaultingCase): readonly string[] {
  const labels = namespaceSetup.flatMap((o) => ('nsLabels' in o ? [o['nsLabels']] : []));
  const namespaces = labels.map((nsLabels) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ns', labels: nsLabels } }));
  const sent = labels.length === 0 ? object : { ...object, metadata: { ...(object['metadata'] as object), namespace: 'ns' } };
  const objects = [...clusterSetup, ...namespaces, ...namespaceSetup.filter((o) => 'kind' in o), sent];
  const config = { kubeVersion: '1.36', role: 'platform', closedWorld: ['PriorityClass'] } as const;
  const { findings } = check(loadText(`${id}.json`, JSON.stringify(objects)), { config, only: LAWS });
  return [...new Set(findings.map(({ law }) => law))];
}

/** What is made of a template later was not recorded with it. */
const isTemplate = ({ object: { kind } }: DefaultingCase): boolean => ['CronJob', 'DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'StatefulSet'].includes(kind);

describe('a recorded API server 1.36 with LimitRanges, quotas and priorities', () => {
  const prepared = (set: 'accepted' | 'rejected') => defaultingCases(set).filter((c) => (c.namespaceSetup ?? c.clusterSetup) !== undefined && !isTemplate(c));

  test('accepted nothing the laws would have refused', () => {
    const accepted = prepared('accepted');
    expect(accepted.length).toBeGreaterThan(100);
    expect(accepted.flatMap((c) => broken(c).map((law) => `${c.id} ${c.title}: ${law}`))).toEqual([]);
  });

  const refused = prepared('rejected').flatMap((c) => {
    const law = REFUSALS.find(([reason]) => reason.test(c.error.message))?.[1];
    return law === undefined ? [] : [[c.title, law, c] as const];
  });

  test('refused for these reasons often enough', () => {
    expect(refused.length).toBeGreaterThan(50);
  });

  test.each(refused)('refused, as a law does: %s (%s)', (_, law, c) => {
    expect(broken(c)).toContain(law);
  });
});
