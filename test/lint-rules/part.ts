import { enableLaws } from '../../src/config/enable';
import { profileOf } from '../../src/config/profile-of';
import { Graph } from '../../src/graph/graph';
import { askAll, type Breached } from '../../src/judge/ask';
import type { Resource } from '../../src/load/resource';
import { headerOf, type Fixture } from '../laws/fixture';

/** What the law of a fixture breaks in a part of a cluster, as the editor asks it; without what it says in spite of objects elsewhere. */
export function brokenInPart({ law, text }: Fixture, resources: readonly Resource[]): readonly Breached[] {
  if (law.curedBy !== undefined || law.on === 'Waiver') return [];
  const { config } = headerOf(text, law);
  const profile = { ...profileOf({ role: 'platform', ...config }), closedWorld: [] };
  const [enabled] = enableLaws([law], { laws: config.laws ?? {} }, profile, { only: [law.id] });
  return askAll(enabled!, new Graph('default', resources, profile, 'part'), config.preset ?? 'recommended').others.flatMap((answer) => {
    if (answer.kind === 'crashed') throw new Error(answer.error.message);
    return answer.kind === 'broken' ? answer.findings : [];
  });
}

/** Is a fixture of YAML, or of Terraform in JSON, and not of both? */
export function isOfOnePlane({ name, text }: Pick<Fixture, 'name' | 'text'>): boolean {
  return !/^# file: .*\.(?:tf|json|tfstate)/m.test(text) || name.endsWith('.tf.json');
}
