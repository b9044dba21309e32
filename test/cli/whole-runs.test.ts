import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/judge/verdict';
import { laws } from '../../src/laws';
import { looplaw, ROOT } from './command';

interface Report extends Pick<Verdict, 'verdict' | 'accounting' | 'laws'> {
  readonly findings: readonly { readonly law: string; readonly severity: string; readonly message: string }[];
}

function report(path: string, ...flags: string[]): Report & { readonly code: number | null } {
  const config = flags.includes('--config') ? [] : ['--no-config'];
  const { code, out, err } = looplaw(['check', path, '-f', 'json', ...config, ...flags]);
  expect(err).toBe('');
  return { ...(JSON.parse(out) as Report), code };
}

const lawsIn = ({ findings }: Report): readonly string[] => [...new Set(findings.map((f) => f.law))].sort();

/** Worlds of their own: one cluster whose pools are all there is, and what lies beside it. */
const CLOUD_HALVES = ['aws', 'elsewhere'].map((name) => {
  const folder = `test/cli/break-all-cloud/${name}`;
  const { '//': { breaks } } = JSON.parse(readFileSync(join(ROOT, folder, 'cdk.tf.json'), 'utf8')) as { '//': { readonly breaks: readonly string[] } };
  return { folder, breaks };
});

describe('a stream that breaks everything', () => {
  const flags = ['--preset', 'strict', '--role', 'platform', '--closed-world', '--config', 'test/laws/break-all.json'];
  const found = report('test/laws/break-all.yaml', ...flags);

  test('breaks every law, those on managed clusters where a cloud is declared', () => {
    const managed = lawsIn(report('test/laws/break-all.yaml', ...flags, '--cloud', 'aws'));
    const unclouded = lawsIn(found);
    expect(managed.filter((law) => !unclouded.includes(law))).toEqual(['network/mtu-headroom', 'observability/managed-api-latency']);
    expect([...new Set([...unclouded, ...managed, ...CLOUD_HALVES.flatMap(({ breaks }) => breaks)])].sort()).toEqual(laws.map((law) => law.id).sort());
    expect(found).toMatchObject({ code: 1, verdict: 'fail' });
  });

  test.each(CLOUD_HALVES)('has a cloud half: $folder', ({ folder, breaks }) => {
    const cloudy = report(folder, '--preset', 'strict', '--role', 'platform');
    expect(breaks.filter((law) => !lawsIn(cloudy).includes(law))).toEqual([]);
    expect(cloudy.accounting.errors).toEqual([]);
  });

  test('is read whole', () => {
    expect(found.accounting.errors).toEqual([]);
    const text = readFileSync(join(ROOT, 'test/laws/break-all.yaml'), 'utf8');
    expect(found.accounting).toMatchObject({ documents: text.split(/^---$/m).length, resources: text.match(/^kind: /gm)?.length });
  });

  test('names in a comment every law it breaks', () => {
    const text = readFileSync(join(ROOT, 'test/laws/break-all.yaml'), 'utf8');
    const told = [...text.split('\n').filter((line) => line.startsWith('#')), ...CLOUD_HALVES.flatMap(({ breaks }) => breaks)].join(' ');
    expect(laws.map((law) => law.id).filter((id) => !told.includes(id))).toEqual([]);
  });
});

describe('the domino of 09:00', () => {
  test('breaks these laws, and tells the chain', () => {
    const found = report('examples/domino/incident', '--role', 'platform');
    expect(found).toMatchObject({ code: 1, verdict: 'fail' });
    expect(lawsIn(found)).toEqual([
      'compute/budgeted-pod', 'compute/cpu-limited', 'compute/graceful-termination', 'compute/guaranteed-when-critical', 'compute/immutable-image',
      'compute/memory-limited', 'compute/namespace-guardrails', 'compute/pdb-no-deadlock', 'compute/pdb-present', 'compute/pdb-unhealthy-policy', 'compute/topology-spread',
      'cross/domino-chain', 'identity/no-static-credentials', 'network/default-deny', 'network/readiness-probe', 'network/zone-local-traffic',
      'observability/log-context', 'storage/allow-expansion', 'storage/backup-declared', 'storage/deferred-binding', 'storage/reclaim-retain',
      'storage/statefulset-zone-spread',
    ]);
    const chain = found.findings.find((f) => f.law === 'cross/domino-chain');
    expect(chain?.message).toMatch(/StatefulSet orders-db at 09:00 ends in a saturated NAT gateway at 09:10/);
  });

  const kinds = [...new Set(readFileSync(join(ROOT, 'examples/domino/fixed/shop.yaml'), 'utf8').match(/(?<=^kind: )\w+/gm))];

  test.each([
    [['--role', 'platform']],
    [['--role', 'app']],
    [['--role', 'platform', `--closed-world=${kinds.join(',')}`]],
    [['--role', 'platform', `--closed-world=${kinds.join(',')}`, '--cloud', 'aws']],
    [['--cloud', 'aws']],
  ])('leaves nothing to say once it is fixed: strict %j', (flags) => {
    const found = report('examples/domino/fixed', '--preset', 'strict', ...flags);
    expect(found.findings).toEqual([]);
    expect(found).toMatchObject({ code: 0, verdict: 'pass' });
    const asked = Object.values(found.laws);
    expect(asked.filter((law) => law.kept > 0).length).toBeGreaterThan(15);
  });

  test('lacks nothing but what watches the cluster, were the shop all of it', () => {
    const found = report('examples/domino/fixed', '--preset', 'strict', '--role', 'platform', '--closed-world');
    expect(lawsIn(found)).toEqual(['observability/signature-alerts', 'observability/use-signals']);
  });
});
