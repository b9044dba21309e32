import { meant } from '../config/law-name';
import { nearestName } from '../graph/schema/nearest';

/** Why a gate can't be put on. */
export type GateErrorCode = 'no-app' | 'bad-options' | 'unknown-option' | 'bad-option';

/** A gate that would not stand where it was meant, or not stop what it was meant to; thrown where it is put on. */
export class GateError extends Error {
  override readonly name = 'GateError';

  constructor(readonly code: GateErrorCode, message: string) {
    super(`enforceLoopLaws: ${message}`);
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isConstruct = (value: unknown): boolean => isObject(value) && isObject(value['node']) && typeof value['node']['addValidation'] === 'function';
const isFunction = (value: unknown): boolean => typeof value === 'function';
const oneOf = (...words: readonly string[]) => ({ is: (value: unknown) => words.includes(value as string), expected: words.join(' or ') });

/** What each option may be. */
const OPTIONS = {
  mode: oneOf('enforce', 'warn'),
  failOn: oneOf('error', 'warning', 'info'),
  config: { is: isObject, expected: 'a config, as in looplaw.config.ts' },
  write: { is: isFunction, expected: 'a function of a text' },
  cluster: { is: isFunction, expected: 'a function that names the cluster of a chart or stack' },
  manifests: { is: isConstruct, expected: 'the cdk8s App' },
} as const;

/** An option of a gate. */
export type GateOption = keyof typeof OPTIONS;

/** @throws {@link GateError} for what is no app or construct, and for an option that does not exist or is none of what it may be */
export function checkGate(root: unknown, options: unknown, known: readonly GateOption[]): void {
  if (!isConstruct(root)) throw new GateError('no-app', 'its first argument is no app; pass the App, e.g. enforceLoopLaws(app)');
  if (!isObject(options) || Array.isArray(options)) throw new GateError('bad-options', 'its options are no object; leave them out, or write e.g. { mode: \'warn\' }');
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const [unknown] = given.find(([key]) => !known.includes(key as GateOption)) ?? [];
  if (unknown !== undefined) throw new GateError('unknown-option', `there is no option ${unknown}${meant(nearestName(unknown, known))}; expected ${known.join(', ')}`);
  for (const [key, value] of given) {
    const { is, expected } = OPTIONS[key as GateOption];
    if (!is(value)) throw new GateError('bad-option', `${key} is ${typeof value === 'string' ? JSON.stringify(value.slice(0, 60)) : Array.isArray(value) ? 'a list' : `a ${typeof value}`}; expected ${expected}`);
  }
}
