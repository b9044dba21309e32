import type { Preset, Severity } from '../law';
import type { Profile } from '../profile';

/** Globs of the files of a cluster. */
export type Globs = string | readonly string[];

/** How a law is asked: off, at another severity, or with other parameters. */
export type LawSetting = Severity | 'on' | 'off' | readonly [Severity | 'on', Readonly<Record<string, unknown>>];

/**
 * What a team tells looplaw. Every key is optional.
 * Profile keys stand beside the rest; parameters of a law stand under its id.
 */
export interface Config extends Partial<Profile> {
  /** URL of the JSON schema, for editors. */
  readonly $schema?: string;
  /** `recommended` (default): errors are rejections and certain outages. `strict`: the method to the letter. */
  readonly preset?: Preset;
  /** Which files are one cluster: `{ prod: 'dist/prod*' }`. Files no glob names follow the default rule. */
  readonly clusters?: Readonly<Record<string, Globs>>;
  /** Globs of files and folders to leave out, relative to the config file: `['vendor', '**\/testdata']`. What is left out is counted and named. */
  readonly exclude?: Globs;
  /** Build Helm charts and kustomizations by `helm`, `kustomize` or `kubectl` of this machine. Default: they are errors with the command to run. */
  readonly render?: boolean;
  /** Settings of laws by id, e.g. `{ 'compute/immutable-image': ['error', { requireDigest: true }] }`. */
  readonly laws?: Readonly<Record<string, LawSetting>>;
}

/** Types a config file; returns what it is given. */
export function defineConfig(config: Config): Config {
  return config;
}

/** Why a config can't be used. Always exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(
    readonly code: 'not-found' | 'not-readable' | 'invalid' | 'threw' | 'unknown-law' | 'unknown-version',
    message: string,
  ) {
    super(message);
  }
}
