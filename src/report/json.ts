import { jsonText } from './json-text';
import {
  VERSION, clusterRecords, errorRecord, findingRecord, lawRecords, profileRecord, skippedRecord, staleRecords, undecidedRecords, waivedRecord,
} from './json/record';
import type { Report } from './report';

/** For programs. `verdict.schema.json` beside this file describes every key. */
export const json: Report = (verdict, context) => {
  const { accounting: { files, documents, resources, examined, skipped, errors } } = verdict;
  return `${jsonText({
    version: VERSION,
    verdict: verdict.verdict,
    findings: verdict.findings.map((f) => findingRecord(f, context)),
    waived: verdict.waived.map((f) => waivedRecord(f, context)),
    baselined: verdict.baselined.map((f) => findingRecord(f, context)),
    stale: staleRecords(verdict),
    undecided: undecidedRecords(verdict.undecided),
    accounting: { files, documents, resources, examined, skipped: skipped.map(skippedRecord), errors: errors.map(errorRecord) },
    laws: lawRecords(verdict),
    clusters: clusterRecords(verdict),
    profile: profileRecord(verdict),
  })}\n`;
};
