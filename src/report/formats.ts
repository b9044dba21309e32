/** Names of the formats, as they are given on the command line. */
export const formats = [
  'pretty', 'concise', 'json', 'jsonl', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'html', 'policyreport', 'openreports',
] as const;
/** One of {@link formats}. */
export type FormatName = (typeof formats)[number];
