import { expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';

test('what can not be read of one object leaves laws on the whole cluster undecided, and crashes nothing', () => {
  const loaded = loadText('a.json', '{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "api"}, "spec": true}');
  const { verdict, undecided, findings } = check(loaded, { config: { preset: 'strict', role: 'platform' } });
  expect(verdict).toBe('fail');
  expect(findings.map(({ law }) => law)).toContain('manifest/typed-fields');
  expect(undecided.map(({ law }) => law)).toEqual(expect.arrayContaining(['observability/use-signals', 'observability/signature-alerts']));
});
