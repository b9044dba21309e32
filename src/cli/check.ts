import { resolve } from 'node:path';
import { ConfigError, type Config } from '../config/config';
import { readConfig } from '../config/read';
import { check } from '../judge/check';
import type { Verdict } from '../judge/verdict';
import { laws } from '../laws';
import { loadPaths } from '../load/load';
import type { Profile, Cloud, Role } from '../profile';
import type { Preset, Severity } from '../law';
import { render, type FormatName } from '../report';
import { keepBaseline, readBaseline, type BaselineFlags } from './baseline-file';
import { docsBaseUrl } from './docs';
import { EXIT } from './exit-code';
import { version } from './version';
import { writeWhole } from './whole-file';

/** Flags that say what the manifests are for: they overrule the config file. */
export interface TargetFlags {
  readonly config?: string | boolean;
  readonly preset?: Preset;
  readonly role?: Role;
  readonly kubeVersion?: string;
  readonly cloud?: Cloud;
  readonly cluster: readonly string[];
  readonly closedWorld?: true | string;
}

interface CheckFlags extends TargetFlags, BaselineFlags {
  readonly format: FormatName;
  readonly output?: string;
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
  const before = readBaseline(flags);
  const loaded = loadPaths(paths.length > 0 ? paths : ['.'], flags.stdinFilename === undefined ? {} : { stdinFilename: flags.stdinFilename });
  const choice = { config, failOn: flags.failOn, only: flags.law, skip: flags.skipLaw, loops: flags.loop };
  const judged = check(loaded, { ...choice, baseline: before ?? [] });
  const after = keepBaseline(before, judged, flags);
  const verdict = after === null || after === before || flags.baseline === undefined ? judged : check(loaded, { ...choice, baseline: after });
  const isDelivered = deliver(reportOf(verdict, flags), flags.output, paths);
  if (!isDelivered || after === null || verdict.verdict === 'error') return EXIT.error;
  return verdict.verdict === 'fail' ? EXIT.findings : EXIT.ok;
}

/** What the file says, overruled by flags. */
export async function configOf(flags: TargetFlags): Promise<Config> {
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
  const clusters: Record<string, string[]> = {};
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
  return render(flags.format, verdict, {
    laws: new Map(laws.map((law) => [law.id, law])),
    docsBaseUrl,
    toolVersion: version,
    explainUndecided: flags.explainUndecided ?? false,
    color: wantsColor(flags.color, isTerminal),
    width: isTerminal ? stdout.columns : 100,
    unicode: /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''),
  });
}

/** Whether output is coloured: as the flag says, else the environment, else on a terminal. */
export function wantsColor(flag: boolean | undefined, isTerminal: boolean): boolean {
  const { env } = process;
  return flag ?? (env['NO_COLOR'] ? false : env['FORCE_COLOR'] ? env['FORCE_COLOR'] !== '0' : isTerminal && env['TERM'] !== 'dumb');
}

/** Writes the report; false when that failed, which is never a pass. Files appear whole or not at all. */
function deliver(report: string, output: string | undefined, inputs: readonly string[]): boolean {
  if (output === undefined) {
    process.stdout.write(report);
    return true;
  }
  try {
    if (inputs.some((input) => resolve(input) === resolve(output))) throw new Error('it is an input of this run');
    writeWhole(output, report);
    return true;
  } catch (e) {
    process.stderr.write(`looplaw: the report can not be written to ${output}: ${e instanceof Error ? e.message : String(e)}\n`);
    return false;
  }
}
