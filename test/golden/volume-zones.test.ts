import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';

/** What kube-scheduler 1.34.1 said of pods with bound volumes, for three nodes of each recorded cluster. */
interface Recording {
  readonly name: string;
  readonly nodes: readonly { readonly metadata: { readonly name: string } }[];
  /** Pods, claims, volumes and classes. */
  readonly objects: readonly unknown[];
  readonly steps: readonly {
    readonly pod: string;
    /** Nodes that passed every filter. */
    readonly feasible: readonly string[];
    /** Nodes refused because the volume is elsewhere: "didn't match PersistentVolume's node affinity", "had no available volume zone". */
    readonly conflicting: readonly string[];
  }[];
}

const LAW = 'storage/volume-zone-conflict';
const recordings = (JSON.parse(gunzipSync(readFileSync(join(__dirname, 'scheduler/volume-zones.json.gz'))).toString('utf8')) as { cases: Recording[] }).cases;

/** The pods of which the law says that no node will do, in a cluster of this one node. */
function brokenOn(node: unknown, { objects }: Recording): ReadonlySet<string> {
  const text = [node, ...objects].map((object) => JSON.stringify(object)).join('\n---\n');
  const { findings, undecided, accounting } = check(loadText('recording.yaml', text), { config: { role: 'platform', closedWorld: ['Node'] }, only: [LAW] });
  expect(accounting.errors).toEqual([]);
  expect(undecided).toEqual([]);
  return new Set(findings.filter((f) => f.severity === 'error').map(({ resource }) => `${resource.namespace}/${resource.name}`));
}

describe.each(recordings.map((recording) => [recording.name, recording] as const))('%s', (_, recording) => {
  test.each(recording.nodes.map((node) => [node.metadata.name, node] as const))('%s: a pod is broken where its volumes are not, and nowhere else', (name, node) => {
    const broken = brokenOn(node, recording);
    const wrong = recording.steps.flatMap(({ pod, feasible, conflicting }) => [
      ...(feasible.includes(name) && broken.has(pod) ? [`${pod} found this node and is broken`] : []),
      ...(conflicting.includes(name) && !broken.has(pod) ? [`${pod} could not have its volumes here and is kept`] : []),
    ]);
    expect(wrong).toEqual([]);
  });
});

test('the recordings hold both', () => {
  const steps = recordings.flatMap((recording) => recording.steps);
  expect(steps.flatMap(({ feasible }) => feasible).length).toBeGreaterThan(100);
  expect(steps.flatMap(({ conflicting }) => conflicting).length).toBeGreaterThan(100);
});
