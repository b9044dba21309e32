import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Testing, type Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config';
import { apiObjectsIn, loadConstructs } from '../../src/gates/construct-resources';
import { check } from '../../src/judge/check';
import { laws } from '../../src/laws';
import { messageOf } from '../../src/report/words';
import { lint } from './lint';

const CHARTS = join(__dirname, 'charts');
const CONFIG: Config = { preset: 'strict', role: 'platform' };
const byId = new Map(laws.map((law) => [law.id as string, law]));
const ALL = Object.fromEntries(laws.map(({ id }) => [`looplaw/${id}`, 'error' as const]));

describe.each(readdirSync(CHARTS).filter((name) => name.endsWith('.ts')))('%s', (name) => {
  test('what the editor tells is what synthesis tells', async () => {
    const text = readFileSync(join(CHARTS, name), 'utf8');
    const { Fixture } = await import(join(CHARTS, name)) as { readonly Fixture: new (scope: Construct, id: string) => Chart };
    const app = Testing.app();
    const chart = new Fixture(app, 'c');
    Testing.synth(chart);
    const synthesized = check(loadConstructs(apiObjectsIn(app)), { config: CONFIG, cluster: () => ['c'] }).findings.filter(({ severity, law }) => severity !== 'info' || onlyAdvises(law));
    const due = synthesized.map((f) => `${f.law} ${messageOf(f, byId.get(f.law))}`);
    const editor = toldIn(text, name);
    const wrong = editor.filter(({ reserved, pattern }) => !reserved && !due.some((d) => pattern.test(d)));
    expect(wrong.map(({ text: told }) => told)).toEqual([]);
    const unseen = due.filter((d) => !editor.some(({ pattern }) => pattern.test(d)));
    const now = `seen ${due.length - unseen.length} of ${due.length}\n${counted(unseen.map((d) => d.split(' ', 1).join())).map((law) => `unseen: ${law}\n`).join('')}${editor.map(({ text: told }) => `told: ${told}\n`).join('')}`;
    const file = join(CHARTS, name.replace(/\.ts$/, '.txt'));
    if (process.env['UPDATE'] === '1') writeFileSync(file, now);
    expect(now).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
  });
});

function counted(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort().map((id) => `${id} (${ids.filter((other) => other === id).length})`);
}

function onlyAdvises(id: string): boolean {
  return Object.values(byId.get(id)?.messages ?? {}).every(({ severity }) => (typeof severity === 'string' ? severity : severity.strict) === 'info');
}

interface Told {
  readonly text: string;
  /** Is it said with a reservation? */
  readonly reserved: boolean;
  /** What synthesis says of the same, whatever names it makes. */
  readonly pattern: RegExp;
}

function toldIn(text: string, filename: string): readonly Told[] {
  return lint(text, filename, ALL, CONFIG).map((m) => {
    expect(m.fatal ?? false, m.message).toBe(false);
    const message = m.message.replace(/ \(unless a .* elsewhere cures it\)$/, '');
    const pattern = escaped(`${m.ruleId?.replace('looplaw/', '')} ${message}`).replace(/[\w-]*\\\*/g, '\\S*')
      // The chart has a namespace, which only synthesis knows.
      .replace(/\b([A-Z]\w+) (?=[\w\\])/g, '$1 (?:[\\w-]+/)?');
    return { text: `${m.line}:${m.column} ${m.ruleId?.replace('looplaw/', '')} ${m.message}`, reserved: message !== m.message, pattern: new RegExp(`^${pattern}$`) };
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
