/** Names of the formats that tell every finding, as they are given on the command line. */
export const formats = [
  'pretty', 'concise', 'json', 'jsonl', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'html', 'policyreport', 'openreports',
] as const;
/** Names of the formats that answer the readiness checklist by the laws: at a terminal, as Markdown, as a page. */
export const readinessFormats = ['readiness', 'readiness-markdown', 'readiness-html'] as const;
/** One of {@link formats} or {@link readinessFormats}. */
export type FormatName = (typeof formats)[number] | (typeof readinessFormats)[number];
/** All of them, in the order in which they are listed. */
export const everyFormat: readonly FormatName[] = [...formats, ...readinessFormats];
