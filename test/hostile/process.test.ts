import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BIN, deployment, folder, looplaw } from '../cli/command';
import { broken, checked, codes, good, interrupted, kept, only, shell } from './run';

const isRoot = process.getuid?.() === 0;

/** Enough work to be in the midst of when a signal comes. */
const large = (): string => folder(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`${i}.yaml`, Array.from({ length: 300 }, (__, j) => deployment(`d${i}-${j}`, { requests: false })).join('---\n')])));

describe('links', () => {
  test('row 35: links in circles are not followed, and a file is read once under all its names', () => {
    const cwd = folder({ 'a/a.yaml': broken });
    symlinkSync('..', join(cwd, 'a/up'));
    symlinkSync('a.yaml', join(cwd, 'a/again.yaml'));
    symlinkSync('a', join(cwd, 'b'));
    const { report } = checked(['.', ...only], { cwd });
    expect(report.accounting).toMatchObject({ resources: 1, skipped: [], errors: [] });
    expect(checked(['a/again.yaml', 'a', 'b', ...only], { cwd }).report.accounting.resources).toBe(1);
  });

  test('row 36: a link out of the folder is skipped by name, unless it is named itself', () => {
    const outside = folder({ 'x.yaml': broken, 'deep/y.yaml': broken });
    const cwd = folder({ 'a.yaml': kept, 'sub/b.yaml': good });
    symlinkSync(outside, join(cwd, 'sub/folder'));
    symlinkSync(join(outside, 'x.yaml'), join(cwd, 'sub/file.yaml'));
    symlinkSync(join(outside, 'x.yaml'), join(cwd, 'notes.txt'));
    const skipped = ['sub/file.yaml', 'sub/folder'].map((file) => ({ file, document: null, reason: 'symbolic-link' }));
    for (const given of ['.', '**/*.yaml', 'sub', 'sub/**']) {
      const { report } = checked([given, ...only], { cwd });
      expect([given, report.accounting.skipped, codes(report), report.findings]).toEqual([given, skipped, [], []]);
    }
    const { out } = looplaw(['check', ...only], { cwd });
    expect(out).toContain('2 symbolic links not followed');
    for (const { file } of skipped) expect(out).toContain(file);
    expect(checked(['.', 'sub/file.yaml', ...only], { cwd })).toMatchObject({ ran: { code: 1 }, report: { accounting: { skipped: [skipped[1]] } } });
    expect(checked(['sub/folder', ...only], { cwd }).report.accounting.resources).toBe(2);
  });

  test('row 36, 38: a link that leads nowhere, or to itself, is an error', () => {
    const cwd = folder({ 'a.yaml': kept });
    symlinkSync('gone.yaml', join(cwd, 'dead.yaml'));
    symlinkSync('loop.yaml', join(cwd, 'loop.yaml'));
    const { ran, report } = checked(['.', ...only], { cwd });
    expect(ran.code).toBe(2);
    expect(report.accounting.errors).toMatchObject([{ code: 'not-found', file: 'dead.yaml' }, { code: 'not-found', file: 'loop.yaml' }]);
  });
});

describe('files', () => {
  test('row 37: pipes, devices and folders named as files are refused at once; process substitution is read', () => {
    const cwd = folder({ 'a.yaml': kept });
    execFileSync('mkfifo', [join(cwd, 'pipe.yaml')]);
    const { code, out } = shell('timeout 10 $LOOPLAW check -f json pipe.yaml /dev/zero /dev/full a.yaml', { cwd });
    expect(code).toBe(2);
    expect(codes(JSON.parse(out) as Parameters<typeof codes>[0])).toEqual(Array(3).fill('not-a-regular-file'));
    expect(shell(`$LOOPLAW check <(cat a.yaml) ${only.join(' ')}`, { cwd }).code).toBe(0);
    const unwalked = folder({ 'a.yaml': kept });
    execFileSync('mkfifo', [join(unwalked, 'pipe.yaml')]);
    expect(shell(`timeout 10 $LOOPLAW check . ${only.join(' ')}`, { cwd: unwalked }).code).not.toBe(124);
  });

  test('row 38: what may not be read, file or folder, is an error', () => {
    const cwd = folder({ 'a.yaml': kept, 'b.yaml': kept, 'closed/c.yaml': broken });
    chmodSync(cwd, 0o755);
    chmodSync(join(cwd, 'b.yaml'), 0);
    chmodSync(join(cwd, 'closed'), 0);
    const args = [BIN, 'check', '-f', 'json', ...only];
    const { status, stdout } = isRoot
      ? spawnSync('setpriv', ['--reuid=65534', '--clear-groups', process.execPath, ...args], { cwd, encoding: 'utf8' })
      : spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    chmodSync(join(cwd, 'closed'), 0o755);
    expect(status).toBe(2);
    const { accounting } = JSON.parse(stdout) as Parameters<typeof codes>[0];
    expect(accounting.errors.map(({ file, code }) => `${file} ${code}`).sort()).toEqual(['b.yaml not-readable', 'closed not-readable']);
  });

  test('row 39, 40: a pattern or folder without manifests is no pass; a named file is read whatever its ending', () => {
    const cwd = folder({ 'a.txt': broken, 'docs/readme.md': 'x' });
    expect(checked(['*.yaml'], { cwd })).toMatchObject({ ran: { code: 2 }, report: { accounting: { errors: [{ code: 'not-found' }] } } });
    expect(checked(['docs'], { cwd })).toMatchObject({ ran: { code: 2 }, report: { accounting: { errors: [{ code: 'no-input' }] } } });
    expect(checked(['a.txt', ...only], { cwd }).ran.code).toBe(1);
  });
});

