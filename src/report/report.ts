import type { Verdict } from '../judge/verdict';
import type { Law } from '../law';

/** What a report needs to know besides the verdict. */
export interface ReportContext {
  /** Every law there is, by id: its words are told where it was broken. */
  readonly laws: ReadonlyMap<string, Law>;
  /** Address of the pages of the laws, without a slash at its end; a page is `<docsBaseUrl>/<loop>/<name>.md`. */
  readonly docsBaseUrl: string;
  /** Version of looplaw, such as `1.2.3`. */
  readonly toolVersion: string;
  /** List what could not be decided, not only count it. For people only: machine formats always list it. */
  readonly explainUndecided: boolean;
  /** ANSI colours, in formats for people. */
  readonly color: boolean;
  /** Columns of the terminal; text is wrapped at 100 at most. */
  readonly width: number;
  /** `false`: nothing but ASCII, in formats for people. */
  readonly unicode: boolean;
}

/**
 * A verdict in words or data. Pure: the same verdict and context give the same bytes, with no time, no host and no absolute path
 * in them; ends with a newline.
 */
export type Report = (verdict: Verdict, context: ReportContext) => string;
