import type { Path } from '../../load/resource';

/** A value that is certainly there but not known: an unresolved `${token}`, a malformed field, an expression in source code. */
export const SOME: unique symbol = Symbol('looplaw.some');
/** A value that may be absent altogether, e.g. behind a conditional spread. */
export const MAYBE: unique symbol = Symbol('looplaw.maybe');
/** A value that is certainly not written, and not known because a provider of Terraform will fill it in. */
export const LEFT_OUT: unique symbol = Symbol('looplaw.leftOut');
/** As a key on a map (value `true`): entries that are not listed may exist. */
export const OPEN: unique symbol = Symbol('looplaw.open');

/**
 * Thrown by a question whose answer depends on something unknown; the judge turns it into the answer *undecided*.
 * Deliberately no `Error`: it is an answer, thrown often, and a stack trace would cost more than the question.
 */
export class Undecided {
  constructor(
    /** What is not known, as a short phrase for `--explain-undecided`. */
    readonly because: string,
    /** Where in the subject's own object the unknown stands; `null` when it is outside of it. */
    readonly path: Path | null = null,
  ) {}
}

/** Is this value known to be unknown: a mark, a string that is wholly one unresolved `${…}`, or one that SOPS encrypted (`ENC[…]`)? */
export function isUnresolved(value: unknown): boolean {
  if (typeof value !== 'string') return value === SOME || value === MAYBE || value === LEFT_OUT;
  const isVariable = value.charCodeAt(0) === 36 && value.charCodeAt(1) === 123 && value.endsWith('}');
  return isVariable || (value.charCodeAt(0) === 69 && value.startsWith('ENC[') && value.endsWith(']'));
}

/** "Is there one?" over things of which some may be unknown: a certain yes beats an unknown neighbour (Kleene logic). */
export function some<X>(xs: Iterable<X>, test: (x: X) => boolean): boolean {
  return find(xs, test) !== undefined;
}

/** The first that is certain to pass. Undecided when none is, and one may be. */
export function find<X>(xs: Iterable<X>, test: (x: X) => boolean): X | undefined {
  let unknown: Undecided | undefined;
  for (const x of xs) {
    try {
      if (test(x)) return x;
    } catch (e) {
      if (!(e instanceof Undecided)) throw e;
      unknown ??= e;
    }
  }
  if (unknown) throw unknown;
  return undefined;
}

/** "Are they all?": a certain no beats an unknown neighbour. */
export function every<X>(xs: Iterable<X>, test: (x: X) => boolean): boolean {
  return !some(xs, (x) => !test(x));
}

/** The test's answer, or `null` where it is undecided. */
export function maybe<T>(question: () => T): T | null {
  const answer = answered(question);
  return answer instanceof Undecided ? null : answer;
}

/** The test's answer, or why there is none. */
export function answered<T>(question: () => T): T | Undecided {
  try {
    return question();
  } catch (e) {
    if (e instanceof Undecided) return e;
    throw e;
  }
}
