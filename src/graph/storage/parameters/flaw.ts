/**
 * What is wrong with a parameter of a class:
 * `unknownKey`, `reservedKey` no such parameter, and provisioning fails · `unknownValue` no such value · `notANumber` · `tooLow` the
 * driver refuses it · `tooHigh` more than the disk delivers · `exclusive` two that may not stand together · `misplaced` refused beside
 * this kind of disk · `ignored` has no effect on it · `hostCache` a disk that refuses the default cache · `deprecated`.
 */
export type FlawKind =
  | 'unknownKey' | 'reservedKey' | 'unknownValue' | 'notANumber' | 'tooLow' | 'tooHigh' | 'exclusive' | 'misplaced' | 'ignored' | 'hostCache' | 'deprecated';

/** One thing that is wrong with the parameters of a class. */
export interface ParameterFlaw {
  readonly is: FlawKind;
  /** The parameter as it is written. */
  readonly key: string;
  /** What the message says about it. */
  readonly args: Readonly<Record<string, string | number>>;
}

/** A parameter as it is written. */
export interface Parameter {
  readonly key: string;
  readonly value: string;
}

/** The parameters of a class, by their name in lower case. */
export type Parameters = ReadonlyMap<string, Parameter>;

/** The first of these that is written. */
export function firstOf(parameters: Parameters, keys: readonly string[]): Parameter | null {
  for (const key of keys) {
    const found = parameters.get(key);
    if (found !== undefined) return found;
  }
  return null;
}

/** Parameters a driver does not know. It refuses every claim of a class that has one. */
export function unknownKeys(parameters: Parameters, isKnown: (key: string) => boolean): readonly ParameterFlaw[] {
  return [...parameters].flatMap(([lower, { key }]) => (lower.startsWith(RESERVED) || isKnown(lower) ? [] : [{ is: 'unknownKey' as const, key, args: {} }]));
}

/** A value that is none of those the driver knows; it reads them in any case. */
export function unknownValue(parameter: Parameter | null, known: readonly string[]): readonly ParameterFlaw[] {
  if (parameter === null || known.some((value) => value.toLowerCase() === parameter.value.toLowerCase())) return [];
  return [{ is: 'unknownValue', key: parameter.key, args: { value: parameter.value, known: known.join(', ') } }];
}

/** A whole number within bounds; the driver fails on text it can't parse. */
export function outside(parameter: Parameter | undefined, least: number, most: number): readonly ParameterFlaw[] {
  if (parameter === undefined) return [];
  const { key, value } = parameter;
  if (!/^\d+$/.test(value)) return [{ is: 'notANumber', key, args: { value } }];
  if (Number(value) < least) return [{ is: 'tooLow', key, args: { value, least } }];
  return Number(value) > most ? [{ is: 'tooHigh', key, args: { value, most } }] : [];
}

/** Names that belong to the provisioner of Kubernetes, which fails on those it does not know. Here case matters. */
export const RESERVED = 'csi.storage.k8s.io/';
