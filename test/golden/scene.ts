import { Graph } from '../../src/graph/graph';
import type { NodeLabels } from '../../src/graph/placement/node-selection';
import type { SchedulableNode } from '../../src/graph/placement/schedulable';
import type { Taint } from '../../src/graph/placement/taint';
import { parseQuantity } from '../../src/graph/reading/quantity';
import { inUnits } from '../../src/graph/placement/units';
import { Workload } from '../../src/graph/workload/workload';
import { loadText } from '../../src/load/load';
import { defaultProfile, type Profile } from '../../src/profile';
import { recorded } from '../graph/recorded';

/** A node as it was in a scene. */
export interface RecordedNode {
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly unschedulable?: boolean; readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[] };
  readonly allocatable: Readonly<Record<string, string>> | null;
}

/** A pod as the API server stored it. */
export interface RecordedPod {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>> & { readonly nodeName?: string };
}

/** What the scheduler found when it looked for a place for one pod; nodes by their number. */
export interface Step {
  readonly pod: string;
  readonly gated?: unknown;
  readonly preFilter?: string;
  readonly feasible: readonly number[];
  readonly rejected: readonly { readonly plugin: string; readonly nodes: readonly number[] }[];
  readonly chosen?: string;
  readonly nominated?: string;
  readonly victims?: readonly string[];
}

/** Nodes, pods, and what kube-scheduler 1.34.1 did with them in order. */
export interface Scene {
  readonly name: string;
  readonly namespaces: readonly object[];
  readonly nodes: readonly RecordedNode[];
  readonly pods: readonly RecordedPod[];
  readonly steps: readonly Step[];
}

/**
 * Recorded scenes: all 52 that explain one rule each, and of the random ones every second of each group (of those that mix every feature
 * the first six), but none with pods that are being deleted, which no manifest has. Groups about volumes, gates or scores alone are left out.
 */
export const scenes = recorded<{ readonly cases: readonly Scene[] }>('scheduler/scenes.json.gz').cases;

/** A graph of objects, judged for the version that was recorded. */
export function graphOf(objects: readonly object[], profile: Partial<Profile> = {}): Graph {
  const loaded = loadText('scene.yaml', objects.map((object) => JSON.stringify(object)).join('\n---\n'));
  if (loaded.errors.length > 0) throw new Error(JSON.stringify(loaded.errors[0]));
  return new Graph('scene', loaded.resources, { ...defaultProfile, ...profile });
}

/** The pods of a scene by namespace and name. */
export function podsOf(scene: Scene): ReadonlyMap<string, Workload> {
  const graph = graphOf([...scene.namespaces.map((n) => ({ apiVersion: 'v1', kind: 'Namespace', ...n })), ...scene.pods]);
  return new Map(graph.all(Workload).map((w) => [`${w.namespace}/${w.name}`, w]));
}

/** A recorded node as the scheduler knew it. */
export function nodeOf({ metadata: { name, labels }, spec, allocatable }: RecordedNode): SchedulableNode {
  const known: NodeLabels = { values: (key) => (Object.hasOwn(labels, key) ? [labels[key]!] : undefined) };
  return {
    name,
    labels: known,
    taints: (spec.taints ?? []).map(({ key, value = '', effect }): Taint => ({ key, value, effect })),
    isCordoned: spec.unschedulable === true,
    allocatable: inUnits(Object.fromEntries(Object.entries(allocatable ?? {}).map(([resource, amount]) => [resource, parseQuantity(amount)!]))),
  };
}
