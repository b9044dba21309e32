import { describe, expect, test } from 'vitest';
import { Graph } from '../../src/graph/graph';
import { DisruptionBudget } from '../../src/graph/disruption/disruption-budget';
import { NetworkPolicy } from '../../src/graph/network/network-policy';
import { Service } from '../../src/graph/network/service';
import { Workload } from '../../src/graph/workload/workload';
import { Undecided } from '../../src/graph/reading/unknown';
import { loadText } from '../../src/load/load';
import { defaultProfile, type Profile } from '../../src/profile';

const graphOf = (text: string, profile: Partial<Profile> = {}) => {
  const loaded = loadText('test.yaml', text);
  expect(loaded.errors).toEqual([]);
  return new Graph('test', loaded.resources, { ...defaultProfile, ...profile });
};
const workload = (graph: Graph, name: string) => graph.all(Workload).find((w) => w.name === name)!;

const deployment = (name: string, more = '', container = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: ns}
spec:
  selector: {matchLabels: {app: ${name}}}
  ${more}
  template:
    metadata: {labels: {app: ${name}, tier: web}}
    spec:
      containers:
        - {name: c, image: "registry.example.com/c:1.0.0" ${container}}
---`;

describe('scale', () => {
  const hpa = (target: string, bounds: string) => `
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${target}, namespace: ns}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${target}}, ${bounds}}
---`;
  const keda = (target: string, bounds: string) => `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: ${target}, namespace: ns}
spec: {scaleTargetRef: {name: ${target}}, ${bounds}triggers: []}
---`;
  const bounds = (w: Workload) => [w.minimumScale, w.maximumScale];

  test.each([
    ['one replica by default', deployment('a'), [1, 1]],
    ['as written', deployment('a', 'replicas: 4'), [4, 4]],
    ['an autoscaler outranks replicas', deployment('a', 'replicas: 9') + hpa('a', 'minReplicas: 2, maxReplicas: 5'), [2, 5]],
    ['an autoscaler leaves one by default', deployment('a') + hpa('a', 'maxReplicas: 5'), [1, 5]],
    ['KEDA leaves none by default, and makes a hundred', deployment('a') + keda('a', ''), [0, 100]],
    ['KEDA as written', deployment('a') + keda('a', 'minReplicaCount: 3, maxReplicaCount: 6, '), [3, 6]],
    ['an autoscaler of something else says nothing', deployment('a', 'replicas: 3') + hpa('b', 'maxReplicas: 5'), [3, 3]],
  ])('%s', (_, text, expected) => {
    expect(bounds(workload(graphOf(text), 'a'))).toEqual(expected);
  });

  test('an unknown bound is unknown', () => {
    const graph = graphOf(deployment('a') + hpa('a', 'minReplicas: "${MIN}", maxReplicas: 5'));
    expect(() => workload(graph, 'a').minimumScale).toThrow(Undecided);
    expect(workload(graph, 'a').maximumScale).toBe(5);
  });

  test('an autoscaler whose target is unknown may scale every workload of its namespace', () => {
    const graph = graphOf(deployment('a', 'replicas: 3') + hpa('"${TARGET}"', 'maxReplicas: 5'));
    expect(() => workload(graph, 'a').minimumScale).toThrow(Undecided);
  });
});

describe('effective requests', () => {
  const range = (limits: string) => `
apiVersion: v1
kind: LimitRange
metadata: {name: r, namespace: ns}
spec: {limits: [{type: Container, ${limits}}]}
---`;
  const request = (container: string, more = '', profile: Partial<Profile> = {}) => {
    const [c] = workload(graphOf(more + deployment('a', '', container), profile), 'a').pod.containers;
    const found = c!.request('cpu');
    return found === null ? null : `${found.amount.toString()} from ${found.from}`;
  };

  test.each([
    ['written', ', resources: {requests: {cpu: 100m}}', '', '100m from container'],
    ['the limit stands in', ', resources: {limits: {cpu: 1}}', '', '1 from limit'],
    ['none', '', '', null],
    ['zero is none', ', resources: {requests: {cpu: 0}}', '', null],
    ['a LimitRange default request', '', range('defaultRequest: {cpu: 200m}'), '200m from LimitRange'],
    ['a LimitRange with nothing but a maximum', '', range('max: {cpu: 2}'), '2 from LimitRange'],
    ['its own limit comes before the LimitRange', ', resources: {limits: {cpu: 1}}', range('defaultRequest: {cpu: 200m}'), '1 from limit'],
  ])('%s', (_, container, more, expected) => {
    expect(request(container, more)).toBe(expected);
  });
});

describe('selection', () => {
  const text = `${deployment('a')}${deployment('b')}
