import type { Config, LawSetting } from '../config/config';
import schema from '../config/config.schema.json';
import { enableLaws } from '../config/enable';
import { severityOf, type EnabledLaw } from '../config/enabled';
import { profileOf } from '../config/profile-of';
import type { Law, Preset, Severity } from '../law';
import { laws } from '../laws';
import type { Profile } from '../profile';
import { jsonText } from '../report/json-text';
import { plain } from '../report/words';
import { show } from '../load/file-errors';
import { EXIT } from './exit-code';
import { excludesOf, type LookFlags } from './look';
import { targetOf, type Target, type TargetFlags } from './target';

interface PrintFlags extends TargetFlags, Pick<LookFlags, 'exclude'> {
  readonly format: 'yaml' | 'json';
}

/** Who says a value of the config. */
type SaidBy = 'flag' | 'config' | 'default';

/** A law, whether and how it is asked. */
interface LawInForce {
  readonly id: string;
  readonly owner: string;
  readonly asked: boolean;
  /** Why it is not asked; `null` when it is. */
  readonly because: string | null;
  /** The severity of everything it can say. */
  readonly severities: Readonly<Record<string, Severity>>;
  readonly params: Readonly<Record<string, unknown>>;
}

/** `looplaw config print`: what is in force, and who says so. */
export async function configPrintCommand(options: object): Promise<number> {
  const flags = options as PrintFlags;
  const target = withExcludes(await targetOf(flags), flags);
  const profile = profileOf(target.config);
  const preset = target.config.preset ?? 'recommended';
  const enabled = enableLaws(laws, target.config, profile);
  const inForce = laws.map((law) => lawInForce(law, enabled.find((e) => e.law === law), target.config, preset));
  const config = configInForce(target.config, profile, preset, enabled);
  const file = target.file === null ? null : show(target.file, process.cwd());
  const saidBy = Object.fromEntries(Object.keys(config).filter((key) => key !== 'laws').map((key) => [key, saidByOf(key, target)]));
  process.stdout.write(flags.format === 'json'
    ? `${jsonText({ file, config, saidBy, laws: inForce })}\n`
    : yaml(file, config, saidBy, inForce));
  return EXIT.ok;
}

/** `looplaw config schema`: the JSON schema, for editors. */
export function configSchemaCommand(): number {
  process.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
  return EXIT.ok;
}

/** What keys mean that are not given: those that are no part of the profile and say nothing of laws. A new key must stand here, too. */
const NOT_GIVEN: Required<Omit<Config, keyof Profile | '$schema' | 'preset' | 'laws'>> = { clusters: {}, exclude: [], render: false, waivers: [] };

/** With the globs of `--exclude`, which count from the working folder, among those of the config, which count from its own. */
function withExcludes(target: Target, flags: PrintFlags): Target {
  return flags.exclude.length === 0 ? target : { ...target, config: { ...target.config, exclude: excludesOf(flags, target) } };
}

/** Everything that is in force, as a config that says all of it. */
function configInForce(given: Config, profile: Profile, preset: Preset, enabled: readonly EnabledLaw[]): Record<string, unknown> {
  const byId = new Map(enabled.map((e) => [e.law.id as string, e]));
  const settingOf = (law: Law): LawSetting => {
    const asked = byId.get(law.id);
    if (asked === undefined) return 'off';
    const state = asked.severity ?? 'on';
    return Object.keys(asked.params).length > 0 ? [state, asked.params] : state;
  };
  return {
    preset,
    ...profile,
    ...Object.fromEntries(Object.entries(NOT_GIVEN).map(([key, none]) => [key, given[key as keyof typeof NOT_GIVEN] ?? none])),
    // To name a law of the platform is to have it asked of everything.
    laws: Object.fromEntries(laws.filter((law) => byId.get(law.id)?.isOfCloud !== true).map((law) => [law.id, settingOf(law)])),
  };
}

function lawInForce(law: Law, enabled: EnabledLaw | undefined, { laws: settings = {} }: Config, preset: Preset): LawInForce {
  const asIs: EnabledLaw = enabled ?? { law, params: {}, severity: null };
  const isOff = (settings as Readonly<Record<string, LawSetting>>)[law.id] === 'off';
  return {
    id: law.id,
    owner: law.owner,
    asked: enabled !== undefined,
    because: enabled?.isOfCloud ? 'asked of what Terraform declares, of all else with role platform only' : enabled !== undefined ? null : isOff ? 'off in the config' : law.presets.includes(preset) ? 'asked with role platform only' : `not in preset ${preset}`,
    severities: enabled === undefined ? {} : Object.fromEntries(Object.keys(law.messages).map((id) => [id, severityOf(asIs, id, preset)])),
    params: asIs.params,
  };
}

function saidByOf(key: string, { config, written }: Target): SaidBy {
  const [effective, own] = [config, written].map((c) => c[key as keyof Config]);
  return effective === undefined ? 'default' : effective === own ? 'config' : 'flag';
}

/** YAML that looplaw reads, whose comments say who says what and how grave what a law says is. Values are JSON, which is YAML. */
function yaml(file: string | null, config: Readonly<Record<string, unknown>>, saidBy: Readonly<Record<string, SaidBy>>, inForce: readonly LawInForce[]): string {
  const words: Readonly<Record<SaidBy, string>> = { flag: 'flag', config: plain(file ?? 'config'), default: 'default' };
  const asked = inForce.filter((law) => law.asked).length;
  const settings = config['laws'] as Readonly<Record<string, LawSetting>>;
  return [
    `# What is in force: ${file === null ? 'no config file' : plain(file)}, flags and defaults. ${asked} of ${inForce.length} laws are asked.`,
    ...(saidBy['clusters'] === 'default' ? [] : ['# Globs of clusters are relative to the folder of the config file, those of --cluster to the working folder.']),
    ...Object.entries(saidBy).map(([key, by]) => `${key}: ${jsonText(config[key])} # ${words[by]}`),
    'laws:',
    ...inForce.map((law) => (Object.hasOwn(settings, law.id)
      ? `  ${law.id}: ${jsonText(settings[law.id])} # ${law.because ?? severitiesText(law)}`
      : `  # ${law.id}: ${law.because ?? ''}`)),
    '',
  ].join('\n');
}

/** `error: missing, partial; warning: loose`. */
function severitiesText({ severities }: LawInForce): string {
  const bySeverity = (['error', 'warning', 'info'] as const).map((severity) => [severity, Object.keys(severities).filter((id) => severities[id] === severity)] as const);
  return bySeverity.filter(([, ids]) => ids.length > 0).map(([severity, ids]) => `${severity}: ${ids.join(', ')}`).join('; ');
}
