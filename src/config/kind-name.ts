import { apiVersions } from '../graph/schema/schema';
import { ConfigError } from './config';

/** Kinds of CRDs are not known here, but a known one in the wrong case is a mistake that would mean nothing. Throws {@link ConfigError}. */
export function assertSpelling(kind: string, where: string): void {
  for (const [, kinds] of apiVersions()) {
    for (const known of kinds) {
      if (known !== kind && known.toLowerCase() === kind.toLowerCase()) throw new ConfigError('invalid', `${where}: there is no kind ${kind}; did you mean ${known}?`);
    }
  }
}
