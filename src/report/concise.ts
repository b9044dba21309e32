import { placeOf, placeText } from './place';
import type { Report } from './report';
import { printable, sanitize } from './sanitize';
import { lastLine } from './tally';
import { errorPlace, messageOf, plain, termsOf } from './words';

/** For editors, `grep` and problem matchers: `path:line:column severity law message`, one finding per line; then what was waived, inputs that were not examined and the last line. */
export const concise: Report = (verdict, context) => {
  const lines = [
    ...verdict.findings.map((f) => `${placeText(placeOf(f))} ${f.severity} ${sanitize(f.law)} ${messageOf(f, context.laws.get(f.law))}`),
    ...verdict.waived.map((f) => `${placeText(placeOf(f))} waived ${sanitize(f.law)} ${plain(f.reason)} (${termsOf(f)})`),
    ...verdict.accounting.errors.map((error) => `${errorPlace(error)} not-examined ${error.code} ${plain(error.message)}`),
    lastLine(verdict, '; '),
  ];
  return `${printable(lines.join('\n'), context)}\n`;
};
