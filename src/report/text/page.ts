import { glyphsOf, type Glyphs } from './glyphs';
import { inkOf, type Ink } from './ink';
import type { ReportContext } from '../report';

/** What text for people is set with. */
export interface Page {
  readonly ink: Ink;
  readonly glyphs: Glyphs;
  readonly unicode: boolean;
  /** Columns a line may take: those of the terminal, from 40 to 100. */
  readonly width: number;
}

const NARROWEST = 40;
const WIDEST = 100;

/** The page a report is set on. */
export function pageOf({ color, unicode, width }: ReportContext): Page {
  return { ink: inkOf(color), glyphs: glyphsOf(unicode), unicode, width: pageWidth(width) };
}

/** Columns of a page on a terminal of so many; 0 is one that does not say. */
export function pageWidth(terminal: number): number {
  return Math.max(NARROWEST, Math.min(terminal || WIDEST, WIDEST));
}
