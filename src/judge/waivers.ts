import { nearestLaw } from '../config/law-name';
import type { UndecidedAnswer } from '../finding';
import type { Graph } from '../graph/graph';
import { keeperOf } from '../graph/object/keeper';
import { isDay, lineOf, Waiver } from '../graph/object/waiver';
import { maybe } from '../graph/reading/unknown';
import type { Resource } from '../load/resource';
import type { Preset } from '../law';
import type { Breached } from './ask';
import type { NamedWaiver } from './named-waiver';

/** Where the waivers of a run come from beside the objects, and whether those on objects count. */
export interface WaiverSources {
  /** Waivers of the config. */
  readonly named: readonly NamedWaiver[];
  /** Waivers on objects waive nothing. */
  readonly isConfigOnly: boolean;
}

/** What accepts a finding. */
type Accepted = Pick<Waiver, 'reason' | 'until' | 'given'>;

/** What a waiver can be about. */
type Answered = Pick<UndecidedAnswer, 'law' | 'cluster' | 'resource' | 'container'>;

/** The waivers of a run: which findings they accept, and which of them are wrong. */
export class Waivers {
  private readonly byResource = new Map<Resource, readonly Waiver[]>();
  private readonly keepers = new Map<Resource, Accepted>();
  private readonly used = new Set<Waiver>();
  private readonly namedByLaw = new Map<string, NamedWaiver[]>();

  /**
   * @param today The day waivers are held against, `YYYY-MM-DD` in UTC; a waiver holds through the end of its last day.
   */
  constructor(
    private readonly knownLaws: ReadonlySet<string>,
    private readonly today: string,
    private readonly sources: WaiverSources = { named: [], isConfigOnly: false },
  ) {
    for (const named of sources.named) {
      this.examine(named.waiver);
      this.namedByLaw.set(named.waiver.law, [...(this.namedByLaw.get(named.waiver.law) ?? []), named]);
    }
  }

  /** Takes in the waivers of a cluster. An object that is in several is read once. */
  readFrom(graph: Graph): void {
    for (const object of graph.objects) {
      if (this.byResource.has(object.resource)) continue;
      const keeper = this.sources.isConfigOnly ? null : keeperOf(object);
      if (keeper !== null) {
        const { resource } = object;
        this.keepers.set(resource, { reason: keeper.reason, until: null, given: { by: 'cluster', construct: null, resource, path: keeper.path } });
      }
      const waivers = maybe(() => Waiver.allOn(object)) ?? [];
      if (waivers.length === 0) continue;
      for (const waiver of waivers) {
        if (this.sources.isConfigOnly) waiver.problem = 'not-allowed';
        this.examine(waiver);
      }
      this.byResource.set(object.resource, waivers);
    }
  }

  /**
   * What accepts this finding, if anything does: a waiver on its object, one of the config, and last who keeps the object in a live cluster, which needs no
   * expiry. Findings about waivers can't be waived.
   *
   * @param isOfObject is it about the object, or about a namespace or a cluster it stands for? Default the object.
   */
  accepting(finding: Breached, preset: Preset, isOfObject = true): Accepted | null {
    if (finding.law === 'manifest/waiver') return null;
    const waivers = this.about(finding);
    const needsExpiry = preset === 'strict' && finding.severity === 'error';
    const waiver = waivers.find((w) => w.until !== null || !needsExpiry);
    if (waiver !== undefined) this.used.add(waiver);
    else for (const w of waivers) w.problem = 'no-expiry';
    return waiver ?? (isOfObject ? this.keepers.get(finding.resource) : undefined) ?? null;
  }

  /** A law could not be answered: what would accept a finding of it may yet be needed. */
  spare(answer: UndecidedAnswer): void {
    for (const waiver of this.about(answer)) this.used.add(waiver);
  }

  /** Every waiver, after the findings: those that accepted none are marked as unused. */
  all(asked: ReadonlySet<string>): readonly Waiver[] {
    const all = [...[...this.byResource.values()].flat(), ...this.sources.named.map(({ waiver }) => waiver)];
    // One that code gave to many objects at once is of use when one of them needs it, and is told once when none does.
    const settled = new Set([...this.used].flatMap(given));
    for (const waiver of all) {
      if (waiver.problem !== null || this.used.has(waiver) || !asked.has(waiver.law)) continue;
      const [together] = given(waiver);
      if (together !== undefined && settled.has(together)) continue;
      waiver.problem = 'unused';
      if (together !== undefined) settled.add(together);
    }
    return all;
  }

  /** The waivers that speak of an answer. One that lacks an expiry still accepts what needs none. */
  private about(answer: Answered): readonly Waiver[] {
    const own = this.byResource.get(answer.resource)?.filter((w) => w.law === answer.law && (w.onContainer === null || w.onContainer === answer.container)) ?? [];
    const named = this.namedByLaw.get(answer.law)?.filter((n) => n.names(answer)).map(({ waiver }) => waiver) ?? [];
    return [...own, ...named].filter((w) => w.problem === null || w.problem === 'no-expiry');
  }

  private examine(waiver: Waiver): void {
    if (waiver.problem !== null) return;
    if (!this.knownLaws.has(waiver.law)) {
      waiver.problem = 'unknown-law';
      waiver.suggestion = nearestLaw(waiver.law, this.knownLaws);
    } else if (waiver.reason === '') waiver.problem = 'no-reason';
    else if (waiver.until !== null && !isDay(waiver.until)) waiver.problem = 'bad-date';
    else if (waiver.until !== null && waiver.until < this.today) waiver.problem = 'expired';
  }
}

/** What tells that waivers were given together. */
function given(waiver: Waiver): readonly string[] {
  return waiver.scope === null ? [] : [lineOf(waiver)];
}
