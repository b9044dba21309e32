const NANOS = 1_000_000_000n;
const MILLIS = 1_000_000n;

/** Kubernetes caps what is written with a binary suffix (`8Ei`), and nothing else. */
const BINARY_CAP = (2n ** 63n - 1n) * NANOS;

/** Longest text and largest exponent that are read. Nobody means more, and both would buy an attacker time. */
const LIMIT = 1000;

const DECIMAL_SUFFIXES = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const;
const BINARY_SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;

/** What stands before a suffix may be empty (`Mi` is stored as 0), and blanks around it are dropped: recorded from a real API server. */
const WRITTEN = /^\p{Zs}*(?=\S)([+-]?)(\d*)(?:\.(\d*))?([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)?\p{Zs}*$/u;

/**
 * An exact amount of a resource: cores, bytes, objects. Immutable. Kubernetes keeps nothing finer than a billionth, so that is the unit inside.
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export class Quantity {
  static readonly zero = new Quantity(0n, false);

  private constructor(private readonly nanos: bigint, private readonly isBinary: boolean) {}

  /** The amount in billionths; `isBinary` says whether people read it in Ki, Mi, Gi. */
  static ofNanos(nanos: bigint, isBinary = false): Quantity {
    return new Quantity(nanos, isBinary);
  }

  /** The largest; the first of equals. */
  static max(first: Quantity, ...others: readonly Quantity[]): Quantity {
    return others.reduce((largest, other) => (other.compare(largest) > 0 ? other : largest), first);
  }

  /** Negative when this is less than the other, 0 when both are the same amount however written, else positive. */
  compare(other: Quantity): -1 | 0 | 1 {
    return this.nanos < other.nanos ? -1 : this.nanos > other.nanos ? 1 : 0;
  }

  sign(): -1 | 0 | 1 {
    return this.compare(Quantity.zero);
  }

  isZero(): boolean {
    return this.nanos === 0n;
  }

  /** The sum, in the notation of the first one that is not zero. */
  add(other: Quantity): Quantity {
    return new Quantity(this.nanos + other.nanos, this.isZero() ? other.isBinary : this.isBinary);
  }

  /** This amount so many times. Throws a `RangeError` when `count` is no integer. */
  times(count: number): Quantity {
    return new Quantity(this.nanos * BigInt(count), this.isBinary);
  }

  /** Is it more than so many times the other? */
  exceeds(times: Quantity, other: Quantity): boolean {
    return this.nanos * NANOS > times.nanos * other.nanos;
  }

  /** In whole units, a fraction counted as one more (away from zero). */
  value(): bigint {
    return divideUp(this.nanos, NANOS);
  }

  /** In thousandths, a fraction counted as one more (away from zero). */
  milliValue(): bigint {
    return divideUp(this.nanos, MILLIS);
  }

  /** As Kubernetes would write it: no fraction, the largest suffix that allows it; `1500m`, `1Gi`, `1536Mi`. */
  toString(): string {
    const size = this.nanos < 0n ? -this.nanos : this.nanos;
    const isBinary = this.isBinary && size % NANOS === 0n && size >= 1024n * NANOS && size <= BINARY_CAP;
    return isBinary ? inLargest(this.nanos / NANOS, 1024n, BINARY_SUFFIXES) : inLargest(this.nanos, 1000n, DECIMAL_SUFFIXES);
  }
}

/** The quantity an API server reads from a string or number; `null` when it would refuse it. */
export function parseQuantity(written: unknown): Quantity | null {
  const text = typeof written === 'number' || typeof written === 'bigint' ? String(written) : written;
  if (typeof text !== 'string' || text.length > LIMIT) return null;
  const match = WRITTEN.exec(text);
  if (match === null) return null;
  const [, sign, whole = '', fraction = '', suffix = ''] = match;
  const { base, exponent } = scaleOf(suffix);
  if (Math.abs(exponent) > LIMIT) return null;

  const digits = BigInt(whole + fraction);
  const nanos = base === 10
    ? shift(digits, 9 + exponent - fraction.length)
    : min(shift(digits << BigInt(exponent), 9 - fraction.length), BINARY_CAP);
  return Quantity.ofNanos(sign === '-' ? -nanos : nanos, base === 2);
}

/** `12E` is twelve exa, `12E1` is an exponent. */
function scaleOf(suffix: string): { readonly base: 2 | 10; readonly exponent: number } {
  if (suffix.length > 1 && (suffix.startsWith('e') || suffix.startsWith('E')) && suffix !== 'Ei') {
    return { base: 10, exponent: Number(suffix.slice(1)) };
  }
  const binary = (BINARY_SUFFIXES as readonly string[]).indexOf(suffix);
  if (binary > 0) return { base: 2, exponent: 10 * binary };
  return { base: 10, exponent: 3 * (DECIMAL_SUFFIXES as readonly string[]).indexOf(suffix) - 9 };
}

/** Moves the decimal point; what falls off rounds up, so that a little asked for never becomes nothing. */
function shift(digits: bigint, places: number): bigint {
  return places >= 0 ? digits * 10n ** BigInt(places) : divideUp(digits, 10n ** BigInt(-places));
}

function divideUp(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  if (dividend % divisor === 0n) return quotient;
  return dividend < 0n ? quotient - 1n : quotient + 1n;
}

function inLargest(amount: bigint, step: bigint, suffixes: readonly string[]): string {
  if (amount === 0n) return '0';
  let index = 0;
  while (index < suffixes.length - 1 && amount % step === 0n) {
    amount /= step;
    index += 1;
  }
  return `${amount}${suffixes[index] as string}`;
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
