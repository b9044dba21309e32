/** Rows of the table of hostile input: content 1-34, file system and process 35-50, injection 51-59, configuration and trust 60-72. */
export const rows: readonly string[] = [...Array.from({ length: 72 }, (_, i) => String(i + 1)), '6b'];

/** Rows that tests of other folders prove: the file, and words of the test. */
export const elsewhere: Readonly<Record<string, readonly (readonly [file: string, title: string])[]>> = {
  2: [['load/hostile.test.ts', 'a hundred aliases and raised limits']],
  3: [['load/hostile.test.ts', 'self reference']],
  4: [['load/hostile.test.ts', 'unknown alias']],
  6: [['load/hostile.test.ts', 'a flat map of 40,000 keys and a block of 2 MB']],
  10: [['load/positions.test.ts', 'keys written twice'], ['load/positions.test.ts', 'in JSON, whatever strings look like']],
  11: [['load/hostile.test.ts', 'tab as indentation']],
  12: [['load/positions.test.ts', 'line ends of every kind and byte order marks move nothing']],
  13: [['load/properties.test.ts', 'line ends do not change what is read']],
  18: [['load/hostile.test.ts', 'tags run nothing and keep the value']],
  19: [['load/hostile.test.ts', 'merge keys as the cluster applies them'], ['load/golden.test.ts', 'single documents differ only where it is listed']],
  20: [['load/hostile.test.ts', 'directives in a row'], ['load/hostile.test.ts', '%YAML']],
  22: [['load/hostile.test.ts', 'YAML list']],
  24: [['load/documents.test.ts', 'nested, typed, arrays: one running index'], ['load/documents.test.ts', 'broken items are errors, the good ones resources']],
  25: [['load/documents.test.ts', 'concatenated JSON, JSON lines and a mixture'], ['load/documents.test.ts', 'text after the end marker is an error']],
  27: [['load/documents.test.ts', 'identity']],
  29: [['graph/int-or-string.test.ts', 'recorded from a real API server']],
  30: [['graph/quantity.test.ts', 'recorded from a real API server']],
  50: [['cli/reports.test.ts', 'two reports go to x']],
  54: [['report/formats.test.ts', '%s holds no link but those to laws']],
  56: [['report/junit.test.ts', 'reads back as it was, whatever is in it'], ['report/junit.test.ts', 'adds up, in every suite and in all']],
  57: [['cli/page.test.ts', 'row 57: hostile texts stay text'], ['report/html.test.ts', 'names make no element and no attribute']],
  59: [['report/formats.test.ts', 'is the same whatever is in names, messages and sources']],
};

/** Rows, or parts of rows, that nothing can be tested of: why. */
export const absent: Readonly<Record<string, string>> = {
  58: 'there is no CSV report, and none is planned',
  63: 'a config takes no regular expression: globs and names only',
  69: 'laws are synchronous and built in; there are no plugins to hang and no --timeout',
};
