import { dirname, posix, relative, resolve, sep } from 'node:path';
import { ConfigError } from '../config/config';
import { assertTame, listOf } from '../config/globs';
import { profileOf } from '../config/profile-of';
import { Excludes } from '../load/discover/globs';
import type { LoadOptions } from '../load/load';
import type { Loaded } from '../load/resource';
import { complain } from './complaint';
import type { Target } from './target';

/** Flags that say what to look at. */
export interface LookFlags {
  readonly exclude: readonly string[];
  readonly gitignore: boolean;
  readonly render?: boolean;
  readonly maxBytes?: number;
}

/** What to look at, by flags and config; excludes of both add up. Throws {@link ConfigError}. */
export function lookOf(flags: LookFlags, { config, file }: Pick<Target, 'config' | 'file'>): LoadOptions {
  const cwd = process.cwd();
  const configured = listOf(config.exclude);
  for (const glob of [...flags.exclude, ...configured]) {
    if (glob.trim() === '') throw new ConfigError('invalid', 'exclude: found an empty glob, expected a path or pattern');
    assertTame(glob, 'exclude');
  }
  return {
    exclude: [new Excludes(flags.exclude, cwd), new Excludes(configured, file === null ? cwd : dirname(file))].filter(({ globs }) => globs.length > 0),
    gitignore: flags.gitignore,
    ...(flags.maxBytes !== undefined && { maxBytes: flags.maxBytes }),
    ...((flags.render ?? config.render ?? false) && { render: { kubeVersion: profileOf(config).kubeVersion } }),
  };
}

/** The globs of config and flags together, as the config would say them. */
export function excludesOf({ exclude }: Pick<LookFlags, 'exclude'>, { config, file }: Pick<Target, 'config' | 'file'>): readonly string[] {
  const within = file === null ? '' : relative(dirname(file), process.cwd()).replaceAll(sep, '/');
  return [...listOf(config.exclude), ...exclude.map((glob) => posix.join(within, glob))];
}

/** Tells which globs of the command line left out nothing: more is judged then than was meant, so it is no error. */
export function warnOfIdleExcludes({ exclude }: LookFlags, { skipped }: Loaded): void {
  const cwd = process.cwd();
  const leftOut = skipped.filter(({ reason }) => reason === 'excluded').map(({ file }) => resolve(cwd, file));
  for (const glob of exclude) {
    const globs = new Excludes([glob], cwd);
    if (!leftOut.some((path) => globs.cover(path))) complain(`looplaw: --exclude ${glob}: it leaves out nothing of what was looked at\n`);
  }
}
