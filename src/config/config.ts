import type { Preset, Severity } from '../law';
import { isMapping } from '../load/mapping';
import { named } from '../argument/named';
import type { LawId } from '../laws';
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
  readonly laws?: { readonly [id in LawId]?: LawSetting };
  /**
   * Findings that are accepted, by name. `config-only`: what objects and constructs waive themselves is refused.
   * Default: both may waive.
   */
  readonly waivers?: 'config-only' | readonly ConfigWaiver[] | WaiverRules;
}

/** A waiver that is given in the config. What it does not name it does not ask for; it names at least one thing beside the law. */
export interface ConfigWaiver {
  readonly law: LawId;
  /** Why it is accepted: somebody answers for it. */
  readonly reason: string;
  /** Last day it holds, `YYYY-MM-DD` in UTC. Default: for ever, which in `strict` waives no error. */
  readonly until?: string;
  readonly kind?: string;
  /** Name of the object; may be a glob, `batch-*`. */
  readonly name?: string;
  /** Namespace as it is written in the object; may be a glob. */
  readonly namespace?: string;
  /** Cluster of the run; may be a glob. */
  readonly cluster?: string;
  readonly container?: string;
}

/** Waivers of the config, and whether there may be others. */
export interface WaiverRules {
  /** `anywhere` (default), or `config-only`: what objects and constructs waive themselves is refused. */
  readonly from?: 'anywhere' | 'config-only';
  readonly list?: readonly ConfigWaiver[];
}

/** Types a config file; returns what it is given. What it says is checked where it is read. @throws ConfigError for what is no object */
export function defineConfig(config: Config): Config {
  if (!isMapping(config)) throw new ConfigError('invalid', `defineConfig: the config is ${named(config)}; expected an object, such as { preset: 'strict' }`);
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
