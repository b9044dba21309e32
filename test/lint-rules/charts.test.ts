import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Testing, type Chart } from 'cdk8s';
import { Testing as Terraform, type TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import type { Config } from '../../src/config/config';
import type { Finding } from '../../src/finding';
import { apiObjectsIn, loadConstructs } from '../../src/gates/construct-resources';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';
import { laws } from '../../src/laws';
import { messageOf } from '../../src/report/words';
import { lint } from './lint';

const CHARTS = join(__dirname, 'charts');
const STACKS = join(__dirname, 'stacks');
const stacks = readdirSync(STACKS).filter((name) => name.endsWith('.ts'));
const CONFIG: Config = { preset: 'strict', role: 'platform' };
const byId = new Map(laws.map((law) => [law.id as string, law]));
const ALL = Object.fromEntries(laws.map(({ id }) => [`looplaw/${id}`, 'error' as const]));

describe.each(stacks)('%s', (name) => {
  test('what the editor tells is what synthesis of cdktf tells', { timeout: 60_000 }, async () => {
    const { Fixture } = await import(join(STACKS, name)) as { readonly Fixture: new (scope: Construct, id: string) => TerraformStack };
    const json = Terraform.synth(new Fixture(Terraform.app(), 'stack'));
    const { findings } = check(loadText('cdk.tf.json', json), { config: CONFIG, cluster: () => ['c'] });
    expectWithin(join(STACKS, name), findings);
  });
});

describe.each(readdirSync(CHARTS).filter((name) => name.endsWith('.ts')))('%s', (name) => {
  test('what the editor tells is what synthesis tells', async () => {
    const { Fixture } = await import(join(CHARTS, name)) as { readonly Fixture: new (scope: Construct, id: string) => Chart };
    const app = Testing.app();
    const chart = new Fixture(app, 'c');
    Testing.synth(chart);
    expectWithin(join(CHARTS, name), check(loadConstructs(apiObjectsIn(app)), { config: CONFIG, cluster: () => ['c'] }).findings);
  });
});

/** What is told of a source file must be among the findings of what it synthesizes; how much that is, stands beside it. */
function expectWithin(path: string, findings: readonly Finding[]): void {
  const due = findings.filter(({ severity, law }) => severity !== 'info' || onlyAdvises(law)).map((f) => `${f.law} ${messageOf(f, byId.get(f.law))}`);
  const editor = toldIn(readFileSync(path, 'utf8'), basename(path));
  const wrong = editor.filter(({ reserved, pattern }) => !reserved && !due.some((d) => pattern.test(d)));
  expect(wrong.map(({ text: told }) => told)).toEqual([]);
  const unseen = due.filter((d) => !editor.some(({ pattern }) => pattern.test(d)));
  const now = `seen ${due.length - unseen.length} of ${due.length}\n${counted(unseen.map((d) => d.split(' ', 1).join())).map((law) => `unseen: ${law}\n`).join('')}${editor.map(({ text: told }) => `told: ${told}\n`).join('')}`;
  const file = path.replace(/\.ts$/, '.txt');
  if (process.env['UPDATE'] === '1') writeFileSync(file, now);
  expect(now).toBe(existsSync(file) ? readFileSync(file, 'utf8') : '');
}

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
      .replace(/\b([A-Z]\w+) (?=[\w\\])/g, '$1 (?:[\\w-]+/)?')
      // Below a construct, cdktf adds a hash to the name of a block.
      .replace(/\b([a-z]+_[a-z_]+\\\.)([\w-]+)/g, '$1(?:[\\w-]+_)?$2(?:_[0-9A-F]{8})?');
    return { text: `${m.line}:${m.column} ${m.ruleId?.replace('looplaw/', '')} ${m.message}`, reserved: message !== m.message, pattern: new RegExp(`^${pattern}$`) };
  });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
