import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError, type Config } from '../config/config';
import { fix, type Fixed } from '../fix/fix';
import { check } from '../judge/check';
import type { Verdict } from '../judge/verdict';
import type { Law } from '../law';
import { laws } from '../laws';
import { loadPaths } from '../load/load';
import { TextOrigin } from '../load/origin';
import type { Loaded } from '../load/resource';
import type { Source } from '../load/source';
import { diffOf } from '../report/text/diff';
import { inkOf } from '../report/text/ink';
import { placeOf, placeText } from '../report/place';
import { count, messageOf, plain } from '../report/words';
import { EXIT } from './exit-code';
import { lookOf, warnOfIdleExcludes, type LookFlags } from './look';
import { targetOf, type TargetFlags } from './target';
import { wantsColor } from './terminal';
import { writeWhole } from './whole-file';

interface FixFlags extends TargetFlags, Omit<LookFlags, 'render'> {
  readonly dryRun?: true;
  readonly law: readonly string[];
  readonly color?: boolean;
}

/**
 * `looplaw fix`: makes safe repairs where they are written, shows them as a diff, and tells what is left. Exit code 0 when every
 * repair there is was made, 1 when one is left, 2 when something could not be read or written.
 */
export async function fixCommand(paths: readonly string[], options: object): Promise<number> {
  const flags = options as FixFlags;
  if (paths.includes('-')) throw new ConfigError('invalid', 'standard input can not be fixed; name files or folders');
  const target = await targetOf(flags);
  const { config, base } = target;
  // What is rendered has no text of its own to repair.
  const loaded = loadPaths(paths.length > 0 ? paths : ['.'], lookOf({ ...flags, render: false }, target));
  warnOfIdleExcludes(flags, loaded);
  const fixed = fix(loaded, {
    judge: judgeWith(config, base, flags.law),
    isWanted: ({ law }) => flags.law.length === 0 || flags.law.includes(law),
    refusal: remembered(refusal),
  });
  process.stdout.write(diffOf(loaded, fixed.loaded, { ink: inkOf(wantsColor(flags.color, process.stdout.isTTY)), unicode: true }));
  const unwritten = flags.dryRun ? new Set<string>() : write(loaded, fixed.loaded);
  process.stderr.write(summaryOf(fixed, unwritten, flags));
  if (unwritten.size > 0 || fixed.verdict.verdict === 'error') return EXIT.error;
  return fixed.left.length > 0 ? EXIT.findings : EXIT.ok;
}

/** Judges by every enabled law, whichever are to be repaired: a repair must break no other. A law that is named is asked in any case. */
function judgeWith(config: Config, base: string, named: readonly string[]): (loaded: Loaded) => Verdict {
  const settings = Object.fromEntries(named.map((id) => [id, 'on' as const]));
  return (loaded) => check(loaded, { base, config: { ...config, laws: { ...settings, ...config.laws } } });
}

/** Why a file must not be edited: it is written by a program, or would not be written back byte by byte. */
function refusal({ file, text }: Source): string | null {
  if (file.endsWith('.k8s.yaml') || existsSync(join(dirname(file), 'construct-metadata.json'))) return 'it is synthesized: fix the construct';
  if (!isWrittenAs(file, text)) return 'it is not plain UTF-8, or has a byte order mark: save it as UTF-8';
  return null;
}

function isWrittenAs(file: string, text: string): boolean {
  return readFileSync(file).equals(Buffer.from(text));
}

function remembered(answer: (source: Source) => string | null): (source: Source) => string | null {
  const known = new Map<string, string | null>();
  return (source) => {
    let why = known.get(source.file);
    if (why === undefined) known.set(source.file, why = answer(source));
    return why;
  };
}

/** Writes the files that changed, each whole; answers those that can not be written or have changed since they were read. */
function write(before: Loaded, after: Loaded): ReadonlySet<string> {
  const now = textsOf(after);
  const unwritten = new Set<string>();
  for (const [file, text] of textsOf(before)) {
    const fixed = now.get(file);
    if (fixed === undefined || fixed === text) continue;
    try {
      if (!isWrittenAs(file, text)) throw new Error('it has changed since it was read');
      writeWhole(file, fixed);
    } catch (e) {
      unwritten.add(file);
      process.stderr.write(`looplaw: ${plain(`${file} is not written: ${e instanceof Error ? e.message : String(e)}`)}\n`);
    }
  }
  return unwritten;
}

function textsOf({ resources }: Loaded): ReadonlyMap<string, string> {
  return new Map(resources.flatMap(({ origin }) => (origin instanceof TextOrigin ? [[origin.file, origin.written.source.text] as const] : [])));
}

function summaryOf({ applied, left: notMade, verdict }: Fixed, unwritten: ReadonlySet<string>, { dryRun }: FixFlags): string {
  const lost = applied.filter(({ resource }) => unwritten.has(resource.origin.file ?? ''));
  const left = [...notMade, ...lost.map((finding) => ({ finding, because: 'its file is not written' }))];
  const byId = new Map<string, Law>(laws.map((law) => [law.id, law]));
  return [
    ...verdict.accounting.errors.map(({ file, message }) => `not examined: ${plain(`${file ?? '-'}: ${message}`)}`),
    ...left.map(({ finding, because }) => `left: ${placeText(placeOf(finding))} ${finding.law}: ${messageOf(finding, byId.get(finding.law))}; ${plain(because)}`),
    `${count(applied.length - lost.length, 'finding')} ${dryRun ? 'would be repaired' : 'repaired'}, ${count(left.length, 'repair')} left to you`,
  ].map((line) => `${line}\n`).join('');
}
