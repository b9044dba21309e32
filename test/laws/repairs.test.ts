import { describe, expect, test } from 'vitest';
import type { Edit, Finding } from '../../src/finding';
import type { Resource } from '../../src/load/resource';
import { loadText } from '../../src/load/load';
import { laws } from '../../src/laws';
import { fixturesOf, judgeFixture, type Fixture } from './fixture';

type Container = Record<string | number, unknown>;

const broken = laws.flatMap(fixturesOf).filter((fixture) => fixture.expectation === 'break');
const repairable = broken.map((fixture) => ({ fixture, findings: judgeFixture(fixture).findings.filter((f) => f.repair !== null) }))
  .filter(({ findings }) => findings.length > 0);

describe('a repair, applied, makes its finding go away', () => {
  test.each(repairable.map((r) => [`${r.fixture.law.id} ${r.fixture.name}`, r] as const))('%s', (_, { fixture, findings }) => {
    const verdict = judgeFixture({ ...fixture, text: repaired(fixture, findings) });
    expect(verdict.accounting.errors).toEqual([]);
    const left = new Set(verdict.findings.map((f) => f.fingerprint));
    expect(findings.filter((f) => left.has(f.fingerprint)).map((f) => f.messageId)).toEqual([]);
  });
});

/** The fixture's text with every repair applied, one JSON document per object. */
function repaired({ name, text }: Fixture, findings: readonly Finding[]): string {
  const objects = new Map(loadText(name, text).resources.map((r) => [placeOf(r), structuredClone(r.value) as Container]));
  const added: unknown[] = [];
  for (const { repair, resource } of findings) {
    if (repair === null) continue;
    if ('add' in repair) added.push(repair.add);
    else for (const edit of repair.patch) apply(edit, objects.get(placeOf(resource))!);
  }
  const header = text.split('\n').filter((line) => line.startsWith('# looplaw:'));
  return [...header, [...objects.values(), ...added].map((o) => JSON.stringify(o)).join('\n---\n')].join('\n');
}

function placeOf({ origin }: Resource): string {
  return `${origin.document} ${origin.item}`;
}

function apply(edit: Edit, root: Container): void {
  const last = edit.path.at(-1)!;
  const parent = edit.path.slice(0, -1).reduce<Container>((node, step) => (node[step] ??= {}) as Container, root);
  if (edit.op === 'remove') Reflect.deleteProperty(parent, last);
  else if (edit.op === 'add' && Array.isArray(parent)) parent.splice(Number(last), 0, edit.value);
  else parent[last] = edit.value;
}
