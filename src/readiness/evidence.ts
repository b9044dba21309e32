import type { Finding, UndecidedAnswer, WaivedFinding } from '../finding';
import type { LawCount, Verdict } from '../judge/verdict';
import type { Law } from '../law';
import type { LawId } from '../laws';

/** What a run says of one law. */
export interface Evidence extends Readonly<Pick<LawCount, 'kept' | 'broken' | 'undecided' | 'waived'>> {
  readonly law: LawId;
  /** First places where it is broken, those the baseline accepts among them. */
  readonly places: readonly Finding[];
  /** First places where that is accepted, with the reason. */
  readonly accepted: readonly WaivedFinding[];
  /** First answers that could not be given. */
  readonly open: readonly UndecidedAnswer[];
  /** Why it says nothing; `null` when it says something. */
  readonly silent: string | null;
}

/** Places of a law that are shown. */
const SHOWN = 3;

/** The answers of a run, law by law. */
export class Answers {
  private readonly places: ReadonlyMap<string, readonly Finding[]>;
  private readonly accepted: ReadonlyMap<string, readonly WaivedFinding[]>;
  private readonly open: ReadonlyMap<string, readonly UndecidedAnswer[]>;

  constructor(private readonly verdict: Verdict, private readonly laws: ReadonlyMap<string, Law>) {
    this.places = firstByLaw([...verdict.findings, ...verdict.baselined]);
    this.accepted = firstByLaw(verdict.waived);
    this.open = firstByLaw(verdict.undecided);
  }

  /** Inputs that could not be read: what they hold may refute everything. */
  get unread(): number {
    return this.verdict.accounting.errors.length;
  }

  of(law: LawId): Evidence {
    const { kept = 0, broken = 0, undecided = 0, waived = 0 } = this.verdict.laws[law] ?? {};
    const isSilent = kept + broken + undecided + waived === 0;
    return {
      law, kept, broken, undecided, waived,
      places: this.places.get(law) ?? [], accepted: this.accepted.get(law) ?? [], open: this.open.get(law) ?? [],
      silent: isSilent ? this.whySilent(law) : null,
    };
  }

  private whySilent(id: LawId): string {
    const { preset, profile: { role, cloud } } = this.verdict;
    const law = this.laws.get(id);
    if (Object.hasOwn(this.verdict.laws, id)) return 'nothing it speaks of was given';
    if (law?.clouds !== undefined && cloud !== null && !law.clouds.includes(cloud)) return `it speaks of ${law.clouds.join(' and ')}`;
    const asking = [...(law?.presets.includes(preset) === false ? ['--preset strict'] : []), ...(law?.owner === 'platform' && role === 'app' ? ['--role platform'] : [])];
    return asking.length > 0 ? `not asked without ${asking.join(' ')}` : 'not asked in this run';
  }
}

function firstByLaw<T extends { readonly law: string }>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const byLaw = new Map<string, T[]>();
  for (const one of all) {
    const own = byLaw.get(one.law);
    if (own === undefined) byLaw.set(one.law, [one]);
    else if (own.length < SHOWN) own.push(one);
  }
  return byLaw;
}
