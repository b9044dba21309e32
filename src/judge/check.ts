import picomatch from 'picomatch';
import type { Config, Globs } from '../config/config';
import { enableLaws, type LawChoice } from '../config/enable';
import { profileOf } from '../config/profile-of';
import { clustersOf, type ClusterAssignment } from '../graph/clusters';
import type { Loaded, Resource } from '../load/resource';
import type { Severity } from '../law';
import { laws } from '../laws';
import type { Baseline } from './baseline';
import { judge } from './judge';
import type { Verdict } from './verdict';

/** How objects are checked. */
export interface CheckOptions extends LawChoice {
  /** Default: the `recommended` preset for the default profile. */
  readonly config?: Config;
  /** Clusters of objects the config's globs do not know, e.g. live constructs. */
  readonly cluster?: ClusterAssignment;
  /** Lowest severity that makes the verdict `fail`. Default `error`. */
  readonly failOn?: Severity | 'never';
  /** The day waivers are held against, `YYYY-MM-DD`. Default: today in UTC. */
  readonly today?: string;
  /** Findings that are accepted for now: they are told and do not fail. Default: none. */
  readonly baseline?: Baseline;
}

/**
 * Judges what was loaded. Throws `ConfigError` for a config that says something looplaw does not know; everything else,
 * unreadable input included, is in the verdict.
 */
export function check(loaded: Loaded, options: CheckOptions = {}): Verdict {
  const config = options.config ?? {};
  const profile = profileOf(config);
  const assign = options.cluster ?? assignmentOf(config.clusters ?? {});
  return judge(loaded, clustersOf(loaded.resources, assign, kustomizationsOf(loaded)), {
    laws: enableLaws(laws, config, profile, options),
    knownLaws: new Set(laws.map((law) => law.id)),
    profile,
    preset: config.preset ?? 'recommended',
    failOn: options.failOn ?? 'error',
    today: options.today ?? new Date().toISOString().slice(0, 10),
    baseline: options.baseline ?? [],
  });
}

/** Clusters by file glob. */
function assignmentOf(clusters: Readonly<Record<string, Globs>>): ClusterAssignment {
  const matchers = Object.entries(clusters).map(([name, globs]) => ({ name, matches: picomatch(typeof globs === 'string' ? globs : [...globs], { dot: true }) }));
  const byFile = new Map<string, readonly string[] | null>();
  return ({ origin }: Resource) => {
    const file = origin.file ?? '';
    let names = byFile.get(file);
    if (names === undefined) {
      names = matchers.filter(({ matches }) => matches(file)).map(({ name }) => name);
      byFile.set(file, (names = names.length > 0 ? names : null));
    }
    return names;
  };
}

/** Folders that hold a kustomization: each is one cluster together with what is below it. */
function kustomizationsOf(loaded: Loaded): readonly string[] {
  return loaded.skipped.filter((s) => s.reason === 'kustomization').map((s) => s.file.split('/').slice(0, -1).join('/'));
}
