import { dirname } from 'node:path';
import type { Rule } from 'eslint';
import { ConfigError, type Config } from '../src/config/config';
import { parseConfig } from '../src/config/parse';
import { profileOf } from '../src/config/profile-of';
import { readConfigSync } from '../src/config/read';
import { isConfigOnly } from '../src/config/waivers';
import { namedWaivers } from '../src/judge/named-waiver';
import type { WaiverSources } from '../src/judge/waivers';
import { originOfFile } from '../src/load/origin';
import type { Origin } from '../src/load/resource';
import type { Profile } from '../src/profile';

/** What the laws are told besides the file at hand. */
export interface Settings {
  readonly config: Config;
  readonly profile: Profile;
  readonly waivers: WaiverSources;
}

const byObject = new WeakMap<object, Settings>();
const byFolder = new Map<string, Settings>();

/**
 * The settings of a file: those under `looplaw` in the `settings` of the ESLint config, which are a looplaw config, else the nearest
 * `looplaw.config.json` or `.yaml`. A config that is code is not run here; it can be imported where the settings are written.
 * @throws ConfigError for settings that say something looplaw does not know.
 */
export function settingsOf({ settings, filename }: Pick<Rule.RuleContext, 'settings' | 'filename'>): Settings {
  const own: unknown = settings['looplaw'];
  if (typeof own === 'object' && own !== null) {
    const known = byObject.get(own) ?? prepared(parseConfig(own, 'settings.looplaw'), originOfFile(null));
    byObject.set(own, known);
    return known;
  }
  const folder = dirname(filename);
  const known = byFolder.get(folder) ?? nearest(folder);
  byFolder.set(folder, known);
  return known;
}

function nearest(folder: string): Settings {
  try {
    const { config, origin } = readConfigSync(folder);
    return prepared(config, origin);
  } catch (e) {
    // Code, or a file the command will complain about: an editor that went silent over it would help nobody.
    if (!(e instanceof ConfigError)) throw e;
    return prepared({}, originOfFile(null));
  }
}

function prepared(config: Config, origin: Origin): Settings {
  const profile = profileOf(config);
  return { config, profile, waivers: { named: namedWaivers(config, origin, profile), isConfigOnly: isConfigOnly(config) } };
}
