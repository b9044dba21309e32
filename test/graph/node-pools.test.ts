import { describe, expect, test } from 'vitest';
import { Graph } from '../../src/graph/graph';
import { nodePools } from '../../src/graph/placement/node-pools';
import { loadText } from '../../src/load/load';
import { defaultProfile, type Profile } from '../../src/profile';

const graphOf = (objects: readonly object[], profile: Partial<Profile> = {}) => {
  const loaded = loadText('test.yaml', [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }, ...objects].map((object) => JSON.stringify(object)).join('\n---\n'));
  expect(loaded.errors).toEqual([]);
  return new Graph('test', loaded.resources, { ...defaultProfile, ...profile });
};
const karpenter = (name: string, template: object, spec: object = {}) => ({ apiVersion: 'karpenter.sh/v1', kind: 'NodePool', metadata: { name }, spec: { ...spec, template } });
const requirement = (key: string, operator: string, values: readonly string[] = []) => ({ key, operator, values });
const only = (graph: Graph) => graph.join(nodePools).pools[0]!;

describe('node pools', () => {
  test('without a word on them, the cluster is one pool of which no label is known', () => {
    const { pools, areAll, areDeclared } = graphOf([], { nodes: 5, zones: ['a', 'b'] }).join(nodePools);
    expect({ areAll, areDeclared, facts: pools.map((pool) => pool.facts) }).toMatchObject({
      areAll: true, areDeclared: false, facts: [{ title: 'the cluster', maxNodes: 5, zones: ['a', 'b'], taints: [], isSpot: false }],
    });
    expect(pools[0]!.values('anything')).toBeNull();
    expect(pools[0]!.values('topology.kubernetes.io/zone')).toEqual(['a', 'b']);
  });

  test('the profile declares all of them', () => {
    const graph = graphOf([], { nodePools: [{ name: 'a', labels: { pool: 'a' }, zones: ['z'], allocatable: { cpu: '1930m', memory: '1Gi', pods: 29 } }] });
    const { areAll, areDeclared } = graph.join(nodePools);
    const pool = only(graph);
    expect({ areAll, areDeclared }).toEqual({ areAll: true, areDeclared: true });
    expect(pool.facts.allocatable).toEqual(new Map([['cpu', 1930n], ['memory', 1073741824n], ['pods', 29n]]));
    expect([pool.values('pool'), pool.values('tier'), pool.values('topology.kubernetes.io/zone')]).toEqual([['a'], undefined, ['z']]);
  });

  test('labels that machines set by themselves are not known, and a zone of the disk driver is no zone without zones', () => {
    const pool = only(graphOf([], { nodePools: [{ name: 'a', zones: [] }] }));
    const unknown = ['kubernetes.io/arch', 'node.kubernetes.io/instance-type', 'eks.amazonaws.com/nodegroup', 'kubernetes.azure.com/mode', 'cloud.google.com/gke-nodepool', 'karpenter.sh/nodepool', 'nvidia.com/gpu.product'];
    expect(unknown.filter((key) => pool.values(key) !== null)).toEqual([]);
    expect(['topology.kubernetes.io/zone', 'topology.ebs.csi.aws.com/zone', 'example.com/team', 'pool'].filter((key) => pool.values(key) !== undefined)).toEqual([]);
  });

  test('its nodes have names and take turns in its zones', () => {
    const pool = only(graphOf([], { nodePools: [{ name: 'a', zones: ['x', 'y'] }] }));
    const nodes = [0, 1, 2].map((i) => pool.node(i));
    expect(nodes.map(({ labels }) => labels.values('topology.kubernetes.io/zone'))).toEqual([['x'], ['y'], ['x']]);
    expect(new Set(nodes.map(({ labels }) => labels.values('kubernetes.io/hostname')?.join())).size).toBe(3);
  });

  test('a NodePool of Karpenter tells labels, zones, taints and capacity', () => {
    const pool = only(graphOf([karpenter('apps', {
      metadata: { labels: { intent: 'apps' } },
      spec: {
        taints: [{ key: 'apps', effect: 'NoSchedule' }],
        startupTaints: [{ key: 'starting', effect: 'NoSchedule' }],
        requirements: [
          requirement('topology.kubernetes.io/zone', 'In', ['a', 'b']), requirement('karpenter.sh/capacity-type', 'In', ['on-demand', 'spot']),
          requirement('gpu', 'DoesNotExist'), requirement('kubernetes.io/arch', 'NotIn', ['arm64']),
        ],
      },
    })]));
    expect(pool.facts).toMatchObject({ zones: ['a', 'b'], isSpot: true, maxNodes: Infinity, minNodes: 0, taints: [{ key: 'apps', value: '', effect: 'NoSchedule' }] });
    expect([pool.values('intent'), pool.values('gpu'), pool.values('kubernetes.io/arch'), pool.values('karpenter.sh/nodepool')]).toEqual([['apps'], undefined, null, ['apps']]);
  });

  test.each<[string, object, object]>([
    ['on demand unless it says spot', {}, { isSpot: false, maxNodes: Infinity }],
    ['as many nodes as its limit says', { limits: { nodes: 4 } }, { maxNodes: 4 }],
    ['nobody knows how many under a limit of CPU', { limits: { cpu: 100 } }, { maxNodes: null }],
    ['replicas are always there', { replicas: 3 }, { minNodes: 3, maxNodes: 3 }],
  ])('a NodePool of Karpenter: %s', (_, spec, facts) => {
    expect(only(graphOf([karpenter('apps', { spec: {} }, spec)])).facts).toMatchObject(facts);
  });

  test.each<[string, readonly object[], Partial<Profile>, boolean]>([
    ['others may be beside those of Karpenter', [karpenter('apps', { spec: {} })], {}, false],
    ['unless the set is closed for them', [karpenter('apps', { spec: {} })], { closedWorld: ['NodePool'] }, true],
    ['or the profile lists the others', [karpenter('apps', { spec: {} })], { nodePools: [] }, true],
    ['one that can not be read may be any', [karpenter('apps', { metadata: { labels: { intent: '${INTENT}' } } })], { closedWorld: true }, false],
    ['a NodePool of another group is none', [{ apiVersion: 'example.com/v1', kind: 'NodePool', metadata: { name: 'x' } }], {}, true],
  ])('are they all? %s', (_, objects, profile, areAll) => {
    expect(graphOf(objects, profile).join(nodePools).areAll).toBe(areAll);
  });
});
