import { parseQuantity } from '../graph/reading/quantity';
import { parseKubeVersion } from '../graph/schema/version';
import { defaultProfile, type DeclaredNodePool, type Profile } from '../profile';
import { ConfigError, type Config } from './config';
import { assertSpelling } from './kind-name';

/** The profile a config declares, defaults filled in. Throws {@link ConfigError} for a Kubernetes version without tables. */
export function profileOf(config: Config): Profile {
  const declared = Object.keys(defaultProfile).map((key) => [key, config[key as keyof Profile]]).filter(([, value]) => value !== undefined);
  const profile: Profile = { ...defaultProfile, ...(Object.fromEntries(declared) as Partial<Profile>) };
  if (profile.closedWorld !== true) for (const kind of profile.closedWorld) assertSpelling(kind, 'closedWorld');
  return { ...profile, ...(profile.nodePools && ofPools(profile, profile.nodePools)), kubeVersion: supported(profile.kubeVersion) };
}

/** The zones and the number of nodes that follow from the pools, where they are not declared themselves. */
function ofPools(profile: Profile, pools: readonly DeclaredNodePool[]): Pick<Profile, 'zones' | 'nodes'> {
  pools.forEach(assertPool);
  const zones = pools.every((pool) => pool.zones !== undefined) ? [...new Set(pools.flatMap((pool) => pool.zones ?? []))] : [];
  const nodes = pools.every((pool) => pool.maxNodes !== undefined) ? pools.reduce((total, pool) => total + (pool.maxNodes ?? 0), 0) : 0;
  return { zones: profile.zones ?? (zones.length > 0 ? zones : null), nodes: profile.nodes ?? (nodes > 0 ? nodes : null) };
}

function assertPool({ name, minNodes = 0, maxNodes = Infinity, allocatable = {} }: DeclaredNodePool): void {
  if (minNodes > maxNodes) throw new ConfigError('invalid', `nodePools: ${name} has minNodes ${minNodes}, more than its maxNodes ${maxNodes}`);
  for (const [resource, amount] of Object.entries(allocatable)) {
    if (parseQuantity(amount) === null) throw new ConfigError('invalid', `nodePools: ${name}: allocatable.${resource}: ${JSON.stringify(amount)} is no quantity; write e.g. 3920m or 14103Mi`);
  }
}

function supported(version: string): string {
  try {
    return parseKubeVersion(version);
  } catch (e) {
    throw new ConfigError('unknown-version', `kubeVersion: ${(e as Error).message}`);
  }
}
