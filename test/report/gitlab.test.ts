import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding';
import { originOfConstruct } from '../../src/load/load';
import { gitlab } from '../../src/report/gitlab';
import { context, deferred, finding, objectsOf, SHOP, shopVerdict, twice, verdictOf } from './sample';

interface Issue { readonly description: string; readonly check_name: string; readonly fingerprint: string; readonly severity: string; readonly location: { readonly path: string; readonly lines: { readonly begin: number } } }
const parsed = (verdict = shopVerdict()) => JSON.parse(gitlab(verdict, context)) as Issue[];
const fast = objectsOf('dist/shop.k8s.yaml', SHOP)('StorageClass fast');
const inFile = (file: string) => ({ ...finding(deferred, fast, ['volumeBindingMode']), resource: { ...fast, origin: { ...fast.origin, file } } }) as Finding;

describe('gitlab', () => {
  test('is the list that GitLab documents, key by key', () => {
    expect(parsed()[0]).toEqual({
      description: 'class fast binds volumes of ebs.csi.aws.com before a pod has a zone (StorageClass fast)',
      check_name: 'storage/deferred-binding',
      fingerprint: shopVerdict().findings[0]!.fingerprint,
      severity: 'critical',
      location: { path: 'dist/shop.k8s.yaml', lines: { begin: 6 } },
    });
    expect(parsed().map((i) => i.severity)).toEqual(['critical', 'critical', 'critical', 'critical', 'major', 'info']);
    expect(parsed()[5]).toMatchObject({ check_name: 'waived/compute/budgeted-pod', description: 'waived: legacy batch, JIRA-12 (until 2027-03-31, by annotation at dist/shop.k8s.yaml:10:1): container old requests no cpu (Deployment shop/api)' });
    expect(parsed(verdictOf([finding(twice, fast, ['kind'])]))).toMatchObject([{ severity: 'info' }]);
    expect(gitlab(verdictOf([]), context)).toBe('[]\n');
  });

  test('no two issues have one fingerprint, for GitLab shows the first only', () => {
    const same = Array.from({ length: 4 }, () => finding(deferred, fast, ['volumeBindingMode']));
    const issues = parsed(verdictOf(same));
    expect(issues[0]!.fingerprint).toBe(same[0]!.fingerprint);
    expect(new Set(issues.map((i) => i.fingerprint)).size).toBe(4);
    for (const { fingerprint } of issues) expect(fingerprint).toMatch(/^[\da-f]{64}$/);
  });

  test.each([
    ['./dist//a.yaml', 'dist/a.yaml'], ['../other/a.yaml', 'a.yaml'], [`${process.cwd()}/dist/a.yaml`, 'dist/a.yaml'], ['a b/ü.yaml', 'a b/ü.yaml'],
  ])('a file %s is %s', (file, path) => expect(parsed(verdictOf([inFile(file)]))[0]!.location.path).toBe(path));

  test('a construct stands under its path in the tree', () => {
    const object = { ...fast, origin: originOfConstruct('platform/class') };
    expect(parsed(verdictOf([finding(deferred, object, [])]))[0]!.location).toEqual({ path: 'platform/class', lines: { begin: 1 } });
  });

  test('what was not examined blocks', () => {
    const errors = [
      { code: 'invalid-yaml', file: 'x.yaml', document: 1, line: 3, column: 1, message: 'a tab' },
      { code: 'no-input', file: null, document: null, line: null, column: null, message: 'nothing to examine' },
    ] as const;
    expect(parsed(verdictOf([], { accounting: { ...shopVerdict().accounting, errors } }))).toMatchObject([
      { description: 'not examined: a tab', check_name: 'not-examined/invalid-yaml', severity: 'blocker', location: { path: 'x.yaml', lines: { begin: 3 } } },
      { check_name: 'not-examined/no-input', severity: 'blocker', location: { path: '-', lines: { begin: 1 } } },
    ]);
  });
});
