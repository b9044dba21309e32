import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { everyFormat } from '../../src/report';
import { BIN, deployment, folder, looplaw } from './command';

const bad = deployment('bad', { requests: false });
const only = ['--law', 'compute/budgeted-pod'];
const check = (cwd: string, ...args: string[]) => looplaw(['check', 'a.yaml', ...only, ...args], { cwd });
const every = everyFormat.flatMap((format) => ['--report', `${format}=out/${format}`]);

describe('several reports of one run', () => {
  test('each is what it is alone, and the exit code is that of the verdict', () => {
    const cwd = folder({ 'a.yaml': bad, 'out/keep': '' });
    const ran = check(cwd, '-f', 'concise', ...every);
    expect(ran).toMatchObject({ code: 1, err: '', out: check(cwd, '-f', 'concise').out });
    for (const format of everyFormat) expect(readFileSync(join(cwd, 'out', format), 'utf8')).toBe(check(cwd, '-f', format).out);
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual([...everyFormat, 'keep'].sort());
  });

  test('stand beside -o, and one format may go to two files', () => {
    const cwd = folder({ 'a.yaml': bad });
    expect(check(cwd, '-f', 'json', '-o', '1.json', '--report', 'json=2.json', '--report', 'sarif=a=b.sarif')).toMatchObject({ code: 1, out: '', err: '' });
    expect(readFileSync(join(cwd, '2.json'), 'utf8')).toBe(readFileSync(join(cwd, '1.json'), 'utf8'));
    expect(existsSync(join(cwd, 'a=b.sarif'))).toBe(true);
  });

  test('one that exists is replaced, through a link too', () => {
    const cwd = folder({ 'a.yaml': bad, 'old.json': 'old' });
    symlinkSync('old.json', join(cwd, 'link.json'));
    expect(check(cwd, '--report', 'json=link.json').code).toBe(1);
    expect(lstatSync(join(cwd, 'link.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(cwd, 'old.json'), 'utf8')).toMatch(/^\{"version":1,/);
  });

  test('a report of the last run in the folder that is checked is no input', () => {
    const cwd = folder({ 'a.yaml': bad });
    const again = () => looplaw(['check', '.', ...only, '--report', 'json=report.json', '--report', 'gitlab=gl.json', '--report', 'sarif=x.sarif.json'], { cwd });
    expect(again()).toMatchObject({ code: 1, err: '' });
    expect(again()).toMatchObject({ code: 1, err: '' });
  });
});

describe('refused before anything is written', () => {
  test.each([
    [['--report', 'json=x', '--report', 'sarif=x'], 'two reports go to x'],
    [['--report', 'json=x', '--report', 'sarif=./sub/../x'], 'two reports go to ./sub/../x'],
    [['--report', 'json=x', '--report', 'sarif=here/x'], 'two reports go to here/x'],
    [['-o', 'x', '--report', 'sarif=x'], 'two reports go to x'],
    [['--report', 'json=a.yaml'], 'a.yaml: it is an input'],
    [['--report', 'json=x', '-o', 'here/a.yaml'], 'here/a.yaml: it is an input'],
    [['--report', 'json=x', '--report', 'junit=link.yaml'], 'link.yaml: it is an input'],
    [['--report', 'json'], 'expected format=file'],
    [['--report', 'json='], 'expected format=file'],
    [['--report', '=x'], 'formats are pretty, concise,'],
    [['--report', 'sarf=x'], 'did you mean sarif?'],
    [['--report', 'xml=x'], 'formats are pretty, concise,'],
  ])('%j', (args, said) => {
    const cwd = folder({ 'a.yaml': bad });
    mkdirSync(join(cwd, 'sub'));
    symlinkSync('.', join(cwd, 'here'));
    symlinkSync('a.yaml', join(cwd, 'link.yaml'));
    const ran = check(cwd, ...args);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(said);
    expect(ran.err.trimEnd().split('\n')).toHaveLength(1);
    expect(readdirSync(cwd).sort()).toEqual(['a.yaml', 'here', 'link.yaml', 'sub']);
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(bad);
  });

  test.each([['.', 'sub/b.yaml'], ['sub', 'sub/b.yaml'], ['**/*.yaml', 'sub/b.yaml'], ['.', 'sub/broken.yaml']])('of %s, the input %s', (path, output) => {
    const cwd = folder({ 'a.yaml': bad, 'sub/b.yaml': bad, 'sub/broken.yaml': 'apiVersion: v1\nkind: [\n' });
    const before = readFileSync(join(cwd, output), 'utf8');
    expect(looplaw(['check', path, ...only, '-o', output], { cwd })).toMatchObject({ code: 2, out: '' });
    expect(readFileSync(join(cwd, output), 'utf8')).toBe(before);
  });
});

test.skipIf(!existsSync('/dev/stdout'))('standard output may be named', () => {
  const cwd = folder({ 'a.yaml': bad });
  const plain = check(cwd, '-f', 'json').out;
  expect(check(cwd, '-f', 'json', '-o', '/dev/stdout')).toMatchObject({ code: 1, out: plain, err: '' });
  expect(check(cwd, '-o', 'x', '--report', 'json=/dev/stdout')).toMatchObject({ code: 1, out: plain, err: '' });
  expect(check(cwd, '--report', 'json=/dev/stdout')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('two reports go to') });
  expect(check(cwd, '-o', '/dev/stderr').err).toBe('looplaw: the report can not be written to /dev/stderr: it is no regular file\n');
});

test('a report never replaces the config of its run', () => {
  const cwd = folder({ 'a.yaml': bad, 'looplaw.config.json': '{}' });
  expect(check(cwd, '--report', 'json=looplaw.config.json')).toMatchObject({ code: 2, out: '' });
  expect(readFileSync(join(cwd, 'looplaw.config.json'), 'utf8')).toBe('{}');
});

describe('a report that can not be written', () => {
  test.each([['missing/x.json'], ['sub'], ['pipe']])('to %s is exit code 2; the others are written, and nothing is left of it', (file) => {
    const cwd = folder({ 'a.yaml': deployment('good') });
    mkdirSync(join(cwd, 'sub'));
    spawnSync('mkfifo', [join(cwd, 'pipe')]);
    const ran = check(cwd, '-f', 'json', '--report', `sarif=${file}`, '--report', 'junit=x.xml');
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.out)).toMatchObject({ verdict: 'pass' });
    expect(ran.err).toMatch(new RegExp(`^looplaw: the report can not be written to ${file}: .*\n$`));
    expect(readFileSync(join(cwd, 'x.xml'), 'utf8')).toContain('</testsuites>');
    expect(readdirSync(cwd).sort()).toEqual(['a.yaml', 'pipe', 'sub', 'x.xml']);
  });

  test('in a folder that is read-only leaves what stood there', () => {
    const cwd = folder({ 'a.yaml': deployment('good'), 'locked/x.json': 'old' });
    for (const path of ['.', 'locked', 'locked/x.json', 'a.yaml']) chmodSync(join(cwd, path), path === 'locked' ? 0o555 : 0o755);
    const args = [BIN, 'check', 'a.yaml', ...only, '--report', 'json=locked/x.json'];
    const { status } = process.getuid?.() === 0
      ? spawnSync('setpriv', ['--reuid=65534', '--clear-groups', process.execPath, ...args], { cwd, encoding: 'utf8' })
      : spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(readFileSync(join(cwd, 'locked/x.json'), 'utf8')).toBe('old');
    expect(readdirSync(join(cwd, 'locked'))).toEqual(['x.json']);
  });

  test('for want of room on the disk leaves what stood there', () => {
    const cwd = folder({ 'a.yaml': bad });
    writeFileSync(join(cwd, 'x.json'), 'old');
    // A limit of one block on the size of files stands for a disk that is full.
    const { status, stderr } = spawnSync('bash', ['-c', `ulimit -f 1; trap '' XFSZ; "${process.execPath}" "${BIN}" check a.yaml -f json -o x.json`], { cwd, encoding: 'utf8' });
    expect(status).toBe(2);
    expect(stderr).toContain('can not be written to x.json');
    expect(readFileSync(join(cwd, 'x.json'), 'utf8')).toBe('old');
    expect(readdirSync(cwd).sort()).toEqual(['a.yaml', 'x.json']);
  });
});
