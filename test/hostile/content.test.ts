import { spawnSync } from 'node:child_process';
import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BIN, folder, looplaw } from '../cli/command';
import { broken, checked, codes, good, kept, only, type Report } from './run';

const repeat = (text: string, times: number): string => text.repeat(times);
const many = (count: number, each: (i: number) => string): string => Array.from({ length: count }, (_, i) => each(i)).join('');

/** A run with little memory and little time. */
function bounded(cwd: string, seconds: number, megabytes: number): { readonly status: number | null; readonly signal: string | null; readonly report: Report } {
  const { status, signal, stdout } = spawnSync(process.execPath, [`--max-old-space-size=${megabytes}`, BIN, 'check', '-f', 'json', ...only], { cwd, encoding: 'utf8', timeout: seconds * 1000, maxBuffer: 1e9 });
  return { status, signal, report: JSON.parse(stdout) as Report };
}

describe('bombs', () => {
  test('row 1: aliases that multiply take neither time nor memory, and their neighbours are checked', () => {
    const laughs = `l0: &l0 [${repeat('x, ', 9)}]\n${many(9, (i) => `l${i + 1}: &l${i + 1} [${repeat(`*l${i}, `, 9)}]\n`)}`;
    const quadratic = `a: &a [${repeat('x, ', 3000)}]\nb: [${repeat('*a, ', 3000)}]\n`;
    const ran = bounded(folder({ 'a.yaml': good + laughs, 'b.yaml': good + quadratic, 'c.yaml': broken }), 20, 256);
    expect(ran).toMatchObject({ status: 2, signal: null });
    expect(codes(ran.report)).toEqual(['alias-limit', 'alias-limit']);
    expect(ran.report.findings.map(({ file }) => file)).toEqual(['c.yaml']);
  });

  test('row 5: depth of every shape, in one run, is an error each and no abort', () => {
    const shapes = ['[', '{a: ', '- ', '? ', '{"a":'];
    const files = Object.fromEntries(shapes.flatMap((shape, i) => [1e3, 1e4, 1e5].map((depth) => [`${i}-${depth}.yaml`, `${good}x:\n  ${repeat(shape, depth)}\n`] as const)));
    const ran = bounded(folder({ ...files, 'z.yaml': kept }), 30, 512);
    expect(ran).toMatchObject({ status: 2, signal: null });
    expect(codes(ran.report)).toEqual(Array(15).fill('depth-limit'));
    expect(ran.report.laws['compute/budgeted-pod']).toMatchObject({ kept: 1 });
  });

  test('row 6b: what is quadratic elsewhere ends soon, and other files are checked', () => {
    const runs = ['&a ', '!a ', '[,', '"', '%x\n', '...\n', '*a ', '<<: {', '- &a ', "'", '|'].map((piece) => repeat(piece, 8e4));
    const ran = bounded(folder({ ...Object.fromEntries(runs.map((text, i) => [`${i}.yaml`, `${good}---\nkind: a\napiVersion: v1\nx: ${text}\n`])), 'z.yaml': kept }), 40, 512);
    expect(ran.signal).toBeNull();
    expect(ran.status).toBe(2);
    expect(ran.report.accounting.errors.length).toBeGreaterThanOrEqual(runs.length - 2);
    expect(ran.report.laws['compute/budgeted-pod']).toMatchObject({ kept: 1 });
  });

  test('row 7: a sparse file of a gigabyte is refused by its size', () => {
    const cwd = folder({ 'a.yaml': good, 'b.yaml': kept });
    truncateSync(join(cwd, 'a.yaml'), 1024 ** 3);
    const ran = bounded(cwd, 10, 128);
    expect(ran.status).toBe(2);
    expect(codes(ran.report)).toEqual(['too-large']);
  });

  test('row 34: 50,000 documents and 100,000 findings', { timeout: 120_000 }, () => {
    const containers = many(1000, (i) => `        - {name: c${i}, image: 'registry.example.com/app:1.2.3'}\n`);
    const workloads = many(50, (i) => `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d${i}}\nspec:\n  selector: {matchLabels: {app: a}}\n  template:\n    metadata: {labels: {app: a}}\n    spec:\n      containers:\n${containers}---\n`);
    const cwd = folder({ 'a.yaml': workloads, 'b.yaml': workloads, 'c.yaml': many(50_000, (i) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${i}}\n---\n`) });
    const pretty = looplaw(['check', ...only, '--report', 'concise=all.txt'], { cwd });
    expect(pretty.code).toBe(1);
    expect(pretty.out.length).toBeLessThan(10_000);
    expect(pretty.out).toMatch(/99,?997 more/);
    const concise = readFileSync(join(cwd, 'all.txt'), 'utf8');
    expect(concise.match(/ compute\/budgeted-pod /g)).toHaveLength(100_000);
    expect(concise).toContain('50100 objects');
  });
});

describe('text', () => {
  test('row 14, 15: a file in a folder is decoded or refused, whatever its encoding; none passes unread', () => {
    const encoded: Readonly<Record<string, Buffer>> = {
      'invalid.yaml': Buffer.concat([Buffer.from(broken), Buffer.from([0xff])]),
      'utf16le.yaml': Buffer.from(broken, 'utf16le'), 'utf16be.yaml': Buffer.from(broken, 'utf16le').swap16(),
      'utf32.yaml': Buffer.from([...Buffer.from(broken)].flatMap((unit) => [unit, 0, 0, 0])),
    };
    for (const [name, bytes] of Object.entries(encoded)) {
      const { ran, report } = checked(only, { cwd: folder({ 'a.yaml': kept, [name]: bytes }) });
      expect([name, ran.code, codes(report).length]).toEqual([name, 2, 1]);
    }
    const marked = { 'le.yaml': Buffer.from(`\uFEFF${broken}`, 'utf16le'), 'be.yaml': Buffer.from(`\uFEFF${broken}`, 'utf16le').swap16(), 'bom.yaml': Buffer.from(`\uFEFF${broken}`) };
    const { ran, report } = checked(only, { cwd: folder(marked) });
    expect([ran.code, report.findings.length]).toEqual([1, 3]);
    expect(new Set(report.findings.map(({ line }) => line)).size).toBe(1);
  });

  test('row 16, 17: NUL is refused; other controls and half surrogates are escaped in what is printed', () => {
    const odd = `${broken.replace('name: broken', 'name: "a\\x1b[2J\\x85\\u2028\\ud800\\x9b"')}---\n${good}x: "a\0"\n`;
    for (const format of ['json', 'sarif', 'pretty', 'concise']) {
      const { code, out } = looplaw(['check', '-f', format, ...only, '-'], { input: odd });
      expect(code).toBe(2);
      expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(out.isWellFormed()).toBe(true);
    }
  });

  test('row 21: nothing but emptiness is no pass, beside an object it is told', () => {
    const empty = { 'a.yaml': '', 'b.yaml': '# only a comment\n', 'c.yaml': '---\n---\n', 'd.yaml': 'null\n' };
    const alone = checked(only, { cwd: folder(empty) });
    expect(alone.ran.code).toBe(2);
    expect(codes(alone.report)).toEqual(['no-input']);
    const { report } = checked(['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml', 'e.yaml', ...only], { cwd: folder({ ...empty, 'e.yaml': kept }) });
    expect(report.verdict).toBe('pass');
    expect(new Set(report.accounting.skipped.map(({ file, reason }) => `${file} ${reason}`))).toEqual(new Set(Object.keys(empty).map((file) => `${file} empty`)));
  });

  test('row 23: a template is an error with the command to type; the same words in quotes are data', () => {
    const { ran, report } = checked(['.', ...only], { cwd: folder({ 'a.yaml': 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}\n', 'b.yaml': `# {{ .Values.x }}\n${kept}`, 'c.yaml': `${good}data:\n  a: "{{ .Values.x }}"\n  b: |\n    {{ range }}\n` }) });
    expect(ran.code).toBe(2);
    expect(report.accounting).toMatchObject({ resources: 2, errors: [{ code: 'unrendered-template', file: 'a.yaml' }] });
    expect(report.accounting.errors[0]!.message).toContain('helm template');
  });
});

describe('shapes', () => {
  test('row 8, 9: names of Object.prototype, wherever a name may stand', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'prototype', 'hasOwnProperty']) {
      const labelled = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}, namespace: ${name}, labels: {${name}: a}, annotations: {${name}: b, looplaw.dev/waive: "${name}=x"}}\nspec:\n  selector: {matchLabels: {${name}: a}}\n  template:\n    metadata: {labels: {${name}: a}}\n    spec: {${name}: {}, containers: [{name: ${name}, image: x, ${name}: 1}]}\n---\napiVersion: ${name}\nkind: ${name}\nmetadata: {name: ${name}}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: ${name}, namespace: ${name}}\nspec: {selector: {${name}: a}, ports: [{port: 1}]}\n`;
      const { ran, report } = checked(['--preset', 'strict', '--role', 'platform', '-'], { input: labelled });
      expect([name, ran.code, codes(report)]).toEqual([name, 1, []]);
      expect(report.accounting.examined).toBe(3);
      expect(report.findings.filter(({ law }) => law === 'compute/budgeted-pod')).toHaveLength(1);
      expect(report.findings.filter(({ law }) => law === 'network/service-selects-pods')).toEqual([]);
    }
    const cwd = folder({ 'a.yaml': broken, 'looplaw.config.json': '{"__proto__": {"preset": "strict"}}' });
    expect(looplaw(['check', ...only], { cwd })).toMatchObject({ code: 2, out: '' });
    expect(checked(['--no-config', '--cluster', '__proto__=*.yaml', ...only], { cwd }).ran.code).toBe(1);
  });

  test('row 26: a kind of another group is another kind', () => {
    const { report } = checked(['--preset', 'strict', '-'], { input: 'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a}\nspec: {selector: {app: nobody}}\n---\napiVersion: example.com/v1\nkind: PodDisruptionBudget\nmetadata: {name: a}\nspec: {maxUnavailable: 0}\n' });
    expect(report.accounting.examined).toBe(2);
    expect(report.laws['network/service-selects-pods']?.examined ?? 0).toBe(0);
    expect(report.laws['compute/pdb-no-deadlock']?.examined).toBe(0);
  });

  test('row 28: what has the wrong type is broken, not absent', () => {
    const wrong: readonly (readonly [string, string])[] = [
      ['          resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {memory: 64Mi}}', '          resources: x'],
      ['replicas: 1', 'replicas: "3"'], ['labels: {app: kept}', 'labels: [a]'], ['{cpu: 100m, memory: 64Mi}', '5'], ['- name: app', '- name: {}'],
    ];
    for (const [from, to] of wrong) {
      const text = kept.replace(from, to);
      expect(text).not.toBe(kept);
      const { report } = checked(['-'], { input: text });
      expect([to, codes(report), report.findings.some(({ law, severity }) => law.startsWith('manifest/') && severity === 'error')]).toEqual([to, [], true]);
    }
    const map = checked(['-'], { input: kept.replace(/containers:[^]*/, 'containers: {}\n') }).report;
    expect([map.verdict, codes(map)]).toEqual(['fail', []]);
  });

  test('row 31: containers are found wherever a pod stands, and a kind that may hold a pod is not passed over in silence', () => {
    const pod = 'containers: [{name: a, image: "x:1"}], initContainers: [{name: i, image: "x:1"}, {name: s, image: "x:1", restartPolicy: Always}]';
    const selected = `selector: {matchLabels: {a: b}}, `;
    const template = `template: {metadata: {labels: {a: b}}, spec: {${pod}}}`;
    const kinds: readonly (readonly [string, string])[] = [
      ['v1\nkind: Pod', pod], ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map((kind) => [`apps/v1\nkind: ${kind}`, selected + template] as const),
      ['v1\nkind: ReplicationController', template], ['batch/v1\nkind: Job', template], ['batch/v1\nkind: CronJob', `jobTemplate: {spec: {${template}}}`],
    ];
    for (const [type, spec] of kinds) {
      const { report } = checked(['-', ...only], { input: `apiVersion: ${type}\nmetadata: {name: a}\nspec: {${spec}}\n` });
      expect([type, report.findings.length]).toEqual([type, 3]);
    }
  });

  test('row 32: the same object twice is told, and both are checked', () => {
    const { report } = checked(['-'], { input: `${broken}---\n${broken}` });
    expect(report.findings.filter(({ law }) => law === 'manifest/unique-object').length).toBeGreaterThan(0);
    expect(report.findings.filter(({ law }) => law === 'compute/budgeted-pod')).toHaveLength(2);
  });

  test('row 33: names that reorder, hide or fill lines are shown spelled out', () => {
    const name = `a\u202eb\u200bc${repeat('x', 300)}`;
    const { code, out } = looplaw(['check', '-f', 'concise', '-'], { input: broken.replace('- name: app', `- name: "${name}"`) });
    expect(code).toBe(1);
    expect(out).toContain('a\\u{202e}b\\u{200b}c');
    expect(out).not.toMatch(/[\u202e\u200b]/);
  });
});
