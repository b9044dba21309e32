import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { folder, looplaw, ROOT } from '../cli/command';

/** What a run says, beside the text that was read and found true; `UPDATE=1` writes it anew, to be read again. */
function expectAsRead(name: string, out: string): void {
  const file = join(__dirname, 'golden', name);
  if (process.env['UPDATE'] === '1') writeFileSync(file, out);
  expect(out).toBe(readFileSync(file, 'utf8'));
}

/** The lines of a report that answer a claim, a stage or the whole, without counts. */
const answers = (out: string): readonly string[] => out.split('\n').filter((line) => /^(?: {2})?[✓✗?·~] \S/.test(line) || /^maturity:/.test(line));

describe('the readiness of the domino', () => {
  const both = (which: string) => [`examples/domino/${which}`, `examples/domino/cloud/${which}`];

  test.each([
    ['incident.txt', both('incident'), 'readiness', 1],
    ['incident.md', both('incident'), 'readiness-markdown', 1],
    ['fixed.txt', [...both('fixed'), '--preset', 'strict', '--role', 'platform'], 'readiness', 0],
  ] as const)('reads as in %s', (name, args, format, code) => {
    const ran = looplaw(['check', ...args, '--no-config', '-f', format], { cwd: ROOT });
    expect([ran.code, ran.err]).toEqual([code, '']);
    expectAsRead(name, ran.out);
  });

  test('its manifests alone carry a shorter chain: what the cloud half tells is not made up', () => {
    const { out } = looplaw(['check', 'examples/domino/incident', '--no-config', '-f', 'readiness'], { cwd: ROOT });
    const times = Array.from(out.matchAll(/^ {2}(09:\d\d) {2}(\w+)/gm), ([, at, loop]) => `${at} ${loop}`);
    expect(times).toEqual(['09:00 compute', '09:01 compute', '09:03 storage', '09:05 network']);
  });

  test('fixed, it has all but alerts: nothing is ticked for them', () => {
    const { out } = looplaw(['check', ...both('fixed'), '--preset', 'strict', '--role', 'platform', '--no-config', '-f', 'readiness'], { cwd: ROOT });
    expect(out).toContain('maturity: Reactive, where everyone begins; next is Operational, and what Architectural and Platform asks besides is proven already');
    expect(out).toContain('One law unlocks Operational\n  1. observability/signature-alerts  nothing it speaks of was given\n');
    expect(out).not.toContain('✗');
  });
});

describe('the readiness of payments', () => {
  test.each(['aws', 'azure', 'gcp'] as const)('on %s is architectural, and asks for the cloud half', async (cloud) => {
    const outdir = mkdtempSync(join(tmpdir(), 'ready-'));
    vi.resetModules();
    vi.stubEnv('CDK8S_OUTDIR', outdir);
    vi.stubEnv('CDKTF_OUTDIR', mkdtempSync(join(tmpdir(), 'ready-cloud-')));
    await import(`../../examples/payments/${cloud}/main.ts`);
    vi.unstubAllEnvs();
    const ran = looplaw(['check', 'payments.k8s.yaml', '--preset', 'strict', '--role', 'platform', '--cloud', cloud, '--no-config', '-f', 'readiness'], { cwd: outdir });
    expect([ran.code, ran.err]).toEqual([0, '']);
    expectAsRead(`payments-${cloud}.txt`, `${answers(ran.out).join('\n')}\n`);
    expect(ran.out).toContain('maturity: Architectural is what is proven; next is Platform');
    expect(ran.out).toContain('\nThree laws unlock Platform\n  1. compute/zonal-node-groups');
  });
});

describe('what was not examined is not called proven', () => {
  const NS = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n';
  const BAD = 'apiVersion: v1\nkind: [\n';
  const NOTHING: readonly (readonly [what: string, files: Readonly<Record<string, string>>])[] = [
    ['an empty folder', {}],
    ['a file without a document', { 'a.yaml': '# nothing yet\n' }],
    ['a list without items', { 'a.yaml': 'apiVersion: v1\nkind: List\nitems: []\n' }],
    ['values of a chart', { 'values.yaml': 'replicas: 1\n' }],
    ['a file that can not be read', { 'a.yaml': BAD }],
  ];

  test.each(NOTHING)('in %s: exit code 2, and no word of a stage or a claim', (_, files) => {
    const cwd = folder(files);
    const { code, out } = looplaw(['check', '.', '--no-config', '-f', 'readiness'], { cwd });
    expect(code).toBe(2);
    expect(out).toMatch(/^readiness: nothing is proven and nothing refuted, for nothing was examined\n/);
    expect(out).toMatch(/^not examined {2}/m);
    expect(out).not.toMatch(/Reactive|✓|No domino/);
    expect(out.split('\n').length).toBeLessThan(12);
    const markdown = looplaw(['check', '.', '--no-config', '-f', 'readiness-markdown'], { cwd });
    expect([markdown.code, /Reactive|\[x\]/.test(markdown.out)]).toEqual([2, false]);
    expect(markdown.out).toContain('**Readiness: no stage is proven&#58; nothing was examined**');
    const page = looplaw(['check', '.', '--no-config', '-f', 'readiness-html'], { cwd });
    expect(page.code).toBe(2);
    expect(page.out).toContain('<p class="verdict">nothing was examined</p>');
    expect(page.out).toMatch(/<a class="skip" href="#unread">[\s\S]*<div id="unread">\n<section id="not-examined">/);
    expect(page.out).not.toMatch(/<ol class="marks">|id="checklist"|id="ladder"|No domino|Reactive|<span class="sev">/);
  });

  test('in a set of which a file is broken: what was read is told, no stage and no claim is proven', () => {
    const { code, out } = looplaw(['check', '.', '--no-config', '-f', 'readiness'], { cwd: folder({ 'a.yaml': NS, 'b.yaml': BAD }) });
    expect(code).toBe(2);
    expect(out).toContain('\nmaturity: no stage is proven: 1 of the inputs could not be examined\n· Reactive');
    expect(out).not.toMatch(/✓|laws? unlocks? |laws in the way/);
  });

  test('that everyone begins somewhere is no achievement', () => {
    const { out } = looplaw(['check', '.', '--no-config', '-f', 'readiness'], { cwd: folder({ 'a.yaml': NS }) });
    expect(out).toContain('\nmaturity: Reactive, where everyone begins; next is Operational\n· Reactive');
  });
});

test('looplaw readiness is the report of check by its own name', () => {
  const cwd = folder({ 'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n' });
  expect(looplaw(['readiness', 'a.yaml', '--no-config'], { cwd })).toEqual(looplaw(['check', 'a.yaml', '--no-config', '-f', 'readiness'], { cwd }));
  expect(looplaw(['readiness', '--no-config', '-f', 'readiness-markdown', '--cloud', 'azure'], { cwd }).out).toContain('### azure');
  expect(looplaw(['readiness', '--no-config'], { cwd: folder({}) }).code).toBe(2);
  expect(looplaw(['readiness', '-f', 'sarif'], { cwd })).toMatchObject({ code: 2, out: '' });
});

test('readiness changes no exit code, and says that an input was not read', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'ready-'));
  writeFileSync(join(cwd, 'bad.yaml'), 'apiVersion: v1\nkind: [\n');
  writeFileSync(join(cwd, 'ns.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n');
  const { code, out } = looplaw(['check', '.', '--no-config', '-f', 'readiness'], { cwd });
  expect(code).toBe(2);
  expect(out).toMatch(/^readiness: 0 of \d+ claims proven/);
  expect(out).toContain('not examined  bad.yaml:');
});
