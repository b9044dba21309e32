import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Config } from '../../src/config/config';
import type { Finding } from '../../src/finding';
import { laws } from '../../src/laws';
import { messageOf } from '../../src/report/words';
import { fixturesOf, headerOf, judgeFixture, loadFixture, type Fixture } from '../laws/fixture';
import { lint } from './lint';
import { brokenInPart, isOfOnePlane } from './part';

const SEEN = join(__dirname, 'manifests.txt');
const fixtures = laws.flatMap((law) => fixturesOf(law)).filter(isOfOnePlane);
const breaking = fixtures.filter((f) => f.expectation === 'break');
const quiet = fixtures.filter((f) => f.expectation !== 'break');
const seen = new Map<string, { readonly told: number; readonly due: number }>();

beforeAll(() => vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20') }));
afterAll(() => vi.useRealTimers());

/**
 * What is said of a budget holds though its pods, elsewhere, are scaled to none today. What is said of a Service holds though other pods,
 * elsewhere, have the port, for which the command has words of its own. What is counted is counted of what is seen.
 */
const TRUE_ALL_THE_SAME = /never lets a pod go, however many run|leads to port .*, which no container of .* has$|can never be evicted: budgets|selects the pods of .* and of|is the only way out of/;

/** ESLint itself, or who reads YAML for it, refuses the file before a rule is asked. */
const REFUSED = ['manifest/duplicate-key'];

/** Its fixtures are judged in recommended, where most that one file shows is advice. */
const ADVICE = 'identity/rbac-escalation';

const PROFILES: readonly Config[] = [{}, { cloud: 'aws', zones: ['eu-west-1a', 'eu-west-1b'] }, { nodePools: [{ name: 'all', maxNodes: 1 }] }];

describe('a YAML file in ESLint', () => {
  test.each(breaking.map((f) => [`${f.law.id}/${f.name}`, f] as const))('%s: what is told is what the command tells, and where', (_, fixture) => {
    const verdict = judgeFixture(fixture);
    const command = verdict.findings.map((f) => ({ isAdvice: f.severity === 'info', told: toldBy(f, fixture) }));
    const isOnlyAdvice = Object.values(fixture.law.messages).every(({ severity }) => (typeof severity === 'string' ? severity : severity[verdict.preset]) === 'info');
    const due = command.filter(({ isAdvice }) => isOnlyAdvice || !isAdvice).map(({ told }) => told);
    const editor = filesOf(fixture).flatMap((text) => inEditor(fixture, text));
    expect(editor.filter((told) => !due.includes(told))).toEqual([]);
    const count = seen.get(fixture.law.id) ?? { told: 0, due: 0 };
    seen.set(fixture.law.id, { told: count.told + due.filter((told) => editor.includes(told)).length, due: count.due + due.length });
  });

  test('as many are seen as are known to be', () => {
    const lines = [...seen].map(([id, { told, due }]) => `${id}: ${told} of ${due}\n`);
    const total = [...seen.values()].reduce((sum, c) => ({ told: sum.told + c.told, due: sum.due + c.due }), { told: 0, due: 0 });
    const now = `${lines.join('')}all laws: ${total.told} of ${total.due}\n`;
    if (process.env['UPDATE'] === '1') writeFileSync(SEEN, now);
    expect(now).toBe(existsSync(SEEN) ? readFileSync(SEEN, 'utf8') : '');
  });

  test('laws that no file breaks in its own preset are those that need a cluster', () => {
    const unseen = [...seen].filter(([id, { told, due }]) => told === 0 && due > 0 && id !== ADVICE).map(([id]) => id);
    expect(laws.filter(({ needs }) => needs === 'cluster').map(({ id }) => id)).toEqual(unseen);
  });

  // In strict advice is told, too; a cloud and one that knows its nodes decide what is undecided elsewhere.
  test.each(laws.filter(({ needs }) => needs === 'cluster').map((law) => [law.id, law] as const))('%s needs a cluster: no file breaks it in strict', (_, law) => {
    const told = fixturesOf(law).filter(isOfOnePlane).flatMap((fixture) => PROFILES.flatMap((profile) => filesOf(fixture).flatMap((text) => inEditor(fixture, text, { preset: 'strict', ...profile }))));
    expect(told).toEqual([]);
  });
});

describe('a file that shows less than all', () => {
  // What other documents say may make a law kept; one that does not see them must not say that it is broken.
  test.each([...breaking, ...quiet].map((f) => [`${f.law.id}/${f.name}`, f] as const))('%s: no part of it tells more', (_, fixture) => {
    const { resources } = loadFixture(fixture);
    const command = judgeFixture(fixture).findings.map((f) => toldBy(f, fixture));
    const parts = [resources, ...resources.flatMap((resource, left) => [[resource], resources.filter((__, i) => i !== left)])];
    const told = parts.filter((part) => part.length > 0).flatMap((part) => brokenInPart(fixture, part).map((f) => toldBy({ ...f, range: f.resource.origin.locate(f.path, f.at) }, fixture)));
    expect(told.filter((text) => !command.includes(text) && !TRUE_ALL_THE_SAME.test(text))).toEqual([]);
  });
});

function toldBy(finding: Pick<Finding, 'range' | 'messageId' | 'args'>, { law }: Fixture): string {
  return `${finding.range?.line}:${finding.range?.column} ${messageOf(finding, law)}`;
}

/** The files a fixture stands for, lines counted from its top. */
function filesOf({ text }: Fixture): readonly string[] {
  return alone(text.split(/^(?=# file: )/m));
}

function alone(parts: readonly string[]): readonly string[] {
  return parts.map((part, i) => '\n'.repeat(parts.slice(0, i).join('').split('\n').length - 1) + part);
}

/** Places and messages, without what is said of objects that are elsewhere. */
function inEditor({ law, text, name }: Fixture, part: string, more: Config = {}): readonly string[] {
  const { config } = headerOf(text, law);
  return lint(part, name, { [`looplaw/${law.id}`]: 'error' }, { role: 'platform', ...config, ...more }).flatMap((m) => {
    if (m.fatal === true && REFUSED.includes(law.id)) return [];
    expect(m.fatal ?? false, m.message).toBe(false);
    return [`${m.line}:${m.column} ${m.message.replace(/ \(unless a .* elsewhere cures it\)$/, '')}`];
  });
}
