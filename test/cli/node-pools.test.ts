import { describe, expect, test } from 'vitest';
import { deployment, folder, looplaw } from './command';

const law = 'compute/anti-affinity-satisfiable';
const spread = (replicas: number) => deployment('api').replace('spec:\n', `spec:\n  replicas: ${replicas}\n`);
const config = (nodePools: unknown) => JSON.stringify({ nodePools });
const check = (nodePools: unknown) => looplaw(['check', 'api.yaml', '--law', law, '-f', 'json'], { cwd: folder({ 'api.yaml': spread(1), 'looplaw.config.json': config(nodePools) }) });

describe('nodePools in the config', () => {
  test('is printed with the profile, and tells zones and nodes', () => {
    const pools = [{ name: 'a', zones: ['x', 'y'], maxNodes: 3 }, { name: 'b', zones: ['y'], maxNodes: 2, taints: [{ key: 'gpu', effect: 'NoSchedule' }] }];
    const { code, out } = check(pools);
    expect(code).toBe(0);
    expect((JSON.parse(out) as { profile: object }).profile).toMatchObject({ nodePools: pools, zones: ['x', 'y'], nodes: 5 });
  });

  test('what is declared itself outranks what follows from the pools', () => {
    const cwd = folder({ 'api.yaml': spread(1), 'looplaw.config.json': JSON.stringify({ nodePools: [{ name: 'a', zones: ['x'], maxNodes: 3 }], nodes: 9, zones: ['p', 'q'] }) });
    expect((JSON.parse(looplaw(['check', 'api.yaml', '--law', law, '-f', 'json'], { cwd }).out) as { profile: object }).profile).toMatchObject({ zones: ['p', 'q'], nodes: 9 });
  });

  test('a pool that says nothing of zones or nodes leaves them unknown', () => {
    expect((JSON.parse(check([{ name: 'a', zones: ['x'], maxNodes: 3 }, { name: 'b' }]).out) as { profile: object }).profile).toMatchObject({ zones: null, nodes: null });
  });

  test.each<[string, unknown, RegExp]>([
    ['a key nobody knows', [{ name: 'a', zone: 'x' }], /looplaw\.config\.json: nodePools\[0\]: unknown key zone; did you mean zones\?/],
    ['no name', [{ zones: ['x'] }], /nodePools\[0\]: name is missing/],
    ['an effect nobody knows', [{ name: 'a', taints: [{ key: 'k', effect: 'noschedule' }] }], /nodePools\[0\]\.taints\[0\]\.effect: .*did you mean NoSchedule\?/],
    ['an amount nobody can read', [{ name: 'a', allocatable: { cpu: 'two' } }], /nodePools: a: allocatable\.cpu: "two" is no quantity/],
    ['a minimum above the maximum', [{ name: 'a', minNodes: 3, maxNodes: 2 }], /nodePools: a has minNodes 3, more than its maxNodes 2/],
    ['a fraction of a node', [{ name: 'a', maxNodes: 1.5 }], /nodePools\[0\]\.maxNodes: .*whole number/],
  ])('%s is refused', (_, pools, message) => {
    const { code, err } = check(pools);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
