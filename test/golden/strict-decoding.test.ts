import { describe, expect, test } from 'vitest';
import { check } from '../../src/judge/check';
import { loadText } from '../../src/load/load';
import { defaultingCases, type DefaultingCase } from '../graph/defaulting-cases';

const LAWS = ['manifest/typed-fields', 'manifest/known-fields', 'manifest/served-version'];

/** What an API server 1.36.2 with strict field validation answers before it looks at what an object means: 400 it can't decode it, 404 it serves no such kind. */
const UNDECODABLE = new Set([400, 404]);

/** What the three laws of decoding say of a case, read and judged as any manifest is. */
function found({ id, object }: DefaultingCase): readonly string[] {
  const verdict = check(loadText(`${id}.yaml`, JSON.stringify(object, null, 2)), { config: { kubeVersion: '1.36' }, only: LAWS });
  expect(verdict.accounting).toMatchObject({ errors: [], resources: 1 });
  return verdict.findings.map((f) => f.law);
}

describe('a recorded API server 1.36', () => {
  const [accepted, rejected] = [defaultingCases('accepted'), defaultingCases('rejected')];

  test('accepted nothing the laws would have refused', () => {
    expect(accepted.length).toBeGreaterThan(400);
    expect(accepted.flatMap((c) => found(c).map((law) => `${c.id} ${c.title}: ${law}`))).toEqual([]);
  });

  test('decoded all that the laws have nothing to say of, and refused it for what it means', () => {
    const decoded = rejected.filter(({ httpStatus }) => !UNDECODABLE.has(httpStatus));
    expect(decoded.length).toBeGreaterThan(300);
    expect(decoded.flatMap((c) => found(c).map((law) => `${c.id} ${c.title}: ${law}`))).toEqual([]);
  });

  const undecodable = rejected.filter(({ httpStatus }) => UNDECODABLE.has(httpStatus));

  test.each(undecodable.map((c) => [c.title, c] as const))('refused, as a law does: %s', (_, c) => {
    const laws = new Set(found(c));
    const { message } = c.error;
    if (c.httpStatus === 404 || /no kind|no matches/.test(message)) expect(laws).toEqual(new Set(['manifest/served-version']));
    else expect(laws).toEqual(new Set([/unknown field/.test(message) ? 'manifest/known-fields' : 'manifest/typed-fields']));
  });
});
