import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { absent, elsewhere, rows } from './rows';

/** Numbers of rows in the names of the tests of this folder: `row 1: …`, `row 14, 15: …`. */
const here = new Set(readdirSync(__dirname).filter((file) => file.endsWith('.test.ts')).flatMap((file) => {
  const text = readFileSync(join(__dirname, file), 'utf8');
  return [...text.matchAll(/test(?:\.\w+(?:\([^\n]*?\))?)*\('row ([\d, b]+):/g)].flatMap(([, numbers]) => numbers!.split(', '));
}));

test('every row of the table is a test here, a test elsewhere, or absent for a reason; none is both', () => {
  expect([...here, ...Object.keys(elsewhere), ...Object.keys(absent)].sort()).toEqual([...rows].sort());
});

test.each(Object.entries(elsewhere).flatMap(([row, tests]) => tests.map(([file, title]) => [row, file, title] as const)))('row %s is proved in %s: %s', (_, file, title) => {
  expect(readFileSync(join(__dirname, '..', file), 'utf8')).toContain(`'${title}`);
});
