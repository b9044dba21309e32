import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { laws } from '../../src/laws';
import { fixturesOf, headerOf } from '../laws/fixture';
import { lint } from './lint';
import { isOfOnePlane } from './part';

const repairable = laws.flatMap((law) => fixturesOf(law)).filter((f) => f.expectation === 'break' && isOfOnePlane(f) && /^ {2}repair (?!add object)/m.test(readFileSync(f.path.replace(/\.(?:yaml|tf\.json)$/, '.txt'), 'utf8')));

/** The text with a suggestion carried out. */
function repaired(text: string, { fix: { range: [start, end], text: added } }: { readonly fix: { readonly range: readonly [number, number]; readonly text: string } }): string {
  return text.slice(0, start) + added + text.slice(end);
}

describe('a suggestion', () => {
  test('is there for laws that know a repair', () => {
    expect(repairable.length).toBeGreaterThan(20);
  });

  test.each(repairable.map((f) => [`${f.law.id}/${f.name}`, f] as const))('%s: carried out, makes its finding go away', (_, { law, text, name }) => {
    const rules = { [`looplaw/${law.id}`]: 'error' } as const;
    const { config } = headerOf(text, law);
    const found = lint(text, name, rules, config);
    for (const { suggestions = [] } of found) {
      for (const suggestion of suggestions) {
        const after = lint(repaired(text, suggestion), name, rules, config);
        expect(after.length, suggestion.desc).toBeLessThan(found.length);
        expect(after.some(({ fatal }) => fatal)).toBe(false);
      }
    }
  });

  test('stands in source code, too, where the literal is nobody else’s', () => {
    const text = readFileSync(join(__dirname, 'charts/raw-shop.ts'), 'utf8');
    const rules = Object.fromEntries(laws.map(({ id }) => [`looplaw/${id}`, 'error' as const]));
    const found = lint(text, 'shop.ts', rules);
    const suggestions = found.flatMap((m) => m.suggestions ?? []);
    expect(suggestions.map(({ desc }) => desc)).toEqual(expect.arrayContaining(['Set allowVolumeExpansion to true', expect.stringContaining('securityContext.allowPrivilegeEscalation to false')]));
    for (const suggestion of suggestions) {
      const after = lint(repaired(text, suggestion), 'shop.ts', rules);
      expect(after.some(({ fatal }) => fatal)).toBe(false);
      expect(after.length, suggestion.desc).toBeLessThan(found.length);
    }
  });

  test('is not made for what cdk8s-plus takes, nor for what several share', () => {
    const text = `import { ApiObject, Chart } from 'cdk8s';
const props = { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', provisioner: 'ebs.csi.aws.com' };
export class C extends Chart { constructor() { super(null, 'c'); new ApiObject(this, 'a', props); new ApiObject(this, 'b', props); } }`;
    const found = lint(text, 'shared.ts', { 'looplaw/storage/allow-expansion': 'error' });
    expect(found.map(({ suggestions }) => suggestions ?? [])).toEqual([[], []]);
  });
});
