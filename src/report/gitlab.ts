import { createHash } from 'node:crypto';
import type { Finding, WaivedFinding } from '../finding';
import type { InputError } from '../load/resource';
import { jsonText } from './json-text';
import { placeOf, repositoryPath, shownFile } from './place';
import type { Report, ReportContext } from './report';
import { messageOf, plain, termsOf, titleOf } from './words';

const SEVERITIES = { error: 'critical', warning: 'major', info: 'info' } as const;

/** An entry of a code quality report. */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/**
 * Code quality of GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. What a waiver accepts
 * is of the least severity and says who gave it; what a baseline accepts is left out; what was not examined blocks.
 */
export const gitlab: Report = (verdict, context) => `${jsonText(distinct([
  ...verdict.accounting.errors.map(issueOfError),
  ...verdict.findings.map((finding) => issueOf(finding, context)),
  ...verdict.waived.map((finding) => ({ ...issueOf(finding, context), check_name: `waived/${finding.law}`, description: waivedText(finding, context), severity: SEVERITIES.info })),
]))}\n`;

function issueOf(finding: Finding, { laws }: ReportContext): Issue {
  const { file, constructPath, range } = placeOf(finding);
  return {
    description: `${messageOf(finding, laws.get(finding.law))} (${titleOf(finding.resource)})`,
    check_name: finding.law,
    fingerprint: finding.fingerprint,
    severity: SEVERITIES[finding.severity],
    location: locationOf(file ?? constructPath, range?.line ?? null),
  };
}

function waivedText(finding: WaivedFinding, { laws }: ReportContext): string {
  return `waived: ${plain(finding.reason)} (${termsOf(finding)}): ${messageOf(finding, laws.get(finding.law))} (${titleOf(finding.resource)})`;
}

function issueOfError({ code, file, document, line, message }: InputError): Issue {
  const shown = shownFile(file);
  return {
    description: `not examined: ${plain(message)}`,
    check_name: `not-examined/${code}`,
    fingerprint: digest([code, shown, document]),
    severity: 'blocker',
    location: locationOf(shown, line),
  };
}

function locationOf(path: string | null, line: number | null): Issue['location'] {
  return { path: repositoryPath(path ?? '-'), lines: { begin: line ?? 1 } };
}

/** Of issues with one fingerprint GitLab shows the first only: the others get one of their own, by their order. */
function distinct(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Map<string, number>();
  return issues.map((issue) => {
    const nth = (seen.get(issue.fingerprint) ?? 0) + 1;
    seen.set(issue.fingerprint, nth);
    return nth === 1 ? issue : { ...issue, fingerprint: digest([issue.fingerprint, nth]) };
  });
}

function digest(parts: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
