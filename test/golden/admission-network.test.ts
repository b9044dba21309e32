import { describe, expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';
import { defaultingCases, type DefaultingCase } from '../graph/defaulting-cases';

/** Laws that tell beforehand what an API server refuses, and the messages that claim so. */
const CLAIMS: Readonly<Record<string, readonly string[]>> = {
  'compute/graceful-termination': ['refused'],
  'compute/selector-matches-template': ['mismatch', 'empty', 'missing'],
  'network/container-ports-valid': ['misnamed', 'impossible', 'twice', 'displaced'],
  'network/policy-peer-scoped': ['refused'],
  'network/probe-port-valid': ['refused'],
  'network/service-ports-valid': ['unnamed', 'namedTwice', 'openedTwice', 'misnamed', 'impossible', 'badTarget'],
  'network/zone-local-traffic': ['refused'],
};

/** What a refusal of the recorded server is about, as the path of its first cause, and the law that tells it. */
const TOLD: readonly (readonly [RegExp, string])[] = [
  [/\.lifecycle\.preStop\.sleep/, 'compute/graceful-termination'],
  [/^spec\.(?:selector|template\.metadata\.labels)$/, 'compute/selector-matches-template'],
  [/\.ports\[\d+\]\.(?:name|containerPort)$/, 'network/container-ports-valid'],
  [/\.(?:to|from)\[\d+\](?:\.ipBlock\.(?:cidr|except\[\d+\]))?$/, 'network/policy-peer-scoped'],
  [/\.(?:liveness|readiness|startup)Probe\b/, 'network/probe-port-valid'],
  [/^spec\.trafficDistribution$/, 'network/zone-local-traffic'],
];

interface Cause {
  readonly field: string;
  readonly message: string;
}

/** The causes the server gave; none where it could not even decode the object. */
function causesOf(c: DefaultingCase): readonly Cause[] {
  return (c.error as { readonly causes?: readonly Cause[] }).causes ?? [];
}

/** Refusals that are told by no law yet, with the reason. */
const UNTOLD = new Set([
  'networkpolicy cidr host bits set', // accepted by older servers, with a warning
  'no template', // a patch looks the same
]);

/** The law that has to tell a refusal; `null` where none does. */
function lawOf({ object, title, ...c }: DefaultingCase): string | null {
  const [cause] = causesOf({ object, title, ...c });
  if (cause === undefined || UNTOLD.has(title)) return null;
  if (object.kind === 'Service' && /^spec\.ports\[\d+\](?:\.(?:name|port|targetPort))?$/.test(cause.field)) return 'network/service-ports-valid';
  const isWorkload = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'NetworkPolicy', 'Service'].includes(object.kind);
  return isWorkload ? (TOLD.find(([field]) => field.test(cause.field))?.[1] ?? null) : null;
}

/** The laws that claim that this is refused. */
function claimsOf({ id, object }: DefaultingCase): readonly string[] {
  const verdict = check(loadText(`${id}.yaml`, JSON.stringify(object, null, 2)), { config: { kubeVersion: '1.36' }, only: Object.keys(CLAIMS) });
  expect(verdict.accounting.errors).toEqual([]);
  return [...new Set(verdict.findings.filter((f) => CLAIMS[f.law]?.includes(f.messageId)).map((f) => f.law))];
}

describe('a recorded API server 1.36', () => {
  test('accepted nothing a law says it refuses', () => {
    const accepted = defaultingCases('accepted');
    expect(accepted.length).toBeGreaterThan(400);
    expect(accepted.flatMap((c) => claimsOf(c).map((law) => `${c.id} ${c.title}: ${law}`))).toEqual([]);
  });

  test.each([
    ['duplicate port names across containers', 'network/container-ports-valid', 'shared'],
    ['env duplicate names (allowed)', 'compute/unique-environment', 'twice'],
  ])('warned, as a law does: %s', (title, law, message) => {
    const found = defaultingCases('accepted').find((c) => c.title === title);
    expect((found as unknown as { readonly warnings: readonly string[] }).warnings).toHaveLength(1);
    const { findings } = check(loadText('case.yaml', JSON.stringify(found?.object, null, 2)), { config: { kubeVersion: '1.36' }, only: [law] });
    expect(findings.map((f) => f.messageId)).toEqual([message]);
  });

  const rejected = defaultingCases('rejected').map((c) => ({ c, law: lawOf(c) })).filter(({ law }) => law !== null);

  test('refused enough to compare', () => {
    expect(rejected.length).toBeGreaterThan(35);
  });

  test.each(rejected.map(({ c, law }) => [c.title, c, law] as const))('refused, as a law does: %s', (_, c, law) => {
    expect(claimsOf(c)).toContain(law);
  });
});
