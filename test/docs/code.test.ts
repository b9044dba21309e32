import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { loadAll } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { scripts, version } from '../../package.json';
import { run } from '../../src/cli/run';
import { laws } from '../../src/laws';
import { meantBy } from '../../src/runbook/meant';
import { folder, launch } from '../cli/command';
import { PAGES, blocksOf, type Block } from './pages';
import { complaintsOf, modulesOf } from './program';
import { callsOfLooplaw, commandsOf, simpleCommands } from './shell';

const BLOCKS = PAGES.flatMap(blocksOf);
/** Samples of reports, which another test holds against what the command prints. */
const isSample = ({ at, page }: Block): boolean => /<!-- sample: \w+ -->\n$/.test(page.text.split('\n').slice(0, Number(at.split(':')[1]) - 1).join('\n') + '\n');
const ofLanguages = (...languages: readonly string[]) => BLOCKS.filter(({ language, unchecked }) => languages.includes(language) && unchecked === undefined);
/** Output, of which other tests hold each piece: nothing that is run or read by a program. */
const OUTPUT = ['text'];
const SHELL = ['sh', 'bash', 'console'];

describe('code of the pages', () => {
  test('is of a language that is checked below, or says above itself why it is not', () => {
    const checked = [...OUTPUT, ...SHELL, 'ts', 'js', 'yaml', 'json', 'dockerfile'];
    expect(BLOCKS.length).toBeGreaterThan(700);
    expect(BLOCKS.filter((block) => block.unchecked === undefined && !checked.includes(block.language) && !isSample(block)).map(({ at, language }) => `${at} ${language}`)).toEqual([]);
    expect(BLOCKS.filter(({ unchecked }) => unchecked !== undefined).map(({ at, unchecked }) => `${at}: ${unchecked!}`), 'none so far').toEqual([]);
  });

  test('in TypeScript and JavaScript is what the compiler accepts, against the built package; what is wrong it refuses', () => {
    const modules = PAGES.flatMap((page) => modulesOf(page, ['ts', 'js']).map((text, i) => [`${page.file} ${i + 1}`, text] as const));
    expect(modules.length).toBeGreaterThan(10);
    const wrong = ['wrong', "import { Platform } from 'looplaw/constructs';\nPlatform.aws({ zones: 3 });\n"] as const;
    expect(complaintsOf(new Map([...modules, wrong]))).toEqual([expect.stringMatching(/^wrong: Type 'number' is not assignable .* in: Platform\.aws/)]);
  });

  test('in JSON can be read, line by line where there are several', () => {
    const read = ({ at, code }: { readonly at: string; readonly code: string }): readonly string[] => {
      const whole = unreadable(code);
      return whole === null || code.trim().split('\n').every((line) => unreadable(line) === null) ? [] : [`${at} ${whole}`];
    };
    expect(ofLanguages('json').flatMap(read)).toEqual([]);
  });

  test('of an image has instructions that are known, images that are pinned, and this version', () => {
    const images = ofLanguages('dockerfile');
    expect(images.length).toBeGreaterThan(0);
    for (const { at, code } of images) {
      const lines = code.replaceAll(/\\\n/g, ' ').split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
      expect([at, lines.filter((line) => !/^(?:FROM|RUN|CMD|ENV|ARG|COPY|ADD|USER|WORKDIR|ENTRYPOINT|EXPOSE|LABEL|VOLUME|SHELL) \S/.test(line))]).toEqual([at, []]);
      expect([at, lines[0]]).toEqual([at, expect.stringMatching(/^FROM \S+:(?!latest)[\w.-]+/)]);
      for (const [, image] of code.matchAll(/(?:^FROM |--from=)(\S+)/gm)) expect([at, image]).toEqual([at, expect.stringMatching(/:(?!latest)[\w.-]+$/)]);
      for (const [, of] of code.matchAll(/looplaw@(\S+)/g)) expect([at, of]).toEqual([at, version]);
    }
  });

  test('in YAML can be read; objects of Kubernetes by the checker, each of them', async () => {
    const blocks = ofLanguages('yaml');
    expect(blocks.length).toBeGreaterThan(380);
    const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && 'apiVersion' in value && 'kind' in value;
    const objects = blocks.filter(({ page, code }) => FOR_THE_READER.test(page.file) || loadAll(code).some(isObject));
    const files = Object.fromEntries(objects.map(({ at, code }) => [`${at.replaceAll(/[/:]/g, '-')}.yaml`, code]));
    const { out } = await launch(['check', '.', '--format', 'json', '--no-config', '--fail-on', 'never'], { cwd: folder(files) });
    const { accounting } = JSON.parse(out) as { readonly accounting: { readonly examined: number; readonly errors: readonly { readonly file: string; readonly message: string }[]; readonly skipped: readonly { readonly file: string }[] } };
    expect(accounting.examined).toBeGreaterThan(objects.length);
    expect(accounting.errors.map(({ file, message }) => `${file}: ${message}`)).toEqual([]);
    expect(accounting.skipped.map(({ file }) => file).filter((file) => file in files)).toEqual([]);
  });

  test('in YAML that is a config is one', async () => {
    const keys = /^(?:preset|laws|waivers|clusters|kubeVersion|cloud|exclude):/m;
    const configs = ofLanguages('yaml').filter(({ code }) => keys.test(code) && !/^(?:apiVersion|kind|validations):/m.test(code));
    expect(configs.length).toBeGreaterThan(2);
    await Promise.all(configs.map(async ({ at, code }) => {
      const cwd = folder({ 'looplaw.config.yaml': code });
      expect([at, await launch(['config', 'print', '--config', join(cwd, 'looplaw.config.yaml')], { cwd })]).toEqual([at, expect.objectContaining({ code: 0, err: '' })]);
    }));
  });
});

