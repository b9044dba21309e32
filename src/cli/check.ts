import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ConfigError, type Config } from '../config/config';
import { readConfig } from '../config/read';
import { check } from '../judge/check';
import type { Verdict } from '../judge/verdict';
import { laws } from '../laws';
import { loadPaths } from '../load/load';
import type { Loaded } from '../load/resource';
import type { Profile, Cloud, Role } from '../profile';
import type { Preset, Severity } from '../law';
import { render, type FormatName } from '../report';
import { complain } from './complaint';
import { docsBaseUrl } from './docs';
import { EXIT } from './exit-code';
import { version } from './version';

interface CheckFlags {
  readonly format: FormatName;
  readonly output?: string;
  readonly config?: string | boolean;
  readonly preset?: Preset;
  readonly role?: Role;
  readonly kubeVersion?: string;
  readonly cloud?: Cloud;
  readonly cluster: readonly string[];
  readonly closedWorld?: true | string;
  readonly law: readonly string[];
  readonly skipLaw: readonly string[];
  readonly loop: readonly string[];
  readonly failOn: Severity | 'never';
  readonly explainUndecided?: true;
  readonly stdinFilename?: string;
  readonly color?: boolean;
}

/** `looplaw check`: argv to exit code. */
export async function checkCommand(paths: readonly string[], options: object): Promise<number> {
  const flags = options as CheckFlags;
  const config = await configOf(flags);
  const loaded = loadPaths(paths.length > 0 ? paths : ['.'], flags.stdinFilename === undefined ? {} : { stdinFilename: flags.stdinFilename });
  const verdict = check(loaded, { config, failOn: flags.failOn, only: flags.law, skip: flags.skipLaw, loops: flags.loop });
  const isDelivered = deliver(reportOf(verdict, flags), flags.output, [...paths, ...manifestsOf(loaded)]);
  if (!isDelivered || verdict.verdict === 'error') return EXIT.error;
  return verdict.verdict === 'fail' ? EXIT.findings : EXIT.ok;
}

/** What the file says, overruled by flags. */
async function configOf(flags: CheckFlags): Promise<Config> {
  const file = flags.config === false ? {} : (await readConfig(process.cwd(), typeof flags.config === 'string' ? flags.config : undefined)).config;
  const profile: Partial<Profile> = {
    ...(flags.kubeVersion !== undefined && { kubeVersion: flags.kubeVersion }),
    ...(flags.cloud !== undefined && { cloud: flags.cloud }),
    ...(flags.role !== undefined && { role: flags.role }),
    ...(flags.closedWorld !== undefined && { closedWorld: flags.closedWorld === true ? true : flags.closedWorld.split(',').map((k) => k.trim()) }),
  };
  const clusters = clustersOf(flags.cluster);
  return { ...file, ...profile, ...(flags.preset && { preset: flags.preset }), ...(flags.cluster.length > 0 && { clusters }) };
}

function clustersOf(flags: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const clusters = Object.create(null) as Record<string, string[]>;
  for (const flag of flags) {
    const [, name, glob] = /^([^=]+)=(.+)$/.exec(flag) ?? [];
    if (name === undefined || glob === undefined) throw new ConfigError('invalid', `--cluster ${flag}: expected name=glob, e.g. --cluster prod='dist/prod*'`);
    (clusters[name] ??= []).push(glob);
  }
  return clusters;
}

function reportOf(verdict: Verdict, flags: CheckFlags): string {
  const { stdout, env } = process;
  const isTerminal = stdout.isTTY && flags.output === undefined;
  const wantsColor = flags.color ?? (env['NO_COLOR'] ? false : env['FORCE_COLOR'] ? env['FORCE_COLOR'] !== '0' : isTerminal && env['TERM'] !== 'dumb');
  return render(flags.format, verdict, {
    laws: new Map(laws.map((law) => [law.id, law])),
    docsBaseUrl,
    toolVersion: version,
    explainUndecided: flags.explainUndecided ?? false,
    color: wantsColor,
    width: isTerminal ? stdout.columns : 100,
    unicode: /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''),
  });
}

/** Files of this run that hold something for a cluster. A report of an earlier run is none. */
function manifestsOf({ resources, skipped }: Loaded): readonly string[] {
  const configuring = skipped.filter(({ reason }) => reason === 'kustomization' || reason === 'kustomize-patch');
  return [...new Set([...resources.map(({ origin }) => origin.file ?? ''), ...configuring.map(({ file }) => file)])];
}

/** Writes the report; false when that failed, which is never a pass. Files appear whole or not at all. */
function deliver(report: string, output: string | undefined, inputs: readonly string[]): boolean {
  if (output === undefined) {
    process.stdout.write(report);
    return true;
  }
  const target = resolve(output);
  const partial = join(dirname(target), `.${basename(target)}.${process.pid}.partial`);
  // From here on a signal waits for the event loop, that is until the file is whole, and ends the process then.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.kill(process.pid, signal));
  try {
    if (inputs.some((input) => resolve(input) === target)) throw new Error('it is an input of this run');
    if (statSync(target, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder');
    writeFileSync(partial, report, { flag: 'wx' });
    renameSync(partial, target);
    return true;
  } catch (e) {
    rmSync(partial, { force: true });
    complain(`looplaw: the report can not be written to ${output}: ${e instanceof Error ? e.message : String(e)}\n`);
    return false;
  }
}
