import type { Rule } from 'eslint';
import { enableLaws } from '../src/config/enable';
import type { EnabledLaw } from '../src/config/enabled';
import { CLOUD_SUBJECTS } from '../src/graph/subjects';
import { Graph } from '../src/graph/graph';
import { Inquiry, askAll, type Answer, type Breached } from '../src/judge/ask';
import { Waivers } from '../src/judge/waivers';
import type { Law, Preset } from '../src/law';
import { laws } from '../src/laws';
import { plain } from '../src/report/words';
import { lift, type Lifted } from './lift/lift';
import { perFile } from './per-file';
import { settingsOf, type Settings } from './settings';
import { suggestionsFor } from './suggestion';

/**
 * What one file shows of a cluster: its objects, read once however many rules ask, and asked as a part of something larger. What hangs on
 * objects that may be written in other files is undecided, and told by nobody.
 */
export class Sheet {
  private readonly graphs = new Map<readonly string[], readonly Graph[]>();
  private readonly waivers: Waivers;

  private constructor(private readonly lifted: Lifted, private readonly settings: Settings) {
    this.waivers = new Waivers(KNOWN_LAWS, new Date().toISOString().slice(0, 10), settings.waivers);
    for (const graph of this.graphsFor(OPEN)) this.waivers.readFrom(graph);
  }

  private get preset(): Preset {
    return this.settings.config.preset ?? 'recommended';
  }

  /** The sheet of the file a rule is asked about; `null` where it holds nothing to judge. */
  static readonly of: (context: Rule.RuleContext) => Sheet | null = perFile(({ sourceCode }) => sourceCode, (context) => {
    const lifted = lift(context);
    const isEmpty = lifted.waived === 'all' || lifted.worlds.every((world) => world.length === 0);
    return isEmpty ? null : new Sheet(lifted, settingsOf(context));
  });

  /** What a rule is to say of this file: what breaks its law there, and where the law could not be asked. */
  found(law: Law, { options: [options] }: Rule.RuleContext): readonly Rule.ReportDescriptor[] {
    const enabled = this.enabled(law, options as Readonly<Record<string, unknown>> | undefined);
    if (enabled === null) return NOTHING;
    const all: Rule.ReportDescriptor[] = [];
    for (const answer of this.ask(enabled)) {
      if (answer?.kind === 'crashed') all.push({ loc: { line: 1, column: 0 }, messageId: 'crashed', data: { message: answer.error.message } });
      if (answer?.kind !== 'broken') continue;
      for (const finding of answer.findings) {
        const told = isTold(finding, law, this.preset) ? this.told(finding) : null;
        if (told !== null) all.push(told);
      }
    }
    return all;
  }

  /** The law with its parameters; `null` where the config switches it off, or it is about another cloud. */
  private enabled(law: Law, options?: Readonly<Record<string, unknown>>): EnabledLaw | null {
    if (this.lifted.waived === 'all' || this.lifted.waived.has(law.id)) return null;
    const known = this.settings.enabled.get(law.id);
    if (options === undefined && known !== undefined) return known;
    const enabled = this.enable(law, options);
    if (options === undefined) this.settings.enabled.set(law.id, enabled);
    return enabled;
  }

  private enable(law: Law, options: Readonly<Record<string, unknown>> = {}): EnabledLaw | null {
    const { config, profile } = this.settings;
    const setting = config.laws?.[law.id as keyof NonNullable<typeof config.laws>];
    if (setting === 'off') return null;
    if (law.clouds !== undefined && profile.cloud !== null && !law.clouds.includes(profile.cloud)) return null;
    const given = typeof setting === 'object' ? setting[1] : {};
    const [enabled] = enableLaws([law], { laws: { [law.id]: ['on', { ...given, ...options }] } }, profile, { only: [law.id] });
    // As the command does it: of the platform's laws, an app is told what Terraform declares, unless its config names the law.
    const isOfCloud = law.owner === 'platform' && profile.role !== 'platform' && setting === undefined && CLOUD_SUBJECTS.has(law.on);
    return enabled === undefined ? null : { ...enabled, ...(isOfCloud && { isOfCloud }) };
  }

  private ask(enabled: EnabledLaw): readonly Answer[] {
    const { law } = enabled;
    const { preset } = this;
    // Whether a waiver is of no use is a question about all files.
    if (law.on === 'Waiver') return this.waivers.all(NONE_ASKED).map((waiver) => new Inquiry(enabled, waiver.object.graph, preset).ask(waiver));
    // What the file makes unseen may be what makes the law kept.
    return this.graphsFor(this.lifted.isOpaque ? OPEN : worldOf(law)).flatMap((graph) => askAll(enabled, graph, preset).others);
  }

  private told(finding: Breached): Rule.ReportDescriptor | null {
    if (this.waivers.accepting(finding, this.preset) !== null) return null;
    const range = finding.resource.origin.locate(finding.path, finding.at);
    if (range === null) return null;
    const { line, column, endLine, endColumn } = range;
    return {
      loc: { start: { line, column: column - 1 }, end: { line: endLine, column: endColumn - 1 } },
      messageId: finding.messageId,
      data: Object.fromEntries(Object.entries(finding.args).map(([name, value]) => [name, plain(String(value))])),
      suggest: [...suggestionsFor(finding)],
    };
  }

  /** The file as a part of a cluster that is closed for some kinds: those laws speak in spite of. */
  private graphsFor(closedWorld: readonly string[]): readonly Graph[] {
    let graphs = this.graphs.get(closedWorld);
    if (graphs === undefined) {
      const profile = { ...this.settings.profile, closedWorld };
      this.graphs.set(closedWorld, (graphs = this.lifted.worlds.map((resources) => new Graph('default', resources, profile, 'part'))));
    }
    return graphs;
  }
}

const OPEN: readonly string[] = [];

/**
 * Worlds that laws with cures share, so that not each of them has a graph made: closed for what cures any of them. No law in one asks for
 * the cures of another, to which a test holds them: a budget hangs on PriorityClasses, and what a ResourceQuota asks for on there being no other.
 */
const SHARED: readonly (readonly string[])[] = [
  ['LimitRange', 'PodDisruptionBudget', 'HorizontalPodAutoscaler', 'ScaledObject'],
  ['LimitRange', 'ResourceQuota', 'PriorityClass'],
];

/** The kinds for which the world of a law is closed: it speaks in spite of those that may cure what it finds. */
export function worldOf({ curedBy }: Law): readonly string[] {
  return curedBy === undefined ? OPEN : SHARED.find((world) => curedBy.every((kind) => world.includes(kind))) ?? curedBy;
}

const KNOWN_LAWS: ReadonlySet<string> = new Set(laws.map(({ id }) => id));
const NOTHING: readonly Rule.ReportDescriptor[] = [];
const NONE_ASKED: ReadonlySet<string> = new Set();

/** Advice stays with the command, unless advice is all a law has to give. */
function isTold({ severity }: Breached, { messages }: Law, preset: Preset): boolean {
  const all = Object.values(messages).map((message) => (typeof message.severity === 'string' ? message.severity : message.severity[preset]));
  return severity !== 'info' || all.every((other) => other === 'info');
}