describe('standard streams', () => {
  test('row 41, 42: a reader that stops changes no verdict, a slow one gets every byte', () => {
    const cwd = folder({ 'a.yaml': Array.from({ length: 400 }, (_, i) => deployment(`d${i}`, { requests: false })).join('---\n') });
    const whole = looplaw(['check', '-f', 'json'], { cwd }).out;
    expect(whole.length).toBeGreaterThan(500_000);
    const early = shell('$LOOPLAW check -f json | head -1 > /dev/null; echo ${PIPESTATUS[0]}', { cwd });
    expect(early).toMatchObject({ out: '1\n', err: '' });
    expect(shell('$LOOPLAW check -f json | (sleep 0.5; cat)', { cwd }).out).toBe(whole);
  });

  test.skipIf(!existsSync('/dev/full'))('row 43: a report that could not be delivered is exit code 2, said in one line', () => {
    const cwd = folder({ 'a.yaml': kept, 'b/a.yaml': kept });
    const said = ['check a.yaml -f json', 'check a.yaml', 'check a.yaml -f concise', 'check a.yaml -f sarif'].map((call) => `${call} ${only.join(' ')}`);
    for (const call of [...said, 'laws', 'explain compute/budgeted-pod', '--help', '--version']) {
      const ran = shell(`$LOOPLAW ${call} > /dev/full`, { cwd });
      expect([call, ran.code, ran.err]).toEqual([call, 2, expect.stringMatching(/^looplaw: standard output can not be written: .+\n$/)]);
    }
    const ran = looplaw(['check', 'a.yaml', '-o', 'no/such/folder/out.json', ...only], { cwd });
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1);
    chmodSync(cwd, 0o555);
    const args = [BIN, 'check', 'a.yaml', '-o', 'out.json', ...only];
    const { status, stderr } = isRoot ? spawnSync('setpriv', ['--reuid=65534', '--clear-groups', process.execPath, ...args], { cwd, encoding: 'utf8' }) : spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    chmodSync(cwd, 0o755);
    expect([status, stderr.trimEnd().split('\n').length]).toEqual([2, 1]);
    expect(readdirSync(cwd).sort()).toEqual(['a.yaml', 'b']);
  });

  test('row 44: a closed standard output keeps the verdict', () => {
    const cwd = folder({ 'a.yaml': kept, 'b.yaml': broken });
    expect(shell(`$LOOPLAW check a.yaml ${only.join(' ')} >&-`, { cwd }).code).toBe(0);
    expect(shell(`$LOOPLAW check b.yaml ${only.join(' ')} >&-`, { cwd }).code).toBe(1);
    expect(shell(`$LOOPLAW check b.yaml missing.yaml ${only.join(' ')} >&- 2>&-`, { cwd }).code).toBe(2);
  });

  test.skipIf(!existsSync('/dev/full'))('row 41, 43, 44: nor does what can not be said on standard error change it', () => {
    const cwd = folder({ 'a.yaml': broken.replace('replicas: 1', 'replicas: 2') });
    const law = '--law compute/pdb-present';
    for (const end of ['2> /dev/full', '2>&-', '2> >(true)']) {
      // It has one thing to say: a repair that is left to the reader.
      expect([end, shell(`$LOOPLAW fix ${law} a.yaml ${end}`, { cwd }).code]).toEqual([end, 1]);
      expect([end, shell(`$LOOPLAW check missing.yaml ${end}`, { cwd }).code]).toEqual([end, 2]);
    }
  });

  test('row 47, 48: nothing on standard input is no pass, not even beside a file; a terminal is not waited for', () => {
    const cwd = folder({ 'a.yaml': kept });
    for (const nothing of ['', ' \n', '\uFEFF']) expect(codes(checked(['-', 'a.yaml', ...only], { cwd, input: nothing }).report)).toEqual(['no-input']);
    expect(shell(`false | $LOOPLAW check - a.yaml ${only.join(' ')}`, { cwd }).code).toBe(2);
    expect(shell(`$LOOPLAW check - a.yaml ${only.join(' ')} <&-`, { cwd }).code).toBe(2);
    const terminal = shell('timeout 20 script -qec "$LOOPLAW check -" /dev/null', { cwd });
    expect(terminal.code).toBe(2);
    expect(terminal.out).toContain('Standard input is a terminal');
  });
});

