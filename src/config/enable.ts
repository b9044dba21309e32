import { CLOUD_SUBJECTS } from '../graph/subjects';
import { nearestName } from '../graph/schema/nearest';
import { loopOf, type Law, type Preset, type Severity } from '../law';
import type { Profile } from '../profile';
import { ConfigError, type Config, type LawSetting } from './config';
import type { EnabledLaw } from './enabled';
import { meant, nearestLaw } from './law-name';

/** Which laws of a run to ask, beyond what preset and config say. Empty lists narrow nothing. */
export interface LawChoice {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly loops?: readonly string[];
}

/**
 * The laws a run asks: those of the preset that are the profile's business, changed by the config, narrowed by the choice.
 * A law that is named by itself is asked whatever its preset, owner or cloud; the law about waivers is asked in any case. Throws {@link ConfigError} for ids and parameters that do not exist.
 */
export function enableLaws(all: readonly Law[], config: Config, profile: Profile, choice: LawChoice = {}): readonly EnabledLaw[] {
  const { only = [], skip = [], loops = [] } = choice;
  const settings: Readonly<Record<string, LawSetting | undefined>> = config.laws ?? {};
  const known = new Set<string>(all.map((law) => law.id));
  for (const id of [...Object.keys(settings), ...only, ...skip]) assertKnown(id, known);
  const preset: Preset = config.preset ?? 'recommended';
  const enabled = all.flatMap((law): EnabledLaw[] => {
    const setting = settingOf(settings[law.id]);
    const isNamed = only.includes(law.id) || (setting.state !== null && setting.state !== 'off');
    const isBusiness = isBusinessOf(law, profile);
    const isOfCloud = !isNamed && !isBusiness && isBusinessOf(law, { ...profile, role: 'platform' }) && CLOUD_SUBJECTS.has(law.on);
    const isAsked = isNamed || (law.presets.includes(preset) && (isBusiness || isOfCloud));
    if (!isAsked || (setting.state === 'off' && !only.includes(law.id))) return [];
    if (only.length > 0 && !only.includes(law.id)) return [];
    if (skip.includes(law.id) || (loops.length > 0 && !loops.includes(loopOf(law.id)))) return [];
    const severity = setting.state === 'on' || setting.state === 'off' ? null : setting.state;
    return [{ law, params: paramsOf(law, setting.params), severity, ...(isOfCloud && { isOfCloud: true as const }) }];
  });
  // A run that asks nothing would pass.
  if (!enabled.some(({ law, isOfCloud }) => isOfCloud !== true && (law.on !== 'Waiver' || only.includes(law.id)))) throw new ConfigError('invalid', 'no law is left to ask: preset, role, config and flags exclude them all');
  return [...enabled, ...impliedBy(enabled, all)];
}

/** A waiver of a law that is asked is looked at in any case, or a wrong one would go unseen. */
function impliedBy(enabled: readonly EnabledLaw[], all: readonly Law[]): readonly EnabledLaw[] {
  const about = all.filter((law) => law.on === 'Waiver' && !enabled.some((e) => e.law === law));
  return about.map((law) => ({ law, params: {}, severity: null, isImplied: true as const }));
}

/** Laws of the platform are asked by the platform, and of Terraform in any case; laws of a cloud wherever no other one is declared. */
function isBusinessOf({ owner, clouds }: Law, { role, cloud }: Profile): boolean {
  return (owner === 'app' || role === 'platform') && (clouds === undefined || cloud === null || clouds.includes(cloud));
}

interface Setting {
  readonly state: Severity | 'on' | 'off' | null;
  readonly params: Readonly<Record<string, unknown>>;
}

function settingOf(setting: LawSetting | undefined): Setting {
  if (setting === undefined) return { state: null, params: {} };
  return typeof setting === 'string' ? { state: setting, params: {} } : { state: setting[0], params: setting[1] };
}

function paramsOf(law: Law, given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const declared = law.params ?? {};
  for (const [name, value] of Object.entries(given)) {
    const param = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (param === undefined) throw new ConfigError('invalid', `laws['${law.id}'] has no parameter ${name}${meant(nearestName(name, Object.keys(declared)))}`);
    const isLegal = param.oneOf ? param.oneOf.includes(value) : typeof value === typeof param.default && Array.isArray(value) === Array.isArray(param.default);
    if (!isLegal) {
      throw new ConfigError('invalid', `laws['${law.id}'].${name} must be ${param.oneOf ? param.oneOf.join(' or ') : `a ${typeof param.default}`}`);
    }
  }
  return { ...Object.fromEntries(Object.entries(declared).map(([name, param]) => [name, param.default])), ...given };
}

function assertKnown(id: string, known: ReadonlySet<string>): void {
  if (!known.has(id)) throw new ConfigError('unknown-law', `there is no law ${id}${meant(nearestLaw(id, known))}`);
}
