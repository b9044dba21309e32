import { dirname } from 'node:path';
import { ConfigError, type Config } from '../config/config';
import { assertTame } from '../config/globs';
import { NO_CONFIG, readConfig, type ConfigFile } from '../config/read';
import type { Preset } from '../law';
import type { Cloud, Profile, Role } from '../profile';
import { EVERY_KIND } from './closed-world';

/** Flags that say what the manifests are for: they overrule the config file. */
export interface TargetFlags {
  readonly config?: string | boolean;
  /** `data`: no config that is code is run. */
  readonly configFormat: 'any' | 'data';
  readonly preset?: Preset;
  readonly role?: Role;
  readonly kubeVersion?: string;
  readonly cloud?: Cloud;
  readonly cluster: readonly string[];
  readonly closedWorld?: string;
}

/** What config file and flags say together, what the file says by itself, and the folder the globs of its clusters are relative to. */
export interface Target extends ConfigFile {
  readonly written: Config;
  readonly base: string;
}

/** What the config file says, overruled by flags. Throws {@link ConfigError}. */
export async function targetOf(flags: TargetFlags): Promise<Target> {
  const cwd = process.cwd();
  const choice = { dataOnly: flags.configFormat === 'data', ...(typeof flags.config === 'string' && { named: flags.config }) };
  const { config: written, file, origin } = flags.config === false ? NO_CONFIG : await readConfig(cwd, choice);
  const profile: Partial<Profile> = {
    ...(flags.kubeVersion !== undefined && { kubeVersion: flags.kubeVersion }),
    ...(flags.cloud !== undefined && { cloud: flags.cloud }),
    ...(flags.role !== undefined && { role: flags.role }),
    ...(flags.closedWorld !== undefined && { closedWorld: flags.closedWorld === EVERY_KIND ? true : flags.closedWorld.split(',').map((k) => k.trim()) }),
  };
  const isOverruled = flags.cluster.length > 0;
  const clusters = isOverruled && { clusters: Object.fromEntries(clustersOf(flags.cluster)) };
  const config = { ...written, ...profile, ...(flags.preset && { preset: flags.preset }), ...clusters };
  return { config, written, file, origin, base: file === null || isOverruled ? cwd : dirname(file) };
}

/** Reads `--cluster name=glob` flags; the globs of one name add up. Throws {@link ConfigError}. */
export function clustersOf(flags: readonly string[]): readonly (readonly [name: string, globs: readonly string[]])[] {
  const clusters = new Map<string, string[]>();
  for (const flag of flags) {
    const [, name, glob] = /^([^=]+)=(.+)$/.exec(flag) ?? [];
    if (name === undefined || glob === undefined) throw new ConfigError('invalid', `--cluster ${flag}: expected name=glob, e.g. --cluster prod='dist/prod*'`);
    assertTame(glob, `--cluster ${name}`);
    clusters.set(name, [...(clusters.get(name) ?? []), glob]);
  }
  return [...clusters];
}
