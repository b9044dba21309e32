import type { Verdict } from '../judge/verdict';
import { concise } from './concise';
import type { FormatName } from './formats';
import { github } from './github';
import { gitlab } from './gitlab';
import { html } from './html';
import { json } from './json';
import { jsonl } from './jsonl';
import { junit } from './junit';
import { markdown } from './markdown';
import { openreports } from './openreports';
import { policyreport } from './policyreport';
import { pretty } from './pretty';
import { readiness } from './readiness';
import { readinessHtml } from './readiness-html';
import { readinessMarkdown } from './readiness-markdown';
import type { Report, ReportContext } from './report';
import { sarif } from './sarif';

export { everyFormat, formats, type FormatName } from './formats';
export type { Report, ReportContext } from './report';

/** Every report, by the name of its format. */
export const reports: Readonly<Record<FormatName, Report>> = {
  pretty, concise, json, jsonl, sarif, junit, github, gitlab, markdown, html, policyreport, openreports,
  readiness, 'readiness-markdown': readinessMarkdown, 'readiness-html': readinessHtml,
};

/** The verdict in a format. */
export function render(format: FormatName, verdict: Verdict, context: ReportContext): string {
  return reports[format](verdict, context);
}
