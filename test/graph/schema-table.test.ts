import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tableSource } from '../../scripts/generate-schema.mjs';

const file = join(__dirname, '../../src/graph/schema/table.ts');

it('is what the generator makes of the committed sources', () => {
  expect(readFileSync(file, 'utf8') === tableSource()).toBe(true);
});

it('stays small enough to be parsed on every start', () => {
  expect(readFileSync(file).length).toBeLessThan(250_000);
});
