import { apiVersions } from '../graph/schema/schema';
import { parseKubeVersion } from '../graph/schema/version';
import { defaultProfile, type Profile } from '../profile';
import { ConfigError, type Config } from './config';

/** The profile a config declares, defaults filled in. Throws {@link ConfigError} for a Kubernetes version without tables. */
export function profileOf(config: Config): Profile {
  const declared = Object.keys(defaultProfile).map((key) => [key, config[key as keyof Profile]]).filter(([, value]) => value !== undefined);
  const profile: Profile = { ...defaultProfile, ...(Object.fromEntries(declared) as Partial<Profile>) };
  if (profile.closedWorld !== true) profile.closedWorld.forEach(assertSpelling);
  return { ...profile, kubeVersion: supported(profile.kubeVersion) };
}

/** Kinds of CRDs are not known here, but a known one in the wrong case is a mistake that would close nothing. */
function assertSpelling(kind: string): void {
  for (const [, kinds] of apiVersions()) {
    for (const known of kinds) {
      if (known !== kind && known.toLowerCase() === kind.toLowerCase()) throw new ConfigError('invalid', `closedWorld: there is no kind ${kind}; did you mean ${known}?`);
    }
  }
}

function supported(version: string): string {
  try {
    return parseKubeVersion(version);
  } catch (e) {
    throw new ConfigError('unknown-version', `kubeVersion: ${(e as Error).message}`);
  }
}
