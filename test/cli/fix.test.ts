import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BIN, ROOT, deployment, folder, looplaw, type Ran } from './command';

const budget = (name: string) => `# why ${name} is here
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: ${name}} # short
spec:
  maxUnavailable: 0 # never
  selector: {matchLabels: {app: ${name}}}
`;
const law = ['--law', 'compute/pdb-no-deadlock', '--no-config'];
const replicated = (name: string) => deployment(name).replace('replicas: 1', 'replicas: 2');
const shop = `${budget('a')}---\n${replicated('a')}`;

function run(cwd: string, ...flags: string[]): Ran {
  return looplaw(['fix', ...law, ...flags], { cwd });
}

describe('fix', () => {
  test('repairs the file, shows what it did, and has nothing left to do', () => {
    const cwd = folder({ 'shop.yaml': shop });
    const ran = run(cwd);
    expect(ran).toMatchObject({ code: 0, err: '1 finding repaired, 0 repairs left to you\n' });
    expect(ran.out).toBe(`--- a/shop.yaml
+++ b/shop.yaml
@@ -3,7 +3,7 @@
 kind: PodDisruptionBudget
 metadata: {name: a} # short
 spec:
-  maxUnavailable: 0 # never
+  maxUnavailable: 1 # never
   selector: {matchLabels: {app: a}}
 ---
 apiVersion: apps/v1
`);
    const fixed = shop.replace('maxUnavailable: 0', 'maxUnavailable: 1');
    expect(readFileSync(join(cwd, 'shop.yaml'), 'utf8')).toBe(fixed);
    expect(looplaw(['check', ...law], { cwd }).code).toBe(0);
    expect(run(cwd)).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(join(cwd, 'shop.yaml'), 'utf8')).toBe(fixed);
  });

  test('--dry-run writes nothing and shows the same', () => {
    const cwd = folder({ 'shop.yaml': shop });
    const dry = run(cwd, '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: expect.stringContaining('1 finding would be repaired') });
    expect(readFileSync(join(cwd, 'shop.yaml'), 'utf8')).toBe(shop);
    expect(run(cwd).out).toBe(dry.out);
  });

  test('the diff is one that patch applies', () => {
    const cwd = folder({ 'shop.yaml': shop, 'more.yaml': `${budget('b')}---\n${replicated('b')}---\n${budget('c')}---\n${replicated('c').trimEnd()}` });
    const diff = run(cwd, '--dry-run').out;
    const copy = folder({ 'shop.yaml': readFileSync(join(cwd, 'shop.yaml')), 'more.yaml': readFileSync(join(cwd, 'more.yaml')) });
    apply(diff, copy);
    expect(run(cwd).code).toBe(0);
    for (const file of readdirSync(cwd)) expect(readFileSync(join(copy, file), 'utf8')).toBe(readFileSync(join(cwd, file), 'utf8'));
  });

  test.each([
    ['a folder cdk8s wrote', { 'dist/a.yaml': shop, 'dist/construct-metadata.json': '{}' }, 'dist/a.yaml', 'fix the construct'],
    ['a file cdk8s wrote', { 'a.k8s.yaml': shop }, 'a.k8s.yaml', 'fix the construct'],
    ['a byte order mark', { 'a.yaml': `\ufeff${shop}` }, 'a.yaml', 'byte order mark'],
    ['UTF-16', { 'a.yaml': Buffer.from(`\ufeff${shop}`, 'utf16le') }, 'a.yaml', 'UTF-8'],
  ])('leaves alone and tells: %s', (_, files, name, why) => {
    const cwd = folder(files);
    const before = readFileSync(join(cwd, name));
    const ran = run(cwd, name);
    expect(ran).toMatchObject({ code: 1, out: '', err: expect.stringContaining(why) });
    expect(readFileSync(join(cwd, name))).toEqual(before);
  });

  test('an object that is missing is told, not added', () => {
    const cwd = folder({ 'a.yaml': replicated('a') });
    const ran = looplaw(['fix', '--no-config', '--law', 'compute/pdb-present'], { cwd });
    expect(ran).toMatchObject({ code: 1, out: '', err: expect.stringContaining('one more object') });
  });

  test('what an alias shares is left to you', () => {
    const text = `${budget('a').replace('spec:\n', 'x-base: &base\n  maxUnavailable: 0\nspec:\n  <<: *base\n').replace('  maxUnavailable: 0 # never\n', '')}---\n${replicated('a')}`;
    const cwd = folder({ 'a.yaml': text });
    expect(run(cwd)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('merge key') });
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(text);
  });

  test('keeps the mode, goes through links, leaves no other file behind', () => {
    const cwd = folder({ 'real/shop.yaml': shop });
    chmodSync(join(cwd, 'real/shop.yaml'), 0o640);
    symlinkSync('real/shop.yaml', join(cwd, 'link.yaml'));
    expect(run(cwd, 'link.yaml').code).toBe(0);
    expect(statSync(join(cwd, 'real/shop.yaml')).mode & 0o777).toBe(0o640);
    expect(readFileSync(join(cwd, 'real/shop.yaml'), 'utf8')).toContain('maxUnavailable: 1');
    expect(readdirSync(cwd).sort()).toEqual(['link.yaml', 'real']);
    expect(readdirSync(join(cwd, 'real'))).toEqual(['shop.yaml']);
  });

  test('what could not be written is not repaired, and the rest is', () => {
    const cwd = folder({ 'closed/a.yaml': shop, 'open/b.yaml': `${budget('b')}---\n${replicated('b')}` });
    for (const at of ['.', 'open', 'open/b.yaml']) chmodSync(join(cwd, at), 0o777);
    chmodSync(join(cwd, 'closed'), 0o555);
    const args = [BIN, 'fix', ...law];
    const { status, stderr } = process.getuid?.() === 0
      ? spawnSync('setpriv', ['--reuid=65534', '--clear-groups', process.execPath, ...args], { cwd, encoding: 'utf8' })
      : spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^looplaw: closed\/a\.yaml is not written: EACCES[^\n]*\nleft: closed\/a\.yaml:\d+:\d+ compute\/pdb-no-deadlock: .*; its file is not written\n1 finding repaired, 1 repair left to you\n$/)]);
    expect(readFileSync(join(cwd, 'closed/a.yaml'), 'utf8')).toBe(shop);
    expect(readFileSync(join(cwd, 'open/b.yaml'), 'utf8')).toContain('maxUnavailable: 1');
  });

  test('one broken document stops no repair, and the run is no success', () => {
    const cwd = folder({ 'a.yaml': `${shop}---\nkind: [open\n` });
    expect(run(cwd)).toMatchObject({ code: 2, err: expect.stringContaining('not examined') });
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(`${shop.replace('maxUnavailable: 0', 'maxUnavailable: 1')}---\nkind: [open\n`);
  });

  test('shows no secret, and no command of a terminal or a build', () => {
    const secret = 'hunter2-hunter2-hunter2';
    const text = `${budget('a')}---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {p: ${secret}}\n---\n${replicated('a')}`
      .replace('# never', `# \u202e ##vso[task.complete] AWS_SECRET_ACCESS_KEY=${secret}`);
    const ran = run(folder({ 'a.yaml': text }));
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('maxUnavailable: 1');
    expect(ran.out + ran.err).not.toMatch(/hunter2|\u202e|##vso\[/);
  });

  test.each([[['fix', '-']], [['fix', '--law', 'compute/pdb-no-deadlocks']], [['fix', 'missing.yaml']], [['fix', '--nonsense']]])('exit code 2: %j', (args) => {
    expect(looplaw(args, { cwd: folder({ 'a.yaml': shop }), input: shop }).code).toBe(2);
  });

  test('the incident of the domino is repaired as far as it can be, for good', () => {
    const incident = join(ROOT, 'examples/domino/incident');
    const cwd = folder(Object.fromEntries(readdirSync(incident).map((name) => [name, readFileSync(join(incident, name))])));
    const texts = () => readdirSync(cwd).map((name) => readFileSync(join(cwd, name), 'utf8'));
    const flags = ['--no-config', '--preset', 'strict', '--role', 'platform'];
    const findings = () => (JSON.parse(looplaw(['check', '.', '-f', 'json', ...flags], { cwd }).out) as { findings: { fingerprint: string }[] }).findings.map((f) => f.fingerprint);
    const before = findings();
    const ran = looplaw(['fix', '.', ...flags], { cwd });
    const repaired = Number(/^(\d+) findings? repaired/m.exec(ran.err)?.[1]);
    const after = findings();
    expect(repaired).toBeGreaterThan(0);
    expect(after.length).toBeLessThanOrEqual(before.length - repaired);
    expect(after.filter((f) => !before.includes(f))).toEqual([]);
    const fixed = texts();
    expect(looplaw(['fix', '.', ...flags], { cwd }).out).toBe('');
    expect(texts()).toEqual(fixed);
  });
});

/** Applies a unified diff to the files of a folder, strictly. */
function apply(diff: string, cwd: string): void {
  for (const part of diff.split(/^(?=--- a\/)/m)) {
    const [head = '', ...hunks] = part.split(/^(?=@@ )/m);
    const file = join(cwd, /^\+\+\+ b\/(.*)$/m.exec(head)![1]!);
    expect(existsSync(file)).toBe(true);
    const lines = readFileSync(file, 'utf8').split('\n');
    let shift = 0;
    for (const hunk of hunks) {
      const [, start, count] = /^@@ -(\d+),(\d+) /.exec(hunk)!;
      const rows = hunk.split('\n').slice(1).filter((row) => row !== '' && !row.startsWith('\\'));
      const [old, now] = ['-', '+'].map((sign) => rows.filter((row) => row.startsWith(' ') || row.startsWith(sign)).map((row) => row.slice(1)));
      const at = Number(start) - 1 + shift;
      expect(lines.slice(at, at + Number(count))).toEqual(old);
      lines.splice(at, old!.length, ...now!);
      shift += now!.length - old!.length;
    }
    writeFileSync(file, lines.join('\n'));
  }
}