apiVersion: v1
kind: Service
metadata: {name: a, namespace: ns}
spec: {selector: {app: a}, ports: [{port: 80, targetPort: 8080}]}
---
apiVersion: v1
kind: Service
metadata: {name: a, namespace: other}
spec: {selector: {app: a}, ports: [{port: 80}]}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web, namespace: ns}
spec: {maxUnavailable: 1, selector: {matchExpressions: [{key: app, operator: In, values: [a, b]}, {key: legacy, operator: DoesNotExist}]}}
---
apiVersion: v1
kind: Service
metadata: {name: manual, namespace: ns}
spec: {ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: unknown, namespace: ns}
spec: {selector: {app: "\${APP}"}, ports: [{port: 80}]}
`;
  const graph = graphOf(text);
  const names = (xs: readonly { name: string }[]) => xs.map((x) => x.name).sort();

  test('a Service selects pods of its own namespace, an empty selector none, an unknown one perhaps all', () => {
    const backends = (name: string, namespace = 'ns') => graph.all(Service).find((s) => s.name === name && s.namespace === namespace)!.backends();
    expect(names(backends('a').certain)).toEqual(['a']);
    expect(names(backends('a', 'other').certain)).toEqual([]);
    expect(backends('manual')).toEqual({ certain: [], possible: [] });
    expect(names(backends('unknown').certain)).toEqual([]);
    expect(names(backends('unknown').possible)).toEqual(['a', 'b']);
  });

  test('and the other way round', () => {
    const a = workload(graph, 'a');
    expect(names(a.services.certain)).toEqual(['a']);
    expect(names(a.services.possible)).toEqual(['unknown']);
    expect(names(a.budgets.certain)).toEqual(['web']);
    expect(names(graph.all(DisruptionBudget)[0]!.protects().certain)).toEqual(['a', 'b']);
  });

  test('a port leads to the container that listens', () => {
    const service = graph.all(Service).find((s) => s.name === 'a' && s.namespace === 'ns')!;
    const [target] = service.targetsIn(workload(graph, 'a').pod);
    expect(target?.container?.name).toBe('c');
  });

  test('policy types follow the rules that are written', () => {
    const policy = (spec: string) => graphOf(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: p, namespace: ns}
spec: ${spec}
`).all(NetworkPolicy)[0]!;
    expect(policy('{podSelector: {}}').isolates('Ingress')).toBe(true);
    expect(policy('{podSelector: {}}').isolates('Egress')).toBe(false);
    expect(policy('{podSelector: {}, egress: []}').isolates('Egress'), 'an empty list is no rule').toBe(false);
    expect(policy('{podSelector: {}, egress: [{}]}').isolates('Egress')).toBe(true);
  });
});

describe('live dumps', () => {
  const owned = (kind: string, name: string, owner: [kind: string, name: string, apiVersion?: string], spec: string) => `
apiVersion: ${kind === 'Pod' ? 'v1' : kind === 'Job' ? 'batch/v1' : 'apps/v1'}
kind: ${kind}
metadata:
  name: ${name}
  namespace: ns
  labels: {app: a}
  ownerReferences: [{apiVersion: ${owner[2] ?? 'apps/v1'}, kind: ${owner[0]}, name: ${owner[1]}, uid: x, controller: true}]
spec: ${spec}
---`;
  const pod = '{containers: [{name: c, image: "c:1.0.0"}]}';
  const template = `{selector: {}, template: {metadata: {labels: {app: a}}, spec: ${pod}}}`;

  test('what a controller of the set made is judged through it', () => {
    const graph = graphOf(deployment('a') + owned('ReplicaSet', 'a-1', ['Deployment', 'a'], template) + owned('Pod', 'a-1-x', ['ReplicaSet', 'a-1'], pod));
    expect(graph.all(Workload).map((w) => w.title)).toEqual(['Deployment ns/a']);
  });

  test('what a controller outside of the set made is judged itself', () => {
    const graph = graphOf(owned('Pod', 'a-1-x', ['ReplicaSet', 'a-1'], pod));
    expect(graph.all(Workload).map((w) => w.title)).toEqual(['Pod ns/a-1-x']);
  });

  test('what an operator owns is judged itself, and so are objects that own each other', () => {
    const operator = 'apiVersion: rabbitmq.com/v1beta1\nkind: RabbitmqCluster\nmetadata: {name: mq, namespace: ns}\n---';
    const set = owned('StatefulSet', 'mq-server', ['RabbitmqCluster', 'mq', 'rabbitmq.com/v1beta1'], template);
    expect(graphOf(operator + set).all(Workload).map((w) => w.title)).toEqual(['StatefulSet ns/mq-server']);
    const circle = owned('ReplicaSet', 'r1', ['ReplicaSet', 'r2'], template) + owned('ReplicaSet', 'r2', ['ReplicaSet', 'r1'], template);
    expect(graphOf(circle).all(Workload)).toHaveLength(2);
  });

  test('a Node owns mirror pods, but is not judged for them', () => {
    const node = 'apiVersion: v1\nkind: Node\nmetadata: {name: m1}\n---';
    const graph = graphOf(node + owned('Pod', 'etcd-m1', ['Node', 'm1', 'v1'], pod));
    expect(graph.all(Workload).map((w) => w.title)).toEqual(['Pod ns/etcd-m1']);
  });
});