/** Pages of laws show what only the reader of the cluster takes; the checker reads as it does. */
const FOR_THE_READER = /^docs\/laws\//;

function unreadable(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (e) {
    return String(e);
  }
}

describe('commands of the pages', () => {
  const SHOWN = ofLanguages(...SHELL).flatMap(({ at, code }) => commandsOf(code).map(({ command, prints }) => ({ at, command, prints })));
  const CALLS = SHOWN.flatMap(({ at, command }) => callsOfLooplaw(command).map((argv) => ({ at, argv })));

  test('are shell', () => {
    expect(SHOWN.length).toBeGreaterThan(140);
    const script = join(folder({}), 'all.sh');
    writeFileSync(script, SHOWN.map(({ at, command }, i) => `# ${at}\nblock_${i}() {\n${command}\n}\n`).join(''));
    expect(() => execFileSync('bash', ['-n', script], { encoding: 'utf8', stdio: 'pipe' })).not.toThrow();
  });

  describe('of looplaw', () => {
    // The command's own parser, which asks for every option, choice and argument, and then does nothing.
    const action = Object.getOwnPropertyDescriptor(Command.prototype, 'action')!.value as Command['action'];
    beforeAll(() => {
      vi.spyOn(Command.prototype, 'action').mockImplementation(function (this: Command) {
        return action.call(this, () => undefined);
      });
    });
    afterAll(() => {
      vi.restoreAllMocks();
    });

    test('are calls it knows', async () => {
      expect(CALLS.length).toBeGreaterThan(40);
      const refused: string[] = [];
      for (const { at, argv } of CALLS) if (await silently(argv) !== 0) refused.push(`${at} looplaw ${argv.join(' ')}`);
      expect(refused).toEqual([]);
    });

    test.each([[['check', '--nonsense']], [['check', '--preset', 'lax']], [['explain']], [['audit', 'rbac']], [['runbook', '--into', 'x']]])('would be refused: %j', async (argv) => {
      expect(await silently(argv)).toBe(2);
    });
  });

  test('name laws and symptoms that are known', () => {
    const known = new Set<string>(laws.map(({ id }) => id));
    const explained = CALLS.filter(({ argv }) => argv[0] === 'explain').map(({ at, argv }) => ({ at, text: argv.slice(1).join(' ') }));
    const named = CALLS.flatMap(({ at, argv }) => argv.flatMap((arg, i) => (['--law', '--skip-law'].includes(argv[i - 1] ?? '') ? [{ at, text: arg }] : [])));
    expect(explained.length).toBeGreaterThanOrEqual(2);
    expect(explained.filter(({ text }) => !known.has(text) && meantBy(text).found.length === 0)).toEqual([]);
    expect(named.filter(({ text }) => !known.has(text))).toEqual([]);
  });

  test('that show what they print, print it', async () => {
    const shown = SHOWN.filter(({ prints, command }) => prints.trim() !== '' && callsOfLooplaw(command).length === 1);
    expect(shown.length).toBeGreaterThanOrEqual(2);
    for (const { at, command, prints } of shown) expect([at, (await launch(callsOfLooplaw(command)[0]!)).out.trimEnd()]).toEqual([at, prints.trimEnd()]);
  });

  test('of npm are scripts of the package', () => {
    const text = PAGES.filter(({ file }) => !file.startsWith('docs/laws/')).map((page) => page.text).join('\n');
    const called = [...new Set(Array.from(text.matchAll(/npm run (?:--silent )?([\w:-]+)/g), ([, name]) => name!))];
    expect(called.length).toBeGreaterThan(4);
    expect(called.filter((name) => !(name in scripts))).toEqual([]);
  });
});

describe('the reader of shell', () => {
  test.each([
    ['helm template . | npx looplaw check - # all', [['check', '-']]],
    ['looplaw check a "b c" \'*.yaml\' && looplaw laws > out.txt', [['check', 'a', 'b c', '*.yaml'], ['laws']]],
    ['CI=1 npx --no-install looplaw \\\n  check .; true', [['check', '.']]],
    ['npm install looplaw\n# looplaw check\necho looplaw', []],
  ])('%s', (shell, calls) => {
    expect(callsOfLooplaw(shell)).toEqual(calls);
  });

  test('leaves redirections out', () => {
    expect(simpleCommands('a 2>&1 >out <in b')).toEqual([['a', 'b']]);
  });
});

async function silently(argv: readonly string[]): Promise<number> {
  const spies = [vi.spyOn(process.stdout, 'write').mockReturnValue(true), vi.spyOn(process.stderr, 'write').mockReturnValue(true)];
  try {
    return await run(argv);
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
