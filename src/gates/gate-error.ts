import { meant } from '../config/law-name';
import { nearestName } from '../graph/schema/nearest';
import { isMapping } from '../load/mapping';
import { named } from '../argument/named';

/** Why a gate can't be put on. */
export type GateErrorCode = 'no-app' | 'bad-options' | 'unknown-option' | 'bad-option';

/** A gate that would not stand where it was meant, or not stop what it was meant to; thrown where it is put on. */
export class GateError extends Error {
  override readonly name = 'GateError';

  constructor(readonly code: GateErrorCode, message: string) {
    super(`enforceLoopLaws: ${message}`);
  }
}

const isConstruct = (value: unknown): boolean => isMapping(value) && isMapping(value['node']) && ['addValidation', 'findAll'].every((method) => typeof (value['node'] as Readonly<Record<string, unknown>>)[method] === 'function');
const isFunction = (value: unknown): boolean => typeof value === 'function';
const oneOf = (...words: readonly string[]) => ({ is: (value: unknown) => words.includes(value as string), expected: words.join(' or ') });

/** What each option may be. */
const OPTIONS = {
  mode: oneOf('enforce', 'warn'),
  failOn: oneOf('error', 'warning', 'info'),
  config: { is: isMapping, expected: 'a config, as in looplaw.config.ts' },
  write: { is: isFunction, expected: 'a function of a text' },
  cluster: { is: isFunction, expected: 'a function that names the cluster of a chart or stack' },
  manifests: { is: isConstruct, expected: 'the cdk8s App' },
} as const;

/** An option of a gate. */
export type GateOption = keyof typeof OPTIONS;

/** Was it written as an object, and made of no class? */
function isPlain(value: object): boolean {
  return [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null);
}

/** @throws {@link GateError} for what is no app or construct, and for an option that does not exist or is none of what it may be */
export function checkGate(root: unknown, options: unknown, known: readonly GateOption[]): void {
  if (!isConstruct(root)) throw new GateError('no-app', 'its first argument is no app; pass the App, e.g. enforceLoopLaws(app)');
  if (!isMapping(options) || !(isPlain(options) || known.some((key) => key in options))) {
    throw new GateError('bad-options', `its options are ${named(options)}, and no object with options; leave them out, or write e.g. { mode: 'warn' }`);
  }
  // Of an object of a class, what its getters say is read as well.
  const given = [...new Set([...Object.keys(options), ...known])].map((key) => [key, options[key]] as const).filter(([, value]) => value !== undefined);
  const [unknown] = given.find(([key]) => !known.includes(key as GateOption)) ?? [];
  if (unknown !== undefined) throw new GateError('unknown-option', `there is no option ${unknown}${meant(nearestName(unknown, known))}; expected ${known.join(', ')}`);
  for (const [key, value] of given) {
    const { is, expected } = OPTIONS[key as GateOption];
    if (!is(value)) throw new GateError('bad-option', `${key} is ${shown(value)}; expected ${expected}`);
  }
}

/** A word that was meant to be one of a few is shown; a longer text may be anything, a secret too. */
function shown(value: unknown): string {
  return typeof value === 'string' && /^[a-z-]{1,20}$/i.test(value) ? `"${value}"` : named(value);
}
