import { writeFileSync } from 'node:fs';
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
import { everyFormat } from '../../src/report';
import { everyReport, folder, launch, looplaw, ROOT } from '../cli/command';
import { corpus } from './mutation';
import { broken, checked, kept, only, shell, type Report } from './run';

describe('config and calls', () => {
  test.concurrent('row 60, 61: what is not known is refused, never ignored', async () => {
    const configs = ['{"presett": "strict"}', '{"laws": {"compute/budgeted-pods": "off"}}', '{"laws": {"compute/budgeted-pod": "fatal"}}', '{"zones": "three"}', '[]', '"strict"', 'null', '{"clusters": []}', '{"laws": []}', '{"preset": {}}'];
    await Promise.all(configs.map(async (config) => {
      const ran = await launch(['check'], { cwd: folder({ 'a.yaml': kept, 'looplaw.config.json': config }) });
      expect([config, ran.code, ran.out]).toEqual([config, 2, '']);
      expect(ran.err).not.toContain('    at ');
    }));
    const flags = [['--presett', 'strict'], ['--preset'], ['-o'], ['--cluster', '=x'], ['--stdin-filename']];
    await Promise.all(flags.map(async (args) => expect([args, (await launch(['check', ...args], { cwd: folder({ 'a.yaml': kept }) })).code]).toEqual([args, 2])));
  });

  test.concurrent('row 62: a config that throws, hangs on nothing, or exports nothing of use is refused in a few words', async () => {
    const configs = ['throw new Error("boom")', 'export default () => ({})', 'export default Promise.reject(new Error("late"))', 'export default 5', 'export default new Promise(() => {})', 'await new Promise(() => {}); export default {}', 'export default null', 'syntax error here', 'process.nextTick(() => { throw 1 }); export default { preset: "lax" }'];
    await Promise.all(configs.map(async (code) => {
      const ran = await launch(['check', ...only], { cwd: folder({ 'a.yaml': kept, 'looplaw.config.mjs': `${code}\n` }) });
      expect([code, ran.code, ran.out]).toEqual([code, 2, '']);
    }));
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
  const facts = async (line: string) => {
    const { code, out } = await launch(['check', '-f', 'json', '-', ...asked], { input: waived(line) });
    const report = JSON.parse(out) as Report;
    return { code, open: report.findings.map(({ law }) => law).sort(), waived: report.waived.map(({ reason }) => reason) };
  };

  test.concurrent('row 65, 66: one that is expired, has a bad date, no reason or an unknown law waives nothing and is told', async () => {
    const lines = ['compute/budgeted-pod=why;until=2020-01-01', 'compute/budgeted-pod=why;until=2026-02-30', 'compute/budgeted-pod=why;until=soon', 'compute/budgeted-pod=', 'compute/budgeted-pod', 'compute/budget=why', '=why', '__proto__=why'];
    await Promise.all(lines.map(async (line) => {
      const told = await facts(line);
      expect([line, told]).toEqual([line, { code: expect.any(Number) as number, open: ['compute/budgeted-pod', 'manifest/waiver'], waived: [] }]);
      expect([line, told.code]).not.toEqual([line, 0]);
    }));
    expect((await facts('compute/budgeted-pod@other=why')).open).toContain('compute/budgeted-pod');
  });

  test.concurrent('row 67: a good one is listed in every report, and no waiver waives an error of the input', async () => {
    const reason = 'measured next week';
    expect(await facts(`compute/budgeted-pod=${reason}`)).toEqual({ code: 0, open: [], waived: [reason] });
    const { reports } = await everyReport(['-', ...asked], { input: waived(`compute/budgeted-pod=${reason}`) });
    const counted = new Set(['concise', 'github', 'gitlab', 'junit']);
    for (const [format, report] of Object.entries(reports)) if (!counted.has(format)) expect([format, report.includes(reason)]).toEqual([format, true]);
    for (const format of ['concise', 'github'] as const) expect(reports[format]).toContain('1 waived');
    expect((await launch(['check', '-', ...asked], { input: `${waived('invalid-yaml=x')}---\nkind: [\n` })).code).toBe(2);
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

test.concurrent('row 71, 72: no run opens a connection, starts a process or asks for a name', async () => {
  const cwd = folder({ 'a.yaml': broken, 'looplaw.config.json': '{"preset": "strict"}' });
  const guard = join(folder({ 'guard.cjs': `
    const refuse = (what) => () => { process.stderr.write('CALLED ' + what); process.exit(99); };
    for (const [name, methods] of Object.entries({ net: ['connect', 'createConnection', 'createServer'], tls: ['connect'], dns: ['lookup', 'resolve'], http: ['request', 'get'], https: ['request', 'get'], dgram: ['createSocket'], child_process: ['spawn', 'exec', 'execFile', 'fork', 'spawnSync', 'execSync', 'execFileSync'] }))
      for (const method of methods) require('node:' + name)[method] = refuse(name + '.' + method);
    require('node:net').Socket.prototype.connect = refuse('Socket.connect');
    globalThis.fetch = refuse('fetch');
  ` }), 'guard.cjs');
  const env = { NODE_OPTIONS: `--require ${guard}` };
  const { ran, reports } = await everyReport(['--role', 'platform'], { cwd, env });
  expect(ran).toMatchObject({ code: 1, err: '' });
  expect(Object.keys(reports)).toEqual(everyFormat);
  await Promise.all([['laws'], ['explain', 'compute/budgeted-pod'], ['--version']].map(async (args) => expect(await launch(args, { cwd, env })).toMatchObject({ code: 0, err: '' })));
  const proof = shell(`${process.execPath} --require ${guard} -e "require('node:net').connect(1)"`);
  expect([proof.code, proof.err]).toEqual([99, 'CALLED net.connect']);
});

describe('determinism', () => {
  const files = Object.fromEntries(corpus.slice(0, 40).map((text, i) => [`${i}.yaml`, text]));
  const names = Object.keys(files);

  test.concurrent('the order of inputs, of files on the disk and of runs changes no byte', async () => {
    const forward = folder(files);
    const backward = folder(Object.fromEntries(Object.entries(files).reverse()));
    const asked = (cwd: string, ...paths: string[]) => everyReport(['--preset', 'strict', '--explain-undecided', ...paths], { cwd });
    const { ran, reports } = await asked(forward);
    expect(Object.keys(reports)).toEqual(everyFormat);
    expect(await asked(forward)).toEqual({ ran, reports });
    expect(await asked(backward)).toEqual({ ran, reports });
    await fc.assert(fc.asyncProperty(fc.shuffledSubarray(names, { minLength: names.length }), async (shuffled) => {
      expect(await asked(forward, ...shuffled)).toEqual({ ran, reports });
    }), { numRuns: 3 });
    for (const [format, report] of Object.entries(reports)) {
      expect([format, /\d{2}:\d{2}:\d{2}\.\d/.exec(report)]).toEqual([format, null]);
      expect([format, report.includes(ROOT), report.includes(forward)]).toEqual([format, false, false]);
    }
  });

  test('two folders with nothing in common say together what they say apart', () => {
    const cwd = folder({ 'a/a.yaml': broken, 'b/b.yaml': broken.replaceAll('broken', 'other') });
    const facts = (...paths: string[]) => checked([...paths, ...only], { cwd }).report.findings.map(({ file, line, law }) => [file, line, law]);
    expect(facts('a', 'b')).toEqual([...facts('a'), ...facts('b')]);
  });
});
