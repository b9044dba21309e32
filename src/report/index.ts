import type { Verdict } from '../judge/verdict';
import { concise } from './concise';
import { github } from './github';
import { gitlab } from './gitlab';
import { json } from './json';
import { jsonl } from './jsonl';
import { junit } from './junit';
import { markdown } from './markdown';
import { pretty } from './pretty';
import type { Report, ReportContext } from './report';
import { sarif } from './sarif';

export type { Report, ReportContext } from './report';

/** Names of the formats, as they are given on the command line. */
export const formats = ['pretty', 'concise', 'json', 'jsonl', 'sarif', 'junit', 'github', 'gitlab', 'markdown'] as const;
export type FormatName = (typeof formats)[number];

/** Every report, by the name of its format. */
export const reports: Readonly<Record<FormatName, Report>> = { pretty, concise, json, jsonl, sarif, junit, github, gitlab, markdown };

/** The verdict in a format. */
export function render(format: FormatName, verdict: Verdict, context: ReportContext): string {
  return reports[format](verdict, context);
}
