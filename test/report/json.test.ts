import Ajv2020 from 'ajv/dist/2020';
import { describe, expect, test } from 'vitest';
import { originOfConstruct } from '../../src/load/load';
import { json } from '../../src/report/json';
import { jsonText } from '../../src/report/json-text';
import schema from '../../src/report/verdict.schema.json';
import { context, deferred, finding, objectsOf, SHOP, shopVerdict, undecided, verdictOf } from './sample';

const validate = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);
type Fields = Record<string, unknown>;
interface Report extends Fields { findings: Fields[]; waived: Fields[]; undecided: Fields[]; accounting: Fields; laws: Fields }
const parsed = (verdict = shopVerdict()) => JSON.parse(json(verdict, context)) as Report;

/** Shows what is wrong, not only that something is. */
function expectValid(report: unknown): void {
  validate(report);
  expect(validate.errors ?? []).toEqual([]);
}

describe('json', () => {
  test('keeps its own schema', () => {
    expectValid(parsed());
    expectValid(parsed(verdictOf([])));
    const [broken] = shopVerdict().findings;
    expectValid(parsed({
      ...shopVerdict(),
      baselined: [broken!],
      findings: [
        { ...broken!, repair: { patch: [{ op: 'replace', path: ['volumeBindingMode'], value: 'WaitForFirstConsumer' }, { op: 'remove', path: ['x', 0] }] } },
        { ...broken!, repair: { add: { kind: 'ConfigMap' } } },
      ],
      clusters: [{ name: 'a', resources: 1, note: null }, { name: 'b', resources: 2, note: 'b holds the same objects' }],
      accounting: {
        files: 2, documents: 3, resources: 1, examined: 1,
        skipped: [{ file: 'values.yaml', document: null, reason: 'not-kubernetes' }],
        errors: [{ code: 'no-input', file: null, document: null, line: null, column: null, message: 'nothing to examine' }],
      },
    }));
  });

  test('the schema refuses what is not in the contract', () => {
    for (const change of [{ extra: 1 }, { version: 2 }, { findings: [{}] }, { verdict: 'ok' }]) expect(validate({ ...parsed(), ...change })).toBe(false);
    const report = parsed();
    report.findings[0]!['extra'] = 1;
    expect(validate(report)).toBe(false);
    const waived = parsed();
    delete waived.waived[0]!['until'];
    expect(validate(waived)).toBe(false);
  });

  test('writes every key, in the order of the contract', () => {
    const report = parsed();
    expect(Object.keys(report)).toEqual(['version', 'verdict', 'findings', 'waived', 'baselined', 'stale', 'undecided', 'accounting', 'laws', 'clusters', 'profile']);
    const keys = [
      'law', 'loop', 'owner', 'severity', 'signature', 'message', 'remedy', 'docs', 'cluster', 'resource', 'path', 'constructPath', 'file',
      'document', 'item', 'line', 'column', 'endLine', 'endColumn', 'related', 'repair', 'fingerprint',
    ];
    expect(Object.keys(report.findings[0]!)).toEqual(keys);
    expect(Object.keys(report.waived[0]!)).toEqual([...keys, 'reason', 'until', 'given']);
    expect(report.waived[0]!['given']).toEqual({ by: 'annotation', construct: null, file: 'dist/shop.k8s.yaml', line: 10, column: 1 });
    expect(Object.keys(report.accounting)).toEqual(['files', 'documents', 'resources', 'examined', 'skipped', 'errors']);
    expect(Object.keys(report.laws)).toEqual(Object.keys(report.laws).sort());
  });

  test('says where, what and what to do', () => {
    const { findings } = parsed();
    expect(findings[0]).toMatchObject({
      law: 'storage/deferred-binding', loop: 'storage', owner: 'platform', severity: 'error', signature: 'S4',
      message: 'class fast binds volumes of ebs.csi.aws.com before a pod has a zone',
      docs: 'https://example.com/docs/laws/storage/deferred-binding.md', cluster: 'default',
      resource: { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', namespace: null, name: 'fast', container: null },
      path: ['volumeBindingMode'], constructPath: null, file: 'dist/shop.k8s.yaml', document: 0, item: null,
      line: 6, column: 20, endLine: 6, endColumn: 29,
    });
    expect(findings[4]!['related']).toEqual([{
      message: 'selected by this budget', file: 'dist/shop.k8s.yaml', line: 11, column: 3,
      resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'api', container: null },
    }]);
  });

  test('a live construct has a path in its tree and null for what a file would give', () => {
    const resource = { ...objectsOf('a.yaml', SHOP)('StorageClass fast'), origin: originOfConstruct('platform/class') };
    const report = parsed(verdictOf([finding(deferred, resource, ['volumeBindingMode'])], { undecided: [undecided(deferred, resource, 'x')] }));
    expectValid(report);
    for (const answer of [report.findings[0], report.undecided[0]]) {
      expect(answer).toMatchObject({ constructPath: 'platform/class', file: null, document: null, line: null, column: null, endLine: null, endColumn: null });
    }
  });

  test('names no absolute path', () => {
    const resource = objectsOf(`${process.cwd()}/dist/a.yaml`, SHOP)('StorageClass fast');
    expect(parsed(verdictOf([finding(deferred, resource, [])])).findings[0]!['file']).toBe('dist/a.yaml');
  });
});

describe('text of JSON', () => {
  test('reads back as the value, and holds nothing that acts on a terminal or a log', () => {
    const value = { '\x1b[2J': ['a\u202eb', '\x7f\x9b\u2028\ufeff', '##[error]x', 'back\\slash \\ud800', '🙂', 'é'] };
    const text = jsonText(value);
    expect(JSON.parse(text)).toEqual(value);
    expect(text).not.toMatch(/##\[|[\p{Cc}\p{Cf}\p{Zl}]/u);
  });

  test('replaces halves of surrogate pairs', () => {
    expect(JSON.parse(jsonText(['a\ud800b', '\udc00', '\\\ud800']))).toEqual(['a\ufffdb', '\ufffd', '\\\ufffd']);
  });
});
