import { relative, resolve, sep } from 'node:path';
import { ConfigError, type Config, type Globs } from '../config/config';
import { enableLaws, type LawChoice } from '../config/enable';
import { parseConfig } from '../config/parse';
import { profileOf } from '../config/profile-of';
import { isConfigOnly } from '../config/waivers';
import { clustersOf, type ClusterAssignment } from '../graph/clusters';
import { matcherOf } from '../load/discover/globs';
import { originOfFile } from '../load/origin';
import { ArgumentError } from '../argument/argument-error';
import { isMapping } from '../load/mapping';
import type { Loaded, Origin, Resource } from '../load/resource';
import type { Severity } from '../law';
import { laws } from '../laws';
import type { Baseline } from './baseline';
import { judge } from './judge';
import { namedWaivers } from './named-waiver';
import type { Verdict } from './verdict';

/** How objects are checked. */
export interface CheckOptions extends LawChoice {
  /** Default: the `recommended` preset for the default profile. */
  readonly config?: Config;
  /** Where the config stands: findings about its waivers point there. Default: nowhere. */
  readonly configOrigin?: Origin;
  /** Folder the globs of the config's `clusters` are relative to. Default: the working folder. */
  readonly base?: string;
  /** Which clusters an object belongs to, in place of the config's globs, e.g. for live constructs. */
  readonly cluster?: ClusterAssignment;
  /** Lowest severity that makes the verdict `fail`. Default `error`. */
  readonly failOn?: Severity | 'never';
  /** The day waivers are held against, `YYYY-MM-DD`. Default: today in UTC. */
  readonly today?: string;
  /** Findings that are accepted for now: they are told and do not fail. Default: none. */
  readonly baseline?: Baseline;
}

/**
 * Judges what was loaded. Throws `ConfigError` for a config that says something looplaw does not know, and `ArgumentError` for what was not loaded; everything else,
 * unreadable input included, is in the verdict.
 */
export function check(loaded: Loaded, options: CheckOptions = {}): Verdict {
  const [given, asked]: readonly unknown[] = [loaded, options];
  if (!isMapping(given) || !Array.isArray(given['resources']) || !Array.isArray(given['errors'])) throw new ArgumentError('check', 'loaded', loaded, 'what loadPaths or loadText gave');
  if (!isMapping(asked)) throw new ArgumentError('check', 'options', options, 'an object, or nothing');
  const config = parseConfig(options.config, 'config');
  const { failOn = 'error' } = options;
  if (!THRESHOLDS.includes(failOn)) throw new ConfigError('invalid', `failOn must be one of ${THRESHOLDS.join(', ')}`);
  const profile = profileOf(config);
  const assign = options.cluster ?? assignmentOf(config.clusters ?? {}, options.base ?? process.cwd());
  return judge(loaded, clustersOf(loaded.resources, assign, kustomizationsOf(loaded), loaded.built), {
    laws: enableLaws(laws, config, profile, options),
    knownLaws: new Set(laws.map((law) => law.id)),
    profile,
    preset: config.preset ?? 'recommended',
    failOn,
    today: options.today ?? new Date().toISOString().slice(0, 10),
    waivers: { named: namedWaivers(config, options.configOrigin ?? originOfFile(null), profile), isConfigOnly: isConfigOnly(config) },
    baseline: options.baseline ?? [],
  });
}

const THRESHOLDS: readonly string[] = ['error', 'warning', 'info', 'never'] satisfies (Severity | 'never')[];

/** Clusters by file glob. */
function assignmentOf(clusters: Readonly<Record<string, Globs>>, base: string): ClusterAssignment {
  const matchers = Object.entries(clusters).map(([name, globs]) => ({ name, matches: matcherOf(globs) }));
  const byFile = new Map<string, readonly string[] | null>();
  return ({ origin }: Resource) => {
    const file = origin.file ?? '';
    let names = byFile.get(file);
    if (names === undefined) {
      const path = relative(base, resolve(file)).split(sep).join('/');
      names = matchers.filter(({ matches }) => matches(path)).map(({ name }) => name);
      byFile.set(file, (names = names.length > 0 ? names : null));
    }
    return names;
  };
}

/** Folders that hold a kustomization: each is one cluster together with what is below it. */
function kustomizationsOf(loaded: Loaded): readonly string[] {
  return loaded.skipped.filter((s) => s.reason === 'kustomization').map((s) => s.file.split('/').slice(0, -1).join('/'));
}
