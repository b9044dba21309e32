import { chmodSync, existsSync, lstatSync, lutimesSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launchAny, launch, ROOT, type Ran } from './command';

const ARGS = ['check', 'examples/domino/incident', '-f', 'json', '--no-config'];
const isDoneByNode = 'enableCompileCache' in module;

/** A folder for files that may be lost, and where the command keeps its code in it. */
function place(): { readonly tmp: string; readonly kept: string } {
  const tmp = mkdtempSync(join(tmpdir(), 'looplaw-compiled-'));
  return { tmp, kept: join(tmp, `looplaw-${process.getuid!()}`) };
}

function run(tmp: string, env: NodeJS.ProcessEnv = {}): Promise<Ran> {
  return launch(ARGS, { env: { TMPDIR: tmp, ...env } });
}

/** What a check loads: the chunks, and the files of commander and js-yaml. */
const LOADED = ['run', 'command', 'check', 'core', 'shared'].length + 7 + 1;

const expected = launch(ARGS, { env: { NODE_DISABLE_COMPILE_CACHE: '1' } });

describe.skipIf(isDoneByNode)(`code that is kept for the next run${isDoneByNode ? ' (skipped: this Node does it by itself)' : ''}`, () => {
  it('is kept where only its owner can write, and run the next time', async () => {
    const { tmp, kept } = place();
    expect(await run(tmp)).toEqual(await expected);
    expect(lstatSync(kept).mode & 0o777).toBe(0o700);
    const files = readdirSync(kept);
    const written = files.map((file) => lstatSync(join(kept, file)).mtimeMs);
    expect(files).toHaveLength(LOADED);
    expect(await run(tmp)).toEqual(await expected);
    expect(readdirSync(kept)).toEqual(files);
    expect(files.map((file) => lstatSync(join(kept, file)).mtimeMs)).toEqual(written);
  });

  it.each([
    ['what judges nothing', ['laws', '--format', 'json'], 0],
    ['a check that could not examine all', ['check', 'no-such-folder'], 2],
  ])('is not written by %s', async (_, args, code) => {
    const { tmp, kept } = place();
    expect(await launch(args, { env: { TMPDIR: tmp } })).toMatchObject({ code });
    expect(readdirSync(kept)).toEqual([]);
  });

  it('is written anew once a day', async () => {
    const { tmp, kept } = place();
    await run(tmp);
    const files = readdirSync(kept).map((file) => join(kept, file));
    const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
    for (const file of files) utimesSync(file, yesterday, yesterday);
    expect(await run(tmp)).toEqual(await expected);
    for (const file of files) expect(lstatSync(file).mtimeMs, file).toBeGreaterThan(yesterday.getTime() + 60_000);
  });

  it('is taken away a week after its version was last used, and nothing else is', async () => {
    const { tmp, kept } = place();
    mkdirSync(kept, { mode: 0o700 });
    const [old, partial, young, link, folder] = ['a', 'b', 'c', 'd', 'e'].map((letter) => join(kept, letter.repeat(64)));
    const target = join(tmp, 'target');
    const others = ['notes.txt', 'a'.repeat(63), `${'a'.repeat(64)}.bak`].map((name) => join(kept, name));
    for (const file of [old!, `${partial!}.4711`, young!, target, ...others]) writeFileSync(file, '');
    mkdirSync(folder!);
    symlinkSync(target, link!);
    const days = (n: number): Date => new Date(Date.now() - n * 24 * 60 * 60 * 1000);
    for (const file of [old!, `${partial!}.4711`, target, folder!, ...others]) utimesSync(file, days(8), days(8));
    lutimesSync(link!, days(8), days(8));
    utimesSync(young!, days(6), days(6));
    expect(await run(tmp)).toEqual(await expected);
    expect([old!, `${partial!}.4711`].filter((file) => existsSync(file))).toEqual([]);
    for (const file of [young!, target, link!, folder!, ...others]) expect(existsSync(file), file).toBe(true);
    // A run that writes nothing looks for nothing.
    writeFileSync(old!, '');
    utimesSync(old!, days(8), days(8));
    expect(await run(tmp)).toEqual(await expected);
    expect(existsSync(old!)).toBe(true);
  });

  it('is written anew where it is damaged', async () => {
    const { tmp, kept } = place();
    await run(tmp);
    const files = readdirSync(kept).map((file) => join(kept, file));
    const whole = files.map((file) => readFileSync(file));
    // What V8 does not notice by itself among them: it crashes on it.
    const damages: readonly ((data: Buffer) => Buffer)[] = [() => Buffer.alloc(0), () => Buffer.alloc(100_000, 7), (data) => Buffer.from(data).fill(0xff, 999), (data) => data.subarray(0, 999)];
    for (const damage of damages) {
      for (const [i, file] of files.entries()) writeFileSync(file, damage(whole[i]!));
      expect(await run(tmp)).toEqual(await expected);
      for (const [i, file] of files.entries()) expect(readFileSync(file).length, file).toBeGreaterThan(whole[i]!.length / 2);
    }
  });

  it('is whole when several runs write it at once', async () => {
    const { tmp, kept } = place();
    for (const ran of await Promise.all([run(tmp), run(tmp), run(tmp), run(tmp)])) expect(ran).toEqual(await expected);
    expect(readdirSync(kept).filter((file) => !/^[0-9a-f]{64}$/.test(file))).toEqual([]);
    expect(await run(tmp)).toEqual(await expected);
  });

  it.each<[string, (kept: string) => void]>([
    ['others can write', (kept) => { mkdirSync(kept); chmodSync(kept, 0o777); }],
    ['others can read', (kept) => { mkdirSync(kept); chmodSync(kept, 0o755); }],
    ['a link leads', (kept) => { mkdirSync(`${kept}-other`, { mode: 0o700 }); symlinkSync(`${kept}-other`, kept); }],
  ])('is not kept where %s', async (_, make) => {
    const { tmp, kept } = place();
    make(kept);
    expect(await run(tmp)).toEqual(await expected);
    expect(readdirSync(kept)).toEqual([]);
  });

  it.each<[string, (tmp: string, kept: string) => void]>([
    ['there is no such folder and none can be made', (tmp) => { writeFileSync(tmp, ''); }],
    ['a file has its name', (tmp, kept) => { mkdirSync(tmp); writeFileSync(kept, ''); }],
  ])('is no error where %s', async (_, make) => {
    const tmp = join(place().tmp, 'tmp');
    make(tmp, join(tmp, `looplaw-${process.getuid!()}`));
    expect(await run(tmp)).toEqual(await expected);
  });

  it('is not kept for who sets NODE_DISABLE_COMPILE_CACHE', async () => {
    const { tmp, kept } = place();
    expect(await run(tmp, { NODE_DISABLE_COMPILE_CACHE: '1' })).toEqual(await expected);
    expect(existsSync(kept)).toBe(false);
  });

  it('is a matter of the command alone', async () => {
    const { tmp, kept } = place();
    const code = "require('looplaw'); require('looplaw/cdk8s'); require('looplaw/eslint'); require('looplaw/constructs')";
    expect(await launchAny(process.execPath, ['-e', code], { cwd: ROOT, env: { TMPDIR: tmp } })).toMatchObject({ code: 0, err: '' });
    expect(existsSync(kept)).toBe(false);
  });

  it('runs a config that is code, which imports modules', async () => {
    const { tmp } = place();
    const config = join(tmp, 'looplaw.config.mts');
    writeFileSync(config, "import { sep } from 'node:path';\nexport default { preset: sep === '/' ? 'strict' : 'recommended' } as const;\n");
    const print = (): Promise<Ran> => launch(['config', 'print', '-f', 'json', '--config', config], { env: { TMPDIR: tmp } });
    for (const { out } of [await print(), await print()]) expect(JSON.parse(out)).toMatchObject({ config: { preset: 'strict' } });
  });
});
