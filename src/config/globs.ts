import { isTooWild } from '../load/discover/globs';
import type { Path } from '../load/resource';
import { ConfigError, type Config, type Globs } from './config';
import { configPath } from './fault';
import { waiversOf } from './waivers';

/** The globs of a setting; none where it is not given. */
export function listOf(globs: Globs | undefined): readonly string[] {
  return globs === undefined ? [] : typeof globs === 'string' ? [globs] : globs;
}

/** Every glob of a config can be matched in time. Throws {@link ConfigError} with its place. */
export function assertGlobs(config: Config, where: string): void {
  const { exclude, clusters = {} } = config;
  for (const glob of listOf(exclude)) assertTame(glob, `${where}: exclude`);
  for (const [name, globs] of Object.entries(clusters)) {
    for (const glob of listOf(globs)) assertTame(glob, `${where}: ${configPath(['clusters', name])}`);
  }
  for (const { waiver, path } of waiversOf(config)) {
    for (const key of ['name', 'namespace', 'cluster'] as const) assertTame(waiver[key] ?? '', `${where}: ${configPath([...path, key] satisfies Path)}`);
  }
}

/** Throws {@link ConfigError} for a glob whose match could take for ever. */
export function assertTame(glob: string, where: string): void {
  if (isTooWild(glob)) throw new ConfigError('invalid', `${where}: ${glob} has more wildcards than can be matched in time; write several globs instead`);
}
