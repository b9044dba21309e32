import type { Edit, Finding } from '../finding';
import type { Verdict } from '../judge/verdict';
import type { Document } from '../load/document';
import { loadText } from '../load/load';
import { TextOrigin } from '../load/origin';
import type { Loaded, Resource } from '../load/resource';
import type { Source } from '../load/source';
import { repaired } from './document';
import { Uneditable } from './edit';

/** How findings are judged, and which files may be written. */
export interface FixOptions {
  /** Judges objects; asked again after every change. */
  readonly judge: (loaded: Loaded) => Verdict;
  /** Which findings are to be repaired. */
  readonly isWanted: (finding: Finding) => boolean;
  /** Why a file must not be edited; `null` = it may. */
  readonly refusal: (source: Source) => string | null;
}

/** What was repaired, and what was not. */
export interface Fixed {
  readonly loaded: Loaded;
  readonly verdict: Verdict;
  readonly applied: readonly Finding[];
  /** Findings that have a repair which was not made. */
  readonly left: readonly Unrepaired[];
}

/** A finding whose repair was not made. */
export interface Unrepaired {
  readonly finding: Finding;
  readonly because: string;
}

/** One patch of one object, and the findings it is the repair of. */
interface Repair {
  readonly patch: readonly Edit[];
  readonly findings: readonly Finding[];
}

/** Repairs may uncover others; more rounds than this are a law that contradicts another. */
const ROUNDS = 10;

/**
 * Makes the repairs of findings in the text of their files, in memory. A repair stays only if, read and judged again, its findings
 * are gone and nothing new is said. Goes on until nothing is left to repair: fixing what was fixed changes nothing.
 */
export function fix(loaded: Loaded, options: FixOptions): Fixed {
  return new Fix(options).run(loaded);
}

interface State {
  readonly loaded: Loaded;
  readonly verdict: Verdict;
}

class Fix {
  private readonly applied: Finding[] = [];
  private because = new Map<string, string>();

  constructor(private readonly options: FixOptions) {}

  run(loaded: Loaded): Fixed {
    let state: State = { loaded, verdict: this.options.judge(loaded) };
    for (let round = 0; round < ROUNDS; round += 1) {
      this.because = new Map();
      const next = this.attempt(state, this.repairsIn(state.verdict));
      if (next === state) break;
      state = next;
    }
    return { ...state, applied: this.applied, left: this.unrepaired(state.verdict) };
  }

  /** The repairs that can be tried; of the others it is noted why they can not. */
  private repairsIn({ findings }: Verdict): readonly Repair[] {
    const repairs = new Map<string, { patch: readonly Edit[]; findings: Finding[] }>();
    for (const finding of findings) {
      const { repair, resource } = finding;
      if (repair === null || !('patch' in repair) || !this.options.isWanted(finding)) continue;
      const why = resource.origin instanceof TextOrigin ? this.options.refusal(resource.origin.written.source) : 'it is no text';
      if (why !== null) {
        this.note([finding], why);
        continue;
      }
      const key = `${placeOf(resource)}\0${JSON.stringify(repair.patch)}`;
      const same = repairs.get(key);
      if (same) same.findings.push(finding);
      else repairs.set(key, { patch: repair.patch, findings: [finding] });
    }
    return [...repairs.values()];
  }

  /** Makes as many of the repairs as can stay; the same state when none can. Halves what fails, so that one bad repair costs few judgements. */
  private attempt(state: State, repairs: readonly Repair[]): State {
    const { loaded, made } = this.carriedOut(state.loaded, repairs);
    if (made.length === 0) return state;
    const next = { loaded, verdict: this.options.judge(loaded) };
    const findings = made.flatMap((repair) => repair.findings);
    const why = objection(state.verdict, next.verdict, findings.length);
    if (why === null) {
      this.applied.push(...findings);
      return next;
    }
    if (made.length === 1) {
      this.note(findings, why);
      return state;
    }
    const middle = made.length >> 1;
    return this.attempt(this.attempt(state, made.slice(0, middle)), made.slice(middle));
  }

  /** Edits the documents of these repairs, each as often as it has repairs, and reads the files again. */
  private carriedOut(loaded: Loaded, repairs: readonly Repair[]): { readonly loaded: Loaded; readonly made: readonly Repair[] } {
    const now = new Map(loaded.resources.map((resource) => [placeOf(resource), resource]));
    const drafts = new Map<Document, string>();
    const made = repairs.filter(({ patch, findings }) => {
      const origin = now.get(placeOf(findings[0]!.resource))?.origin;
      if (!(origin instanceof TextOrigin)) return false;
      try {
        const text = drafts.get(origin.written) ?? origin.written.text;
        drafts.set(origin.written, repaired(text, origin, patch));
        return true;
      } catch (e) {
        if (!(e instanceof Uneditable)) throw e;
        this.note(findings, e.message);
        return false;
      }
    });
    return { loaded: reread(loaded, drafts), made };
  }

  private note(findings: readonly Finding[], why: string): void {
    for (const { fingerprint } of findings) this.because.set(fingerprint, why);
  }

  private unrepaired({ findings }: Verdict): readonly Unrepaired[] {
    return findings.filter((finding) => finding.repair !== null && this.options.isWanted(finding)).map((finding) => ({
      finding,
      because: this.because.get(finding.fingerprint) ?? 'it needs one more object, which is yours to add',
    }));
  }
}

/** Where an object stands; repairs change no place. */
function placeOf({ origin: { file, document, item } }: Resource): string {
  return `${file ?? ''}\0${document}\0${item ?? ''}`;
}

/** The load as it would be if these documents were written. */
function reread(loaded: Loaded, drafts: ReadonlyMap<Document, string>): Loaded {
  const bySource = new Map<Source, Document[]>();
  for (const document of drafts.keys()) bySource.set(document.source, [...(bySource.get(document.source) ?? []), document]);
  const fresh = new Map<string, Resource>();
  for (const [{ file, text }, documents] of bySource) {
    let written = '';
    let read = 0;
    for (const document of documents.sort((a, b) => a.start - b.start)) {
      written += text.slice(read, document.start) + drafts.get(document)!;
      read = document.end;
    }
    for (const resource of loadText(file, written + text.slice(read)).resources) fresh.set(placeOf(resource), resource);
  }
  return { ...loaded, resources: loaded.resources.map((resource) => fresh.get(placeOf(resource)) ?? resource) };
}

/** What speaks against a change that was to make `count` findings go away; `null` = nothing. */
function objection(before: Verdict, after: Verdict, count: number): string | null {
  const known = new Set([...before.findings, ...before.baselined].map((finding) => finding.fingerprint));
  const said = [...after.findings, ...after.baselined];
  const anew = said.find((finding) => !known.has(finding.fingerprint));
  if (anew !== undefined) return `it would break ${anew.law}`;
  if (said.length > known.size - count) return 'the law would still be broken';
  if (after.undecided.length > before.undecided.length || after.accounting.errors.length > before.accounting.errors.length) return 'less could be decided than before';
  return null;
}
