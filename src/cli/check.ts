import { dirname } from 'node:path';
import { ConfigError } from '../config/config';
import { readConfig, type ConfigFile } from '../config/read';
import { check } from '../judge/check';
import type { Verdict } from '../judge/verdict';
import { laws } from '../laws';
import { loadPaths } from '../load/load';
import type { Profile, Cloud, Role } from '../profile';
import type { Preset, Severity } from '../law';
import { render, type FormatName } from '../report';
import { deliver, destinationsOf, refuseInputs, type Destination } from './delivery';
import { docsBaseUrl } from './docs';
import { EVERY_KIND } from './closed-world';
import { EXIT } from './exit-code';
import { version } from './version';

interface CheckFlags {
  readonly format: FormatName;
  readonly output?: string;
  readonly report: readonly string[];
  readonly config?: string | boolean;
  readonly preset?: Preset;
  readonly role?: Role;
  readonly kubeVersion?: string;
  readonly cloud?: Cloud;
  readonly cluster: readonly string[];
  readonly closedWorld?: string;
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
  const destinations = destinationsOf(flags.format, flags.output, flags.report);
  const { config, file, base } = await configOf(flags);
  const loaded = loadPaths(paths.length > 0 ? paths : ['.'], flags.stdinFilename === undefined ? {} : { stdinFilename: flags.stdinFilename });
  refuseInputs(destinations, file === null ? paths : [...paths, file], loaded);
  const verdict = check(loaded, { config, base, failOn: flags.failOn, only: flags.law, skip: flags.skipLaw, loops: flags.loop });
  const idle = clustersOf(flags.cluster).filter(([name]) => !verdict.clusters.some((cluster) => cluster.name === name));
  for (const [name] of idle) process.stderr.write(`looplaw: --cluster ${name}: no object is in a file its globs name\n`);
  const isDelivered = destinations.map((destination) => deliver(reportOf(verdict, destination, flags), destination.file));
  if (isDelivered.includes(false) || idle.length > 0 || verdict.verdict === 'error') return EXIT.error;
  return verdict.verdict === 'fail' ? EXIT.findings : EXIT.ok;
}

/** What the file says, overruled by flags; which file it was, and the folder the globs are relative to. */
async function configOf(flags: CheckFlags): Promise<ConfigFile & { readonly base: string }> {
  const cwd = process.cwd();
  const none: ConfigFile = { config: {}, file: null };
  const { config: written, file } = flags.config === false ? none : await readConfig(cwd, typeof flags.config === 'string' ? flags.config : undefined);
  const profile: Partial<Profile> = {
    ...(flags.kubeVersion !== undefined && { kubeVersion: flags.kubeVersion }),
    ...(flags.cloud !== undefined && { cloud: flags.cloud }),
    ...(flags.role !== undefined && { role: flags.role }),
    ...(flags.closedWorld !== undefined && { closedWorld: flags.closedWorld === EVERY_KIND ? true : flags.closedWorld.split(',').map((k) => k.trim()) }),
  };
  const isOverruled = flags.cluster.length > 0;
  const clusters = isOverruled && { clusters: Object.fromEntries(clustersOf(flags.cluster)) };
  const config = { ...written, ...profile, ...(flags.preset && { preset: flags.preset }), ...clusters };
  return { config, file, base: file === null || isOverruled ? cwd : dirname(file) };
}

function clustersOf(flags: readonly string[]): readonly (readonly [name: string, globs: readonly string[]])[] {
  const clusters = new Map<string, string[]>();
  for (const flag of flags) {
    const [, name, glob] = /^([^=]+)=(.+)$/.exec(flag) ?? [];
    if (name === undefined || glob === undefined) throw new ConfigError('invalid', `--cluster ${flag}: expected name=glob, e.g. --cluster prod='dist/prod*'`);
    clusters.set(name, [...(clusters.get(name) ?? []), glob]);
  }
  return [...clusters];
}

function reportOf(verdict: Verdict, { format, file }: Destination, flags: CheckFlags): string {
  const { stdout, env } = process;
  const isTerminal = stdout.isTTY && file === null;
  const wantsColor = flags.color ?? (env['NO_COLOR'] ? false : env['FORCE_COLOR'] ? env['FORCE_COLOR'] !== '0' : isTerminal && env['TERM'] !== 'dumb');
  return render(format, verdict, {
    laws: new Map(laws.map((law) => [law.id, law])),
    docsBaseUrl,
    toolVersion: version,
    explainUndecided: flags.explainUndecided ?? false,
    color: wantsColor,
    width: isTerminal ? stdout.columns : 100,
    unicode: /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || ''),
  });
}
