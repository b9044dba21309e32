import { MAYBE, OPEN, SOME, Undecided, isUnresolved } from '../reading/unknown';

/** Labels as they are written, of which some, or all, may be unknown. */
export class Labels {
  /** May there be labels that are not listed? */
  readonly isOpen: boolean;
  private readonly map: RawMap;

  /** Takes a map, nothing, or anything else, which is then wholly unknown. */
  constructor(raw: unknown) {
    this.map = isMap(raw) ? raw : NO_ENTRIES;
    this.isOpen = isMap(raw) ? raw[OPEN] === true || Object.keys(raw).some(isUnresolved) : isWritten(raw);
  }

  /** The value, or `undefined`. Throws {@link Undecided} when it is not known. */
  get(key: string): string | undefined {
    const value = this.peek(key);
    if (typeof value === 'symbol') throw new Undecided(`label ${key} is not known`);
    return value;
  }

  /** Is the label there? Throws {@link Undecided} when that is not known. */
  has(key: string): boolean {
    const value = this.peek(key);
    if (value === MAYBE) throw new Undecided(`label ${key} is not known`);
    return value !== undefined;
  }

  /** Like `get`, with the mark itself in place of what is not known. A value that is no string is unknown. */
  peek(key: string): string | undefined | typeof SOME | typeof MAYBE {
    const value = Object.hasOwn(this.map, key) ? this.map[key] : undefined;
    if (value === undefined) return this.isOpen ? MAYBE : undefined;
    if (value === MAYBE) return MAYBE;
    return isKnownText(value) ? value : SOME;
  }

  /** Keys that are listed, in order. */
  keys(): readonly string[] {
    return Object.keys(this.map);
  }
}

/** One condition of a selector: the label has one of these values, or with `values: null` any; `negated` turns it round. */
export interface Requirement {
  readonly key: string;
  readonly values: ReadonlySet<string> | null;
  /** May there be values besides those listed? */
  readonly isOpen: boolean;
  readonly negated: boolean;
}

/**
 * A label selector, of which some, or all, may be unknown. What the API server would refuse is unknown too.
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export class Selector {
  private static readonly none = new Selector([], false, true);

  private constructor(
    /** What is known of the conditions, all of which must hold. */
    readonly requirements: readonly Requirement[],
    /** May there be conditions besides those listed? */
    readonly isOpen: boolean,
    /** Does it select nothing, whatever the labels? `null` = not known. */
    private readonly nothing: boolean | null,
  ) {}

  /** Reads `matchLabels` and `matchExpressions`. Not written selects nothing, `{}` selects everything. */
  static fromLabelSelector(raw: unknown): Selector {
    if (!isWritten(raw)) return Selector.none;
    if (!isMap(raw)) return new Selector([], true, raw === MAYBE ? null : false);
    const { matchLabels, matchExpressions, ...others } = raw;
    const equalities = equalitiesOf(matchLabels);
    const expressions = expressionsOf(matchExpressions);
    const isOpen = equalities.isOpen || expressions.isOpen || raw[OPEN] === true || Object.keys(others).length > 0;
    return new Selector([...equalities.requirements, ...expressions.requirements], isOpen, false);
  }

  /** Reads the plain map of a Service. Empty selects nothing. */
  static fromMap(raw: unknown): Selector {
    if (!isWritten(raw)) return Selector.none;
    const { requirements, isOpen } = equalitiesOf(raw);
    return requirements.length > 0 ? new Selector(requirements, isOpen, false) : isOpen ? new Selector([], true, null) : Selector.none;
  }

  /** Is it `{}`, which selects everything? Throws {@link Undecided} when that is not known. */
  get isEmpty(): boolean {
    if (this.selectsNothing || this.requirements.length > 0) return false;
    if (this.isOpen) throw new Undecided('the selector is not known');
    return true;
  }

  /** Does it select nothing, whatever the labels? Throws {@link Undecided} when that is not known. */
  get selectsNothing(): boolean {
    if (this.nothing === null) throw new Undecided('the selector is not known');
    return this.nothing;
  }

  /** Does it select a thing with these labels? Throws {@link Undecided} when that hangs on something unknown. */
  matches(labels: Labels): boolean {
    const answer = this.test(labels);
    if (answer !== null) return answer;
    const doubtful = this.requirements.find((requirement) => holds(requirement, labels) === null);
    throw new Undecided(doubtful ? `whether label ${doubtful.key} is the one selected is not known` : 'the selector is not known');
  }

  /** Like `matches`, with `null` for undecided. One certain mismatch outweighs all that is unknown. */
  test(labels: Labels): boolean | null {
    if (this.nothing === true) return false;
    let answer: boolean | null = this.isOpen ? null : true;
    for (const requirement of this.requirements) {
      const held = holds(requirement, labels);
      if (held === false) return false;
      if (held === null) answer = null;
    }
    return answer;
  }
}

