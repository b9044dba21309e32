import { jsonText } from './json-text';
import { clusterRecords, errorRecord, findingRecord, lawRecords, profileRecord, skippedRecord, undecidedRecords, VERSION, waivedRecord } from './json/record';
import type { Report } from './report';

/**
 * For streams and log stores: one JSON object per line. Its `type` says what it is, the other keys are those of the JSON report. The
 * last line is the summary, which counts the lines before it: a file without it was cut off.
 */
export const jsonl: Report = (verdict, context) => {
  const { accounting: { files, documents, resources, examined, skipped, errors } } = verdict;
  const records = {
    finding: verdict.findings.map((f) => findingRecord(f, context)),
    waived: verdict.waived.map((f) => waivedRecord(f, context)),
    baselined: verdict.baselined.map((f) => findingRecord(f, context)),
    undecided: undecidedRecords(verdict.undecided),
    skipped: skipped.map(skippedRecord),
    error: errors.map(errorRecord),
  };
  const summary = {
    version: VERSION,
    verdict: verdict.verdict,
    lines: Object.fromEntries(Object.entries(records).map(([type, all]) => [type, all.length])),
    accounting: { files, documents, resources, examined },
    laws: lawRecords(verdict),
    clusters: clusterRecords(verdict),
    profile: profileRecord(verdict),
  };
  return [...Object.entries(records), ['summary', [summary]] as const]
    .flatMap(([type, all]) => all.map((record) => `${jsonText({ type, ...record })}\n`))
    .join('');
};
