import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BIN, deployment, folder, looplaw } from './command';

const bad = deployment('bad', { requests: false });
const only = ['--law', 'compute/budgeted-pod'];
const run = (code: string, manifest: string, ...args: string[]) => looplaw(['check', ...only, ...args], { cwd: folder({ 'a.yaml': manifest, 'looplaw.config.js': code }), timeout: 30_000 });
const WITHOUT = /looplaw: the run ended without a verdict: a config that is code ended it, or waits for what never comes\n$/;

describe('a config that is code gives no verdict of its own', () => {
  test.each([
    ['process.exit(0);'],
    ['process.exitCode = 0; process.exit();'],
    ['await new Promise(() => {}); export default {};'],
    ['export default { get preset() { process.exit(0); } };'],
  ])('%s is exit code 2, and said', (code) => {
    const ran = run(code, bad);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toMatch(WITHOUT);
  });

  test.each([
    ['setTimeout(() => process.exit(0), 5); export default {};'],
    ['setImmediate(() => process.exit(0)); export default {};'],
    ["process.on('beforeExit', () => process.exit(0)); process.exitCode = 0; export default {};"],
  ])('%s: findings are never a pass', (code) => {
    const codes = Array.from({ length: 4 }, () => run(code, bad).code);
    expect(codes.filter((ended) => ended !== 1 && ended !== 2)).toEqual([]);
  });

  test('what throws later, when nobody listens, is exit code 2 once', () => {
    const ran = run("setImmediate(() => { throw new Error('late'); }); export default {};", bad);
    expect(ran.err.match(/looplaw: /g) ?? []).toHaveLength(ran.code === 2 ? 1 : 0);
    expect([1, 2]).toContain(ran.code);
  });
});

describe('a config that is code stays out of the way', () => {
  test('what it logs is no part of a report', () => {
    const ran = run("console.log('hello'); console.info('hello'); setTimeout(() => console.log('late'), 0); export default {};", bad, '-f', 'json');
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({ verdict: 'fail' });
    expect(ran.err).toContain('hello\nhello\n');
    const printed = looplaw(['config', 'print', '-f', 'json'], { cwd: folder({ 'looplaw.config.cjs': "console.log('hello'); module.exports = { preset: 'strict' };" }) });
    expect(JSON.parse(printed.out)).toMatchObject({ config: { preset: 'strict' } });
  });

  test.each([[bad, 1], [deployment('good'), 0]])('what it leaves open keeps no run that is done', (manifest, code) => {
    const cwd = folder({ 'a.yaml': manifest, 'looplaw.config.mjs': 'setInterval(() => {}, 1000); export default {};' });
    const { status, signal, stdout } = spawnSync(process.execPath, [BIN, 'check', ...only, '-f', 'json'], { cwd, encoding: 'utf8', timeout: 30_000 });
    expect({ status, signal }).toEqual({ status: code, signal: null });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: code === 0 ? 'pass' : 'fail' });
  });

  test('nor is a large report cut short by it', () => {
    const many = Array.from({ length: 400 }, (_, i) => deployment(`d${i}`, { requests: false })).join('---\n');
    const cwd = folder({ 'a.yaml': many, 'looplaw.config.js': 'setInterval(() => {}, 1000); export default {};' });
    const { stdout } = spawnSync('bash', ['-c', `"${process.execPath}" "${BIN}" check -f json | (sleep 0.5; cat)`], { cwd, encoding: 'utf8', timeout: 60_000, maxBuffer: 2 ** 28 });
    expect((JSON.parse(stdout) as { findings: object[] }).findings.length).toBeGreaterThanOrEqual(400);
  });

  test.each([
    ['cjs', "exports.default = { preset: 'strict' };"],
    ['cjs', "module.exports = { preset: 'strict' };"],
    ['cjs', "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = { preset: 'strict' };"],
    ['mjs', "export default { preset: 'strict' };"],
    ['cts', "export = { preset: 'strict' };"],
  ])('.%s: %s is read', (ending, code) => {
    const name = `looplaw.config.${ending}`;
    const ran = looplaw(['config', 'print', '-f', 'json'], { cwd: folder({ [name]: code }) });
    expect([ran.code, (JSON.parse(ran.out) as { config: object }).config]).toMatchObject([0, { preset: 'strict' }]);
    expect(looplaw(['config', 'print', '-c', join('.', name)], { cwd: folder({ [name]: code }) }).code).toBe(0);
  });
});
