import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enableLaws } from '../../src/config/enable';
import { profileOf } from '../../src/config/profile-of';
import { clustersOf } from '../../src/graph/clusters';
import { judge } from '../../src/judge/judge';
import { defineLaw } from '../../src/law';
import { laws } from '../../src/laws';
import { loadText } from '../../src/load/load';
import { formats } from '../../src/report';
import { folder, looplaw, ROOT } from '../cli/command';
import { corpus } from './mutation';
import { broken, checked, kept, only, shell } from './run';

describe('config and calls', () => {
  test('row 60, 61: what is not known is refused, never ignored', () => {
    const configs = ['{"presett": "strict"}', '{"laws": {"compute/budgeted-pods": "off"}}', '{"laws": {"compute/budgeted-pod": "fatal"}}', '{"zones": "three"}', '[]', '"strict"', 'null', '{"clusters": []}', '{"laws": []}', '{"preset": {}}'];
    for (const config of configs) {
      const ran = looplaw(['check'], { cwd: folder({ 'a.yaml': kept, 'looplaw.config.json': config }) });
      expect([config, ran.code, ran.out]).toEqual([config, 2, '']);
      expect(ran.err).not.toContain('    at ');
    }
    for (const args of [['--presett', 'strict'], ['--preset'], ['-o'], ['--cluster', '=x'], ['--stdin-filename']]) expect([args, looplaw(['check', ...args]).code]).toEqual([args, 2]);
  });

  test('row 62: a config that throws, hangs on nothing, or exports nothing of use is refused in a few words', () => {
    for (const code of ['throw new Error("boom")', 'export default () => ({})', 'export default Promise.reject(new Error("late"))', 'export default 5', 'export default new Promise(() => {})', 'await new Promise(() => {}); export default {}', 'export default null', 'syntax error here', 'process.nextTick(() => { throw 1 }); export default { preset: "lax" }']) {
      const ran = looplaw(['check', ...only], { cwd: folder({ 'a.yaml': kept, 'looplaw.config.mjs': `${code}\n` }) });
      expect([code, ran.code === 0, ran.out]).toEqual([code, false, '']);
      expect([code, ran.code]).toEqual([code, 2]);
    }
  });

  test('row 64: no config is taken from above the repository', () => {
    const root = folder({ 'looplaw.config.json': '{"laws": {"compute/budgeted-pod": "off"}}', 'repo/.git/HEAD': 'x', 'repo/app/a.yaml': broken });
    expect(looplaw(['check'], { cwd: join(root, 'repo/app') }).code).toBe(1);
    writeFileSync(join(root, 'repo/looplaw.config.json'), '{"laws": {"compute/budgeted-pod": "off"}}');
    expect(checked([], { cwd: join(root, 'repo/app') }).report.laws['compute/budgeted-pod']).toBeUndefined();
  });
});

describe('waivers', () => {
  const waived = (line: string): string => broken.replace('  name: broken', `  name: broken\n  annotations: {looplaw.dev/waive: ${JSON.stringify(line)}}`);
  const asked = ['--law', 'compute/budgeted-pod', '--law', 'manifest/waiver'];
  const facts = (line: string) => {
    const { ran, report } = checked(['-', ...asked], { input: waived(line) });
    return { code: ran.code, open: report.findings.map(({ law }) => law).sort(), waived: report.waived.map(({ reason }) => reason) };
  };

  test('row 65, 66: one that is expired, has a bad date, no reason or an unknown law waives nothing and is told', () => {
    for (const line of ['compute/budgeted-pod=why;until=2020-01-01', 'compute/budgeted-pod=why;until=2026-02-30', 'compute/budgeted-pod=why;until=soon', 'compute/budgeted-pod=', 'compute/budgeted-pod', 'compute/budget=why', '=why', '__proto__=why']) {
      expect([line, facts(line)]).toEqual([line, { code: expect.any(Number) as number, open: ['compute/budgeted-pod', 'manifest/waiver'], waived: [] }]);
      expect([line, facts(line).code]).not.toEqual([line, 0]);
    }
    expect(facts('compute/budgeted-pod@other=why').open).toContain('compute/budgeted-pod');
  });

  test('row 67: a good one is listed in every report, and no waiver waives an error of the input', () => {
    expect(facts('compute/budgeted-pod=measured next week')).toEqual({ code: 0, open: [], waived: ['measured next week'] });
    for (const format of ['pretty', 'json', 'sarif']) expect(looplaw(['check', '-f', format, '-', ...asked], { input: waived('compute/budgeted-pod=measured next week') }).out).toContain('measured next week');
    expect(looplaw(['check', '-f', 'concise', '-', ...asked], { input: waived('compute/budgeted-pod=measured next week') }).out).toContain('1 waived');
    expect(looplaw(['check', '-', ...asked], { input: `${waived('invalid-yaml=x')}---\nkind: [\n` }).code).toBe(2);
  });
});

