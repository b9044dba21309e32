import { dirname } from 'node:path';
import type { Rule } from 'eslint';
import { ConfigError, type Config } from '../src/config/config';
import type { EnabledLaw } from '../src/config/enabled';
import { parseConfig } from '../src/config/parse';
import { profileOf } from '../src/config/profile-of';
import { NO_CONFIG, readConfigSync, type ConfigFile } from '../src/config/read';
import { isConfigOnly } from '../src/config/waivers';
import { namedWaivers } from '../src/judge/named-waiver';
import type { WaiverSources } from '../src/judge/waivers';
import type { Origin } from '../src/load/resource';
import type { Profile } from '../src/profile';

/** What the laws are told besides the file at hand. */
export interface Settings {
  readonly config: Config;
  readonly profile: Profile;
  readonly waivers: WaiverSources;
  /** Laws as they are asked with these settings, by id; `null` = not at all. Filled as they are asked. */
  readonly enabled: Map<string, EnabledLaw | null>;
}

const NOTHING = {};
const known = new WeakMap<object, Map<string, Settings>>();

/**
 * The settings of a file: the nearest `looplaw.config.json` or `.yaml`, and over it what stands under `looplaw` in the `settings` of the
 * ESLint config, which is a looplaw config, too. A config that is code is not run here; it can be imported where those settings are written.
 * @throws ConfigError for settings that say something looplaw does not know.
 */
export function settingsOf({ settings, filename }: Pick<Rule.RuleContext, 'settings' | 'filename'>): Settings {
  const given: unknown = settings['looplaw'];
  const own = typeof given === 'object' && given !== null ? given : NOTHING;
  const byFolder = known.get(own) ?? new Map<string, Settings>();
  known.set(own, byFolder);
  const folder = dirname(filename);
  const found = byFolder.get(folder) ?? nearest(folder, own);
  byFolder.set(folder, found);
  return found;
}

function nearest(folder: string, own: object): Settings {
  const { config, origin } = fileConfig(folder);
  return prepared({ ...config, ...parseConfig(own, 'settings.looplaw') }, origin);
}

function fileConfig(folder: string): Pick<ConfigFile, 'config' | 'origin'> {
  try {
    return readConfigSync(folder);
  } catch (e) {
    // Code, or a file the command will complain about: an editor that went silent over it would help nobody.
    if (!(e instanceof ConfigError)) throw e;
    return NO_CONFIG;
  }
}

function prepared(config: Config, origin: Origin): Settings {
  const profile = profileOf(config);
  return { config, profile, waivers: { named: namedWaivers(config, origin, profile), isConfigOnly: isConfigOnly(config) }, enabled: new Map() };
}
