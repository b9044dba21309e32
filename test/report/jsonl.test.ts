import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, test } from 'vitest';
import { json } from '../../src/report/json';
import { jsonl } from '../../src/report/jsonl';
import schema from '../../src/report/verdict.schema.json';
import { context, shopVerdict, verdictOf } from './sample';

type Fields = Record<string, unknown>;
const parsed = (verdict = shopVerdict()) => jsonl(verdict, context).trimEnd().split('\n').map((line) => JSON.parse(line) as Fields & { type: string });

/** The shop, with one of everything a line may be about. */
function everything() {
  const shop = shopVerdict();
  return {
    ...shop,
    baselined: shop.findings.slice(0, 2),
    accounting: {
      ...shop.accounting,
      skipped: [{ file: 'values.yaml', document: null, reason: 'not-kubernetes' }],
      errors: [{ code: 'invalid-yaml', file: 'x.yaml', document: 0, line: 3, column: 1, message: 'a tab' }],
    },
  } as const;
}

describe('jsonl', () => {
  test('is the same data as the JSON report, a line each', () => {
    const report = JSON.parse(json(everything(), context)) as Record<string, Fields[]> & { accounting: Record<string, Fields[]> };
    const lines = parsed(everything());
    const expected = {
      finding: report['findings'], waived: report['waived'], baselined: report['baselined'], undecided: report['undecided'],
      skipped: report.accounting['skipped'], error: report.accounting['errors'],
    };
    for (const [type, records] of Object.entries(expected)) {
      expect(records!.length).toBeGreaterThan(0);
      expect(lines.filter((line) => line.type === type)).toEqual(records!.map((record) => ({ type, ...record })));
    }
  });

  test('ends with a summary that counts the lines before it', () => {
    const lines = parsed(everything());
    expect(lines.at(-1)).toMatchObject({
      type: 'summary', version: 1, verdict: 'fail',
      lines: { finding: 5, waived: 1, baselined: 2, undecided: 2, skipped: 1, error: 1 },
      accounting: { files: 12, documents: 42, resources: 42, examined: 42 },
      profile: { preset: 'recommended' },
    });
    expect(lines).toHaveLength(13);
    expect(lines.filter(({ type }) => type === 'summary')).toHaveLength(1);
    expect(parsed(verdictOf([]))).toMatchObject([{ type: 'summary', verdict: 'pass', lines: { finding: 0, error: 0 } }]);
  });

  test('says first what a line is', () => {
    for (const line of jsonl(everything(), context).trimEnd().split('\n')) expect(line).toMatch(/^\{"type":"(?:finding|waived|baselined|undecided|skipped|error|summary)",/);
  });

  test('keeps the schema of the JSON report, line by line', () => {
    const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false }).addSchema(schema, 'verdict');
    for (const { type, ...record } of parsed(everything())) {
      if (type !== 'finding' && type !== 'undecided') continue;
      const validate = ajv.getSchema(`verdict#/$defs/${type}`)!;
      void validate(record);
      expect(validate.errors ?? []).toEqual([]);
    }
  });
});