type RawMap = Readonly<Record<string | symbol, unknown>>;
type Conditions = Pick<Selector, 'requirements' | 'isOpen'>;

const NO_ENTRIES: RawMap = Object.freeze({});
const NO_CONDITIONS: Conditions = Object.freeze({ requirements: [], isOpen: false });
const UNKNOWN_CONDITIONS: Conditions = Object.freeze({ requirements: [], isOpen: true });

function holds({ key, values, isOpen, negated }: Requirement, labels: Labels): boolean | null {
  const label = labels.peek(key);
  const held = values === null ? exists(label) : isOneOf(label, values, isOpen);
  return held === null ? null : held !== negated;
}

function exists(label: ReturnType<Labels['peek']>): boolean | null {
  return label === MAYBE ? null : label !== undefined;
}

function isOneOf(label: ReturnType<Labels['peek']>, values: ReadonlySet<string>, isOpen: boolean): boolean | null {
  if (label === undefined) return false;
  if (typeof label === 'symbol') return null;
  return values.has(label) || (isOpen ? null : false);
}

function equalitiesOf(raw: unknown): Conditions {
  if (!isWritten(raw)) return NO_CONDITIONS;
  if (!isMap(raw)) return UNKNOWN_CONDITIONS;
  const requirements: Requirement[] = [];
  let isOpen = raw[OPEN] === true;
  for (const [key, value] of Object.entries(raw)) {
    if (value === MAYBE || isUnresolved(key)) isOpen = true;
    else if (value !== undefined) requirements.push(oneOf(key, [value], false));
  }
  return { requirements, isOpen };
}

function expressionsOf(raw: unknown): Conditions {
  if (!isWritten(raw)) return NO_CONDITIONS;
  if (!Array.isArray(raw)) return UNKNOWN_CONDITIONS;
  const requirements = raw.map(expressionOf).filter((requirement) => requirement !== null);
  return { requirements, isOpen: requirements.length < raw.length };
}

/** `null` where nothing can be said for certain. */
function expressionOf(raw: unknown): Requirement | null {
  if (!isMap(raw) || raw[OPEN] === true) return null;
  const { key, operator, values } = raw;
  if (!isKnownText(key)) return null;
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (isUnresolved(values) && values !== MAYBE) return oneOf(key, [values], operator === 'NotIn');
      return Array.isArray(values) && values.length > 0 ? oneOf(key, values, operator === 'NotIn') : null;
    case 'Exists':
    case 'DoesNotExist':
      if (isWritten(values) && !(Array.isArray(values) && values.length === 0)) return null;
      return { key, values: null, isOpen: false, negated: operator === 'DoesNotExist' };
    default:
      return null;
  }
}

function oneOf(key: string, values: readonly unknown[], negated: boolean): Requirement {
  const known = values.filter(isKnownText);
  return { key, values: new Set(known), isOpen: known.length < values.length, negated };
}

function isMap(value: unknown): value is RawMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Kubernetes reads null as not written. */
function isWritten(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isKnownText(value: unknown): value is string {
  return typeof value === 'string' && !isUnresolved(value);
}
