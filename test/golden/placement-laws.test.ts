import { expect, test } from 'vitest';
import type { Config } from '../../src/config/config';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';
import type { DeclaredNodePool, DeclaredTaint } from '../../src/profile';
import { scenes, type RecordedNode, type RecordedPod, type Scene, type Step } from './scene';

const LAWS = ['anti-affinity-satisfiable', 'dedicated-node-toleration', 'host-port-free', 'pod-fits-node', 'topology-spread-satisfiable'].map((name) => `compute/${name}`);
/** Messages that say that pods will not run. The others warn of what may happen. */
const PENDING = new Set(['nodes', 'zones', 'labels', 'tainted', 'tooFew', 'tooLarge', 'tooMany', 'noneHasAll', 'stuck', 'repelled', 'noPeer']);
/** Plugins that turn a pod away for what it and the node are, whatever runs there. */
const OF_NODES = new Set(['NodeUnschedulable', 'NodeName', 'TaintToleration', 'NodeAffinity', 'PreFilterResult']);
const ZONE = 'topology.kubernetes.io/zone';

/** Pods of a scene that are alike in all but their names. */
interface Group {
  readonly pods: readonly RecordedPod[];
  readonly steps: readonly Step[];
}

function groupsOf({ pods, steps }: Scene): readonly Group[] {
  const byShape = new Map<string, { pods: RecordedPod[]; steps: Step[] }>();
  for (const step of steps) {
    const pod = pods.find(({ metadata }) => `${metadata.namespace}/${metadata.name}` === step.pod)!;
    const shape = JSON.stringify([pod.metadata.namespace, pod.metadata.labels, pod.spec]);
    const group = byShape.get(shape) ?? { pods: [], steps: [] };
    byShape.set(shape, group);
    group.pods.push(pod);
    group.steps.push(step);
  }
  return [...byShape.values()].filter(({ steps: [step] }) => step?.gated === undefined && step?.preFilter === undefined);
}

/** A node as a pool of one. */
function poolOf({ metadata: { name, labels }, spec, allocatable }: RecordedNode): DeclaredNodePool {
  const { [ZONE]: zone, ...others } = labels;
  const cordon: DeclaredTaint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };
  const taints = [...(spec.unschedulable === true ? [cordon] : []), ...((spec.taints ?? []) as DeclaredTaint[])];
  return { name, zones: zone === undefined ? [] : [zone], labels: others, taints, minNodes: 1, maxNodes: 1, ...(allocatable && { allocatable }) };
}

/** The group as a team would write it: one pod as such, several as a Deployment. */
function manifestOf({ pods }: Group, i: number): object {
  const { metadata: { namespace, labels = {} }, spec } = pods[0]!;
  const metadata = { name: `group-${i}`, namespace };
  if (pods.length === 1) return { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, labels }, spec };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas: pods.length, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } } };
}

interface Answer {
  readonly group: Group;
  readonly name: string;
  /** What says that the pods will not run. */
  readonly pending: readonly string[];
  readonly allKept: boolean;
}

/** What the laws say of each group of a scene. Pods that ran from the start are there for those that are to run beside them. */
function answers(scene: Scene): readonly Answer[] {
  const config: Config = { kubeVersion: '1.34', nodePools: scene.nodes.map(poolOf), closedWorld: true };
  const groups = groupsOf(scene);
  const objects = [...scene.namespaces.map((n) => ({ apiVersion: 'v1', kind: 'Namespace', ...n })), ...scene.pods.filter(({ spec }) => spec.nodeName !== undefined), ...groups.map(manifestOf)];
  const { findings, undecided } = check(loadText('scene.yaml', objects.map((object) => JSON.stringify(object)).join('\n---\n')), { config, only: LAWS });
  return groups.map((group, i) => {
    const own = findings.filter(({ resource: { name } }) => name === `group-${i}`);
    return {
      group,
      name: `${scene.name}: ${group.steps[0]!.pod} and ${group.pods.length - 1} more`,
      pending: own.filter((f) => PENDING.has(f.messageId)).map((f) => `${f.law} ${f.messageId}`),
      allKept: own.length === 0 && undecided.every(({ resource: { name } }) => name !== `group-${i}`),
    };
  });
}

const isPlaced = (step: Step): boolean => step.chosen !== undefined || step.nominated !== undefined;
/** Was the pod kept from every node by what the nodes are? */
const hasNoNode = (step: Step): boolean => step.feasible.length === 0 && step.nominated === undefined && step.rejected.every(({ plugin }) => OF_NODES.has(plugin));

const asksVolumes = ({ steps }: Scene): boolean => steps.some(({ rejected }) => rejected.some(({ plugin }) => plugin.startsWith('Volume')));

const asked = scenes.filter(({ nodes }) => nodes.length > 0 && nodes.every(({ metadata: { labels } }) => labels['kubernetes.io/hostname'] !== undefined)).flatMap(answers);

test('the laws say that pods stay Pending only where the scheduler left one of them so', () => {
  const broken = asked.filter(({ pending }) => pending.length > 0);
  expect(broken.filter(({ group }) => group.steps.every(isPlaced)).map(({ name, pending }) => `${name}: ${pending.join()}`)).toEqual([]);
  expect(broken.length).toBeGreaterThan(100);
  expect(new Set(broken.flatMap(({ pending }) => pending)).size).toBeGreaterThan(4);
});

test('the laws are kept only where the scheduler found a node that is made for the pods', () => {
  const kept = asked.filter(({ allKept }) => allKept);
  expect(kept.filter(({ group }) => group.steps.some(hasNoNode)).map(({ name }) => name)).toEqual([]);
  expect(kept.length).toBeGreaterThan(1000);
});

test('alone on their nodes, pods whose laws are kept all found a place', () => {
  const alone = scenes.filter((scene) => scene.nodes.length > 0 && scene.pods.length === scene.steps.length && !asksVolumes(scene)).flatMap((scene) => (groupsOf(scene).length === 1 ? answers(scene) : []));
  expect(alone.length).toBeGreaterThan(5);
  expect(alone.filter(({ allKept, group }) => allKept && !group.steps.every(isPlaced)).map(({ name }) => name)).toEqual([]);
  expect(alone.filter(({ allKept }) => allKept).length).toBeGreaterThan(2);
});
