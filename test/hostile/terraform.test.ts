import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import { laws } from '../../src/laws';
import { loadText } from '../../src/load/load';
import { everyFormat, render } from '../../src/report';
import { fixturesOf, loadFixture } from '../laws/fixture';
import { expectSums } from '../load/accounting';
import { context } from '../report/sample';
import { ROOT } from '../cli/command';

const numRuns = Number(process.env['FUZZ_RUNS'] ?? 250);

/** Configurations and plans of the fixtures and examples, as values. */
const seeds: readonly (readonly [file: string, value: unknown])[] = [
  ...readdirSync(join(ROOT, 'examples/domino/cloud')).map((which) => ['cdk.tf.json', JSON.parse(readFileSync(join(ROOT, 'examples/domino/cloud', which, 'cdk.tf.json'), 'utf8'))] as const),
  ...laws.flatMap(fixturesOf).filter(({ name }) => name.endsWith('.tf.json')).map(({ text }) => ['a.tf.json', JSON.parse(text)] as const),
  ...laws.flatMap(fixturesOf).filter(({ name }) => /plan/.test(name)).flatMap(({ text }) => {
    const plan = text.split('# file: plan.json\n')[1];
    return plan === undefined ? [] : [['plan.json', JSON.parse(plan)] as const];
  }),
];

const odd = fc.constantFrom<unknown>(
  null, true, 0, -1, 1e21, '', ' ', '${', '${}', '${[}', '${aws_vpc.main.id}', '${module.a.b.c.d.e}', '${jsonencode({)}', '${anyof()}', '${local.x}', '%{if x}', '*', '\u0000', '__proto__',
  [], [[]], [null], {}, { '': '' }, { constructor: 1 }, '0.0.0.0/99', '::/0', 'a'.repeat(5000), '{"Statement": 5}', '{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Condition": {"StringLike": {"x:sub": ["*"]}}}]}',
);

/** A value with one of its nodes, or the key of one, replaced. */
function mutated(value: unknown, at: number, by: unknown): unknown {
  let left = at;
  const visit = (node: unknown): unknown => {
    if (left-- === 0) return by;
    if (Array.isArray(node)) return node.map(visit);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [left === 0 && typeof by === 'string' ? by : key, visit(child)]));
  };
  return visit(value);
}

const size = (value: unknown): number => (typeof value !== 'object' || value === null ? 1 : 1 + Object.values(value).reduce<number>((sum, child) => sum + size(child), 0));

test('no form of a configuration or a plan crashes a law, breaks a sum or stops a report', { timeout: 60_000 + numRuns * 200 }, () => {
  expect(seeds.length).toBeGreaterThan(100);
  const input = fc.constantFrom(...seeds).chain(([file, value]) => fc.tuple(fc.constant(file), fc.constant(value), fc.array(fc.tuple(fc.nat(size(value)), odd), { minLength: 1, maxLength: 3 })));
  fc.assert(fc.property(input, fc.constantFrom('recommended' as const, 'strict' as const), ([file, value, changes], preset) => {
    const loaded = loadText(file, JSON.stringify(changes.reduce<unknown>((node, [at, by]) => mutated(node, at, by), value)));
    expectSums(loaded);
    const verdict = check(loaded, { config: { preset, role: 'platform', closedWorld: true }, today: '2026-11-20' });
    expect(verdict.accounting.errors.filter(({ code }) => code === 'law-crash')).toEqual([]);
    for (const format of everyFormat) render(format, verdict, context);
  }), { numRuns });
});

test('a trust of any length is read in one pass', () => {
  const glob = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { Federated: 'arn:aws:iam::1:oidc-provider/oidc.eks.a' }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: { StringLike: { 'oidc.eks.a:sub': '*a'.repeat(20_000) } } }] });
  const role = { resource: { aws_iam_role: { a: { name: 'a', assume_role_policy: glob } } } };
  const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: a, annotations: {eks.amazonaws.com/role-arn: "arn:aws:iam::111122223333:role/a"}}\n---\n'
    + 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: a}\nspec: {serviceAccountName: a, containers: [{name: a, image: a}]}\n';
  const text = `# file: a.yaml\n${account}# file: a.tf.json\n${JSON.stringify(role)}\n`;
  const started = performance.now();
  const verdict = check(loadFixture({ path: 'x.yaml', text }), { cluster: () => ['default'] });
  expect(verdict.findings.map(({ law, messageId }) => `${law} ${messageId}`)).toContain('identity/workload-identity-wired refused');
  expect(performance.now() - started).toBeLessThan(5000);
});
