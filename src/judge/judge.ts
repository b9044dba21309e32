import type { EnabledLaw } from '../config/enabled';
import type { UndecidedAnswer, WaivedFinding } from '../finding';
import { Graph } from '../graph/graph';
import type { ClusterMembers } from '../graph/clusters';
import type { InputError, Loaded } from '../load/resource';
import type { Preset, Severity } from '../law';
import type { Profile } from '../profile';
import { Inquiry, askAll, type Answer, type Breached } from './ask';
import { partedBy, type Baseline } from './baseline';
import { identified } from './identity';
import type { LawCount, Verdict } from './verdict';
import { Waivers, type WaiverSources } from './waivers';

/** How a run is judged. */
export interface JudgeOptions {
  readonly laws: readonly EnabledLaw[];
  /** Ids of all laws there are, enabled or not: a waiver may name any of them. */
  readonly knownLaws: ReadonlySet<string>;
  readonly profile: Profile;
  readonly preset: Preset;
  /** Lowest severity that fails the run; `never` = none does. */
  readonly failOn: Severity | 'never';
  /** The day waivers are held against, `YYYY-MM-DD` in UTC. */
  readonly today: string;
  /** Where waivers come from beside the objects. Default: from nowhere. */
  readonly waivers?: WaiverSources;
  /** Findings that are accepted for now. Default: none. */
  readonly baseline?: Baseline;
}

/** Asks every enabled law of every cluster and adds up the answers. */
export function judge(loaded: Loaded, clusters: readonly ClusterMembers[], options: JudgeOptions): Verdict {
  const tally = new Tally(options);
  for (const { name, resources } of clusters) tally.judgeCluster(new Graph(name, resources, options.profile));
  tally.judgeWaivers();
  const { open, baselined, stale } = partedBy(options.baseline ?? [], identified(tally.breaches), new Set(tally.counts.keys()));
  const errors = [...loaded.errors, ...tally.errors];
  const isFailing = open.some((f) => isAtLeast(f.severity, options.failOn));
  return {
    verdict: errors.length > 0 ? 'error' : isFailing ? 'fail' : 'pass',
    profile: options.profile,
    preset: options.preset,
    clusters: clusters.map(({ name, resources, note }) => ({ name, resources: resources.length, note })),
    findings: open,
    waived: waivedInOrder(tally.waived),
    baselined,
    stale,
    undecided: tally.undecided,
    accounting: {
      files: loaded.files,
      documents: loaded.documents,
      resources: loaded.resources.length,
      examined: loaded.resources.length,
      skipped: loaded.skipped,
      errors,
    },
    laws: Object.fromEntries(tally.told()),
  };
}

const RANK: Readonly<Record<Severity, number>> = { info: 0, warning: 1, error: 2 };

function isAtLeast(severity: Severity, threshold: Severity | 'never'): boolean {
  return threshold !== 'never' && RANK[severity] >= RANK[threshold];
}

type WaivedBreach = Breached & Pick<WaivedFinding, 'reason' | 'until' | 'given'>;

function waivedInOrder(waived: readonly WaivedBreach[]): readonly WaivedFinding[] {
  return identified(waived) as readonly WaivedFinding[];
}

/** Adds up the answers of a run. */
class Tally {
  readonly breaches: Breached[] = [];
  readonly waived: WaivedBreach[] = [];
  readonly undecided: UndecidedAnswer[] = [];
  readonly errors: InputError[] = [];
  readonly counts: Map<string, LawCount>;
  private readonly waivers: Waivers;
  /** Laws on namespaces and on the whole cluster, whose findings stand at one of their objects. */
  private readonly wide: ReadonlySet<string>;

  constructor(private readonly options: JudgeOptions) {
    this.waivers = new Waivers(options.knownLaws, options.today, options.waivers);
    this.wide = new Set(options.laws.filter(({ law: { on } }) => on === 'NamespaceScope' || on === 'Monitoring').map(({ law }) => law.id));
    const none = (): LawCount => ({ examined: 0, kept: 0, broken: 0, undecided: 0, waived: 0 });
    this.counts = new Map(options.laws.map(({ law }) => [law.id, none()]));
  }

  judgeCluster(graph: Graph): void {
    const { laws, preset } = this.options;
    this.waivers.readFrom(graph);
    for (const enabled of laws) {
      const { kept, others } = askAll(enabled, graph, preset);
      if (kept > 0) this.countKept(enabled.law.id, kept);
      for (const answer of others) this.count(enabled.law.id, answer);
    }
  }

  /** Asked last: an object may be in several clusters, and its waiver of use in one of them only. */
  judgeWaivers(): void {
    const about = this.options.laws.find(({ law }) => law.on === 'Waiver');
    if (about === undefined) return;
    for (const waiver of this.waivers.all(new Set(this.counts.keys()))) {
      if (about.isImplied && this.options.knownLaws.has(waiver.law) && !this.counts.has(waiver.law)) continue;
      this.count(about.law.id, new Inquiry(about, waiver.object.graph, this.options.preset).ask(waiver));
    }
  }

  /** Counts of the laws that were chosen, and of those that had something to say all the same. */
  told(): readonly (readonly [id: string, count: LawCount])[] {
    const { laws } = this.options;
    const implied = new Set<string>(laws.filter(({ isImplied }) => isImplied).map(({ law }) => law.id));
    const ofCloud = new Set<string>(laws.filter(({ isOfCloud }) => isOfCloud).map(({ law }) => law.id));
    return [...this.counts].filter(([id, { broken, examined }]) => broken > 0 || (!implied.has(id) && (examined > 0 || !ofCloud.has(id))));
  }

  private countKept(lawId: string, kept: number): void {
    const count = this.counts.get(lawId)!;
    count.examined += kept;
    count.kept += kept;
  }

  private count(lawId: string, answer: Answer): void {
    const count = this.counts.get(lawId);
    if (answer === null || count === undefined) return;
    if (answer.kind === 'crashed') {
      this.errors.push(answer.error);
      return;
    }
    count.examined += 1;
    if (answer.kind === 'undecided') {
      this.undecided.push(answer.undecided);
      this.waivers.spare(answer.undecided);
    }
    const kind = answer.kind === 'broken' ? this.settle(answer.findings, !this.wide.has(lawId)) : answer.kind;
    count[kind] += 1;
  }

  /** Parts the findings of one subject into waived and open ones. */
  private settle(findings: readonly Breached[], isOfObject: boolean): 'broken' | 'waived' {
    let isOpen = false;
    for (const finding of findings) {
      const waiver = this.waivers.accepting(finding, this.options.preset, isOfObject);
      if (waiver === null) {
        this.breaches.push(finding);
        isOpen = true;
      } else this.waived.push({ ...finding, reason: waiver.reason, until: waiver.until, given: waiver.given });
    }
    return isOpen ? 'broken' : 'waived';
  }
}
