import { expect, test } from 'vitest';
import { enableLaws } from '../../src/config/enable';
import { profileOf } from '../../src/config/profile-of';
import { Graph } from '../../src/graph/graph';
import { askAll } from '../../src/judge/ask';
import { laws } from '../../src/laws';
import { worldOf } from '../../lint-rules/sheet';
import { fixturesOf, headerOf, loadFixture } from '../laws/fixture';

const curable = laws.filter(({ curedBy }) => curedBy !== undefined);

/** What the law finds broken in a part of a cluster: nothing else is told. */
function brokenIn(graph: Graph, law: (typeof laws)[number]): readonly string[] {
  const [enabled] = enableLaws([law], { laws: { [law.id]: 'on' } }, graph.declared, { only: [law.id] });
  return askAll(enabled!, graph, 'recommended').others.flatMap((answer) => {
    if (answer.kind === 'crashed') throw new Error(answer.error.message);
    return answer.kind === 'broken' ? answer.findings.map(({ messageId, resource, path, args }) => JSON.stringify([messageId, resource.kind, resource.name, path, args])) : [];
  });
}

test('laws with cures share worlds that are closed for the cures of all of them', () => {
  expect(curable.filter((law) => !law.curedBy!.every((kind) => worldOf(law).includes(kind)))).toEqual([]);
  expect(new Set(curable.map(worldOf)).size).toBe(2);
});

// The editor asks laws with cures together in one graph: what cures one breach must not decide another law.
test.each(laws.map((law) => [law.id, law] as const))('over the fixtures of %s: a law is told the same whether its world is closed for its own cures or for those of others, too', (_, owner) => {
  for (const fixture of fixturesOf(owner)) {
    const { config } = headerOf(fixture.text, owner);
    const profile = profileOf({ role: 'platform', ...config });
    const { resources } = loadFixture(fixture);
    const closedFor = (closedWorld: readonly string[]) => new Graph('default', resources, { ...profile, closedWorld }, 'part');
    const shared = new Map([...new Set(curable.map(worldOf))].map((world) => [world, closedFor(world)]));
    for (const law of curable) {
      const together = brokenIn(shared.get(worldOf(law))!, law);
      expect([law.id, fixture.name, ...together]).toEqual([law.id, fixture.name, ...brokenIn(closedFor(law.curedBy ?? []), law)]);
    }
  }
});
