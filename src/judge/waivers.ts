import type { UndecidedAnswer } from '../finding';
import type { Graph } from '../graph/graph';
import { Waiver } from '../graph/object/waiver';
import { nearestName } from '../graph/schema/nearest';
import { maybe } from '../graph/reading/unknown';
import type { Resource } from '../load/resource';
import type { Preset } from '../law';
import type { Breached } from './ask';

/** The waivers of a run: which findings they accept, and which of them are wrong. */
export class Waivers {
  private readonly byResource = new Map<Resource, readonly Waiver[]>();
  private readonly used = new Set<Waiver>();

  /**
   * @param today The day waivers are held against, `YYYY-MM-DD` in UTC; a waiver holds through the end of its last day.
   */
  constructor(private readonly knownLaws: ReadonlySet<string>, private readonly today: string) {}

  /** Takes in the waivers of a cluster. An object that is in several is read once. */
  readFrom(graph: Graph): void {
    for (const object of graph.objects) {
      if (this.byResource.has(object.resource)) continue;
      const waivers = maybe(() => Waiver.allOn(object)) ?? [];
      if (waivers.length === 0) continue;
      for (const waiver of waivers) this.examine(waiver);
      this.byResource.set(object.resource, waivers);
    }
  }

  /** The waiver that accepts this finding, if any. Findings about waivers can't be waived. */
  accepting(finding: Breached, preset: Preset): Waiver | null {
    if (finding.law === 'manifest/waiver') return null;
    const waivers = this.about(finding);
    const needsExpiry = preset === 'strict' && finding.severity === 'error';
    const waiver = waivers.find((w) => w.until !== null || !needsExpiry);
    if (waiver !== undefined) this.used.add(waiver);
    else for (const w of waivers) w.problem = 'no-expiry';
    return waiver ?? null;
  }

  /** A law could not be answered: what would accept a finding of it may yet be needed. */
  spare(answer: UndecidedAnswer): void {
    for (const waiver of this.about(answer)) this.used.add(waiver);
  }

  /** Every waiver, after the findings: those that accepted none are marked as unused. */
  all(asked: ReadonlySet<string>): readonly Waiver[] {
    const all = [...this.byResource.values()].flat();
    for (const waiver of all) {
      if (waiver.problem === null && !this.used.has(waiver) && asked.has(waiver.law)) waiver.problem = 'unused';
    }
    return all;
  }

  /** The waivers that speak of an answer. One that lacks an expiry still accepts what needs none. */
  private about({ law, resource, container }: Pick<UndecidedAnswer, 'law' | 'resource' | 'container'>): readonly Waiver[] {
    return this.byResource.get(resource)?.filter((w) => (w.problem === null || w.problem === 'no-expiry') && w.law === law
      && (w.onContainer === null || w.onContainer === container)) ?? [];
  }

  private examine(waiver: Waiver): void {
    if (waiver.problem !== null) return;
    if (!this.knownLaws.has(waiver.law)) {
      waiver.problem = 'unknown-law';
      waiver.suggestion = this.nearestLaw(waiver.law);
    } else if (waiver.reason === '') waiver.problem = 'no-reason';
    else if (waiver.until !== null && !isDay(waiver.until)) waiver.problem = 'bad-date';
    else if (waiver.until !== null && waiver.until < this.today) waiver.problem = 'expired';
  }

  /** The law of this name in another loop, else the one spelt nearly so. */
  private nearestLaw(written: string): string | null {
    const name = `/${written.slice(written.indexOf('/') + 1)}`;
    return [...this.knownLaws].find((law) => law.endsWith(name)) ?? nearestName(written, this.knownLaws);
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}