test('row 68: a law that throws is an error of the run, and the other laws are asked', () => {
  const crashing = defineLaw({ ...laws[0]!, id: 'compute/crashing', on: 'Workload', messages: {}, params: {}, applies: () => true, judge: () => { throw new TypeError('secret detail'); } });
  const loaded = loadText('a.yaml', broken);
  const profile = profileOf({});
  const verdict = judge(loaded, clustersOf(loaded.resources), {
    laws: [...enableLaws([crashing], {}, profile, {}), ...enableLaws(laws, {}, profile, {})], knownLaws: new Set(), profile, preset: 'recommended', failOn: 'error', today: '2026-11-20',
  });
  expect(verdict.verdict).toBe('error');
  expect(verdict.accounting.errors).toMatchObject([{ code: 'law-crash', file: 'a.yaml' }]);
  expect(verdict.accounting.errors[0]!.message).toContain('compute/crashing');
  expect(verdict.accounting.errors[0]!.message).not.toContain('secret detail');
  expect(verdict.findings.some(({ law }) => law === 'compute/budgeted-pod')).toBe(true);
});

test('row 71, 72: no run opens a connection, starts a process or asks for a name', () => {
  const cwd = folder({ 'a.yaml': broken, 'looplaw.config.json': '{"preset": "strict"}' });
  const guard = join(folder({ 'guard.cjs': `
    const refuse = (what) => () => { process.stderr.write('CALLED ' + what); process.exit(99); };
    for (const [name, methods] of Object.entries({ net: ['connect', 'createConnection', 'createServer'], tls: ['connect'], dns: ['lookup', 'resolve'], http: ['request', 'get'], https: ['request', 'get'], dgram: ['createSocket'], child_process: ['spawn', 'exec', 'execFile', 'fork', 'spawnSync', 'execSync', 'execFileSync'] }))
      for (const method of methods) require('node:' + name)[method] = refuse(name + '.' + method);
    require('node:net').Socket.prototype.connect = refuse('Socket.connect');
    globalThis.fetch = refuse('fetch');
  ` }), 'guard.cjs');
  const env = { NODE_OPTIONS: `--require ${guard}` };
  for (const format of formats) expect(looplaw(['check', '-f', format, '--role', 'platform'], { cwd, env })).toMatchObject({ code: 1, err: '' });
  for (const args of [['laws'], ['explain', 'compute/budgeted-pod'], ['--version']]) expect(looplaw(args, { cwd, env })).toMatchObject({ code: 0, err: '' });
  const proof = shell(`${process.execPath} --require ${guard} -e "require('node:net').connect(1)"`);
  expect([proof.code, proof.err]).toEqual([99, 'CALLED net.connect']);
});

describe('determinism', () => {
  const files = Object.fromEntries(corpus.slice(0, 40).map((text, i) => [`${i}.yaml`, text]));
  const names = Object.keys(files);

  /** Every report of one run. */
  const everyReport = (cwd: string, ...paths: readonly string[]) => {
    const out = folder({});
    const { code } = looplaw(['check', '--preset', 'strict', '-o', join(out, 'first'), ...formats.flatMap((format) => ['--report', `${format}=${join(out, format)}`]), ...paths], { cwd });
    return { code, ...Object.fromEntries(formats.map((format) => [format, readFileSync(join(out, format), 'utf8')])) };
  };

  test('the order of inputs, of files on the disk and of runs changes no byte', () => {
    const forward = folder(files);
    const backward = folder(Object.fromEntries(Object.entries(files).reverse()));
    const once = everyReport(forward);
    expect(everyReport(forward)).toEqual(once);
    expect(everyReport(backward)).toEqual(once);
    fc.assert(fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (shuffled) => {
      expect(everyReport(forward, ...shuffled)).toEqual(once);
    }), { numRuns: 2 });
    for (const [format, out] of Object.entries(once).filter(([key]) => key !== 'code')) {
      expect([format, /\d{2}:\d{2}:\d{2}\.\d|\d+ ?ms\b/.test(String(out))]).toEqual([format, false]);
      expect(out).not.toContain(ROOT);
    }
  });

  test('two folders with nothing in common say together what they say apart', () => {
    const cwd = folder({ 'a/a.yaml': broken, 'b/b.yaml': broken.replaceAll('broken', 'other') });
    const facts = (...paths: string[]) => checked([...paths, ...only], { cwd }).report.findings.map(({ file, line, law }) => [file, line, law]);
    expect(facts('a', 'b')).toEqual([...facts('a'), ...facts('b')]);
  });
});
