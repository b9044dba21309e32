import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import reasons from '../../scripts/peers.json';
import { KUBE_LINTER, POLARIS, type Check, type Written } from './peer-checks';

const EXAMPLES: Readonly<Record<string, () => Promise<unknown>>> = {
  adopt: () => import('../../examples/adopt/main.js'),
  boutique: () => import('../../examples/boutique/main.js'),
  jvm: () => import('../../examples/jvm/main.js'),
  'payments/aws': () => import('../../examples/payments/aws/main.js'),
  'payments/azure': () => import('../../examples/payments/azure/main.js'),
  'payments/gcp': () => import('../../examples/payments/gcp/main.js'),
  queue: () => import('../../examples/queue/main.js'),
  shop: () => import('../../examples/shop/main.js'),
};

const folder = mkdtempSync(join(tmpdir(), 'looplaw-peers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What each example writes, by file: one file is one cluster. */
const written = new Map<string, readonly Written[]>();

beforeAll(async () => {
  vi.resetModules();
  for (const [example, synthesize] of Object.entries(EXAMPLES)) {
    const outdir = mkdtempSync(join(folder, 'example-'));
    vi.stubEnv('CDK8S_OUTDIR', outdir);
    await synthesize();
    for (const file of readdirSync(outdir)) written.set(`${example}/${file}`, loadAll(readFileSync(join(outdir, file), 'utf8')) as Written[]);
  }
}, 120_000);

/** The checks that flag something, each with the objects it flags. */
function flagged(checks: Readonly<Record<string, Check>>): ReadonlyMap<string, readonly string[]> {
  const found = Object.entries(checks).map(([name, check]) => [name, [...written].flatMap(([file, all]) => all.filter((object) => check(object, all)).map(({ kind, metadata }) => `${file} ${kind}/${metadata.name}`))] as const);
  return new Map(found.filter(([, objects]) => objects.length > 0));
}

describe.each([['kube-linter', KUBE_LINTER, 31], ['polaris', POLARIS, 44]] as const)('the default checks of %s', (tool, checks, count) => {
  test('are all asked', () => {
    expect(Object.keys(checks)).toHaveLength(count);
    expect([...written.values()].flat().length).toBeGreaterThan(500);
  });

  test('flag nothing in the examples but what we have a reason for', () => {
    expect([...flagged(checks).keys()].sort()).toEqual(Object.keys(reasons[tool]).sort());
  });
});

describe('a check', () => {
  const bad = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'bad' }, spec: { template: { metadata: {}, spec: { hostNetwork: true, containers: [{ name: 'c', image: 'nginx', securityContext: { privileged: true } }] } } } } as Written;

  test.each([...Object.entries(KUBE_LINTER), ...Object.entries(POLARIS)].filter(([name]) => /^(?:latest-tag|tagNotSpecified|host-?network(?:Set)?|privileged-container|runAsPrivileged|cpuLimitsMissing|unset-cpu-requirements|runAsRootAllowed)$/i.test(name)))('%s sees what is wrong', (_, check) => {
    expect(check(bad, [bad])).toBe(true);
  });
});