describe('the end of a run', () => {
  test.each([['SIGINT', 130], ['SIGTERM', 143]] as const)('row 45: %s ends it with %i, at once, with no part of a report left', { timeout: 60_000 }, async (signal, code) => {
    const waiting = folder({});
    expect(await interrupted(['check', '-', '-o', 'out.json'], signal, 1500, waiting)).toEqual({ code: null, signal });
    expect(readdirSync(waiting)).toEqual([]);
    // A shell tells the signal as 128 and its number.
    expect(shell(`set -m; sleep 30 | $LOOPLAW check - & sleep 1.5; kill -${signal.slice(3)} -- -$!; wait $!; echo $?`, { cwd: waiting }).out).toContain(`${code}\n`);
    const cwd = large();
    const files = readdirSync(cwd).sort();
    for (const after of [300, 900, 1500]) {
      const ended = await interrupted(['check', '-f', 'json', '-o', 'out.json'], signal, after, cwd);
      const left = readdirSync(cwd).filter((file) => file !== 'out.json').sort();
      expect(left).toEqual(files);
      if (ended.signal === null) expect(ended.code).toBe(1);
      else expect(ended.signal).toBe(signal);
      if (existsSync(join(cwd, 'out.json'))) expect(() => JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8')) as unknown).not.toThrow();
    }
  });

  test('row 45: SIGTERM in the midst of repairs leaves each file as it was or as it becomes', { timeout: 120_000 }, async () => {
    const pair = (name: string) => `${deployment(name).replace('replicas: 1', 'replicas: 2')}---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: ${name}}\nspec: {maxUnavailable: 0, selector: {matchLabels: {app: ${name}}}}\n`;
    const before = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.yaml`, Array.from({ length: 10 }, (__, j) => pair(`d${i}-${j}`)).join('---\n')]));
    for (const after of [400, 700, 1000, 1300]) {
      const cwd = folder(before);
      await interrupted(['fix', '--law', 'compute/pdb-no-deadlock'], 'SIGTERM', after, cwd);
      expect(readdirSync(cwd).sort()).toEqual(Object.keys(before).sort());
      for (const [name, text] of Object.entries(before)) {
        expect([text, text.replaceAll('maxUnavailable: 0', 'maxUnavailable: 1')]).toContain(readFileSync(join(cwd, name), 'utf8'));
      }
    }
  });

  test('row 46: no terminal, no home, no locale, another zone: the same verdict, in ASCII where nothing else is sure', () => {
    const cwd = folder({ 'a.yaml': broken, 'b.yaml': kept });
    const json = looplaw(['check', '-f', 'json'], { cwd });
    for (const env of [{ HOME: undefined }, { HOME: '/nonexistent' }, { TERM: 'dumb' }, { LANG: 'C', LC_ALL: 'C' }, { COLUMNS: '1' }, { TZ: 'Pacific/Kiritimati' }, { TZ: 'America/Los_Angeles' }, { LANG: 'tr_TR.UTF-8' }, { FORCE_COLOR: '1' }, { CI: 'true', GITHUB_ACTIONS: 'true' }]) {
      expect([env, looplaw(['check', '-f', 'json'], { cwd, env })]).toEqual([env, json]);
    }
    for (const format of ['pretty', 'concise']) expect(looplaw(['check', '-f', format], { cwd, env: { LANG: 'C', LC_ALL: 'C' } }).out).toMatch(/^[\n\x20-\x7e]+$/);
  });

  test('row 49: a report replaces no manifest and no folder, and goes through a link that is named', () => {
    const cwd = folder({ 'a.yaml': kept, 'sub/b.yaml': kept, 'k/kustomization.yaml': 'resources: []\n' });
    mkdirSync(join(cwd, 'reports'));
    symlinkSync('target.txt', join(cwd, 'link.txt'));
    writeFileSync(join(cwd, 'target.txt'), 'before');
    for (const target of ['a.yaml', 'sub/b.yaml', './sub/../a.yaml', 'reports', 'k/kustomization.yaml']) {
      const ran = looplaw(['check', '.', '-o', target, ...only], { cwd });
      expect([target, ran.code, ran.out]).toEqual([target, 2, '']);
    }
    expect(readFileSync(join(cwd, 'sub/b.yaml'), 'utf8')).toBe(kept);
    for (const again of ['first', 'second']) expect([again, looplaw(['check', '.', '-f', 'json', '-o', 'out.json', ...only], { cwd }).code]).toEqual([again, 0]);
    expect(looplaw(['check', '.', '-o', 'link.txt', ...only], { cwd }).code).toBe(0);
    expect(readFileSync(join(cwd, 'target.txt'), 'utf8')).toContain('no law is broken');
    expect(lstatSync(join(cwd, 'link.txt')).isSymbolicLink()).toBe(true);
  });
});
