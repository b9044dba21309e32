import { Lazy } from 'cdk8s';
import { named } from '../../../src/argument/named';
import { isLazy } from '../../props/later';
import { demand } from '../../refusal';

/**
 * Text as it is; a `Lazy` is asked when it is written, and has to produce text.
 * @param check asked of the text, once it is known
 * @throws Refusal, at synthesis, for a `Lazy` that produces something else
 */
export function textOf(where: string, field: string, value: unknown, check: (text: string) => void = () => {}): string {
  if (isLazy(value)) return Lazy.any({ produce: () => textOf(where, field, producedBy(where, field, value.produce()), check) }) as string;
  check(value as string);
  return value as string;
}

function producedBy(where: string, field: string, value: unknown): string {
  demand(typeof value === 'string', where, 'props', () => ({
    found: `${field}: a Lazy that produces ${named(value)}`, expected: 'text', remedy: 'have it produce text, such as String(replicas)',
  }));
  return value;
}
