import { expect, test } from 'vitest';
import { TemplatePod } from '../../src/graph/placement/schedulable';
import { Snapshot } from '../../src/graph/placement/snapshot';
import { nodeOf, podsOf, scenes, type Scene } from './scene';

/** Plugins that ask volumes, between the filters of nodes and those of other pods. */
const OF_VOLUMES = new Set(['VolumeRestrictions', 'NodeVolumeLimits', 'VolumeBinding', 'VolumeZone']);
const AFTER_VOLUMES = new Set(['PodTopologySpread', 'InterPodAffinity']);

/** Replays what the scheduler did, and tells where the filters would have answered otherwise. */
function replay(scene: Scene): { readonly decisions: number; readonly differences: readonly string[] } {
  const nodes = scene.nodes.map(nodeOf);
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const pods = new Map([...podsOf(scene)].map(([name, workload]) => [name, new TemplatePod(workload.pod)]));
  const snapshot = new Snapshot(nodes);
  for (const { metadata, spec: { nodeName } } of scene.pods) {
    if (nodeName !== undefined) snapshot.place(pods.get(`${metadata.namespace}/${metadata.name}`)!, byName.get(nodeName)!);
  }
  const differences: string[] = [];
  let decisions = 0;
  for (const step of scene.steps) {
    if (step.gated !== undefined) continue;
    const pod = pods.get(step.pod)!;
    if (step.preFilter === undefined) {
      const expected = new Map<number, string>(step.rejected.flatMap(({ plugin, nodes: turned }) => turned.map((n) => [n, plugin] as const)));
      snapshot.rejections(pod).forEach((found, i) => {
        decisions += 1;
        const plugin = expected.get(i) ?? null;
        const agrees = plugin !== null && OF_VOLUMES.has(plugin) ? found === null || AFTER_VOLUMES.has(found)
          : plugin === 'PreFilterResult' ? found !== null : found === plugin;
        if (!agrees) differences.push(`${scene.name}: ${step.pod} on ${scene.nodes[i]!.metadata.name}: ${found} in place of ${plugin}`);
      });
    }
    for (const victim of step.victims ?? []) snapshot.remove(pods.get(victim)!);
    const place = step.chosen ?? step.nominated;
    if (place !== undefined) snapshot.place(pod, byName.get(place)!);
  }
  return { decisions, differences };
}

test('the filters turn away what kube-scheduler turned away, for its reason, and nothing else', () => {
  const replays = scenes.map(replay);
  expect(replays.flatMap(({ differences }) => differences).slice(0, 20)).toEqual([]);
  expect(replays.reduce((sum, { decisions }) => sum + decisions, 0)).toBeGreaterThan(180_000);
});
