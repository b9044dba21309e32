import { expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';
import type { Preset } from '../../src/law';

const SETTINGS = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: shop\n';

/** Judges files that all hold the same object, declared to be of one cluster. */
function twinsIn(files: readonly string[], preset: Preset = 'recommended') {
  const parts = files.map((file) => loadText(file, SETTINGS));
  const loaded = { ...parts[0]!, files: files.length, documents: files.length, resources: parts.flatMap((p) => p.resources) };
  const verdict = check(loaded, { config: { preset, clusters: { prod: '**' } }, only: ['manifest/unique-object'] });
  return verdict.findings.map(({ severity, messageId, resource, related }) => [severity, messageId, resource.origin.file, related[0]?.resource.origin.file]);
}

test('a twin in another file of the folder is a warning that names the first place', () => {
  expect(twinsIn(['app/a.yaml', 'app/b.yaml'])).toEqual([['warning', 'folder', 'app/b.yaml', 'app/a.yaml']]);
});

test('a twin in another folder of a declared cluster is an error only in strict', () => {
  expect(twinsIn(['app/a.yaml', 'base/a.yaml'])).toEqual([['warning', 'nothing', 'base/a.yaml', 'app/a.yaml']]);
  expect(twinsIn(['app/a.yaml', 'base/a.yaml'], 'strict')).toEqual([['error', 'nothing', 'base/a.yaml', 'app/a.yaml']]);
});
