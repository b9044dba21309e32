import { parseKubeVersion } from '../graph/schema/version';
import { defaultProfile, type Profile } from '../profile';
import { ConfigError, type Config } from './config';
import { assertSpelling } from './kind-name';

/** The profile a config declares, defaults filled in. Throws {@link ConfigError} for a Kubernetes version without tables. */
export function profileOf(config: Config): Profile {
  const declared = Object.keys(defaultProfile).map((key) => [key, config[key as keyof Profile]]).filter(([, value]) => value !== undefined);
  const profile: Profile = { ...defaultProfile, ...(Object.fromEntries(declared) as Partial<Profile>) };
  if (profile.closedWorld !== true) for (const kind of profile.closedWorld) assertSpelling(kind, 'closedWorld');
  return { ...profile, kubeVersion: supported(profile.kubeVersion) };
}

function supported(version: string): string {
  try {
    return parseKubeVersion(version);
  } catch (e) {
    throw new ConfigError('unknown-version', `kubeVersion: ${(e as Error).message}`);
  }
}
