import { expect } from 'vitest';
import type { Loaded } from '../../src/load/resource';

/** Asserts both sums of a load: every document and every file is in exactly one class. */
export function expectSums({ files, documents, resources, skipped, errors }: Loaded): void {
  const key = (file: string | null, document: number | null): string => `${document} ${file}`;
  const failed = new Set(errors.flatMap(({ file, document }) => (document === null ? [] : [key(file, document)])));
  const left = skipped.flatMap(({ file, document }) => (document === null ? [] : [key(file, document)]));
  const held = new Set(resources.map(({ origin }) => key(origin.file, origin.document)));
  const whole = new Set(left);
  expect(whole.size).toBe(left.length);
  for (const document of left) expect(failed.has(document) || held.has(document)).toBe(false);
  const clean = [...held].filter((document) => !failed.has(document));
  expect(documents).toBe(failed.size + left.length + clean.length);

  const names = (entries: readonly { file: string | null; document: number | null }[], part: boolean): string[] =>
    entries.filter(({ file, document }) => file !== null && (document !== null) === part).map(({ file }) => file!);
  const counted = new Set([...names(skipped, true), ...names(errors, true), ...resources.map(({ origin }) => origin.file!)]);
  const asWhole = [...names(skipped, false), ...names(errors.filter(({ code }) => code !== 'unrendered-template' && code !== 'not-found'), false)];
  expect(new Set(asWhole).size).toBe(asWhole.length);
  for (const file of asWhole) expect(counted.has(file)).toBe(false);
  expect(files).toBe(counted.size + asWhole.length);
}
