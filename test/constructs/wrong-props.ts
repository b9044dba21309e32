/** A call somebody made, of what an entry exports. */
export interface Call {
  readonly name: string;
  readonly args: readonly unknown[];
}

/** Changes the arguments of one call before it is made. */
type Change = (call: Call, index: number) => readonly unknown[];

/** What was called since the last `listen`, in order; and who may change it. */
export const calls: Call[] = [];
const listener: { change: Change } = { change: ({ args }) => args };

/** Hears of all calls from here on. */
export function listen(change: Change = ({ args }) => args): void {
  calls.length = 0;
  listener.change = change;
}

function heard(name: string, args: readonly unknown[]): readonly unknown[] {
  const call = { name, args };
  calls.push(call);
  return listener.change(call, calls.length - 1);
}

/** The exports of an entry, each call of which is heard. */
export function observed<T extends object>(entry: T): T {
  return Object.fromEntries(Object.entries(entry).map(([name, value]: [string, unknown]) => [name, typeof value === 'function' && name !== 'Refusal' ? new Proxy(value, {
    construct: (target, args: unknown[], made) => Reflect.construct(target, heard(name, args), made) as object,
    apply: (target, self, args: unknown[]) => Reflect.apply(target, self, heard(name, args)) as unknown,
    get: (target, key) => {
      const member = Reflect.get(target, key) as unknown;
      if (name !== 'Platform' || typeof member !== 'function' || typeof key === 'symbol') return member;
      return (...args: unknown[]) => Reflect.apply(member, target, heard(`${name}.${key}`, args)) as unknown;
    },
  }) : value])) as T;
}

/** Fields that lead to a value of props: `[0]` is the first argument. */
export type Path = readonly (string | number)[];

/** Plain data, which a caller writes; anything else is handed through. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> | readonly unknown[] {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype);
}

/** Each place of some arguments that a caller writes by hand; scope and id of a construct are none. */
export function placesOf(args: readonly unknown[]): readonly Path[] {
  const isConstruct = typeof args[1] === 'string';
  return args.flatMap((value, i) => (isConstruct && i < 2 ? [] : placesIn(value, [i])));
}

function placesIn(value: unknown, path: Path): readonly Path[] {
  if (!isPlain(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, of]) => placesIn(of, [...path, Array.isArray(value) ? Number(key) : key]))];
}

/** What stands there. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce((of, key) => (of as Readonly<Record<string, unknown>>)[key], value);
}

/** A copy with another value in one place; `undefined` takes the field away. */
export function withValue(value: unknown, [key, ...rest]: Path, replaced: unknown): unknown {
  if (key === undefined) return replaced;
  if (Array.isArray(value)) return value.map((of: unknown, i) => (i === key ? withValue(of, rest, replaced) : of));
  const of = value as Readonly<Record<string, unknown>>;
  if (rest.length > 0 || replaced !== undefined) return { ...of, [key]: withValue(of[key], rest, replaced) };
  return Object.fromEntries(Object.entries(of).filter(([other]) => other !== key));
}

/** Values somebody without a compiler may write in place of this one. */
export function garbledOf(value: unknown): readonly unknown[] {
  const others = [undefined, null, 'loud', '', 7, -1, Number.NaN, true, [], {}, () => 'called'];
  return others.filter((other) => typeof other !== typeof value || (typeof other !== 'boolean' && !Object.is(other, value)));
}

/** A value as a message shows it. */
export function worded(value: unknown): string {
  return typeof value === 'function' ? 'a function' : typeof value === 'number' ? String(value) : value === undefined ? 'nothing' : JSON.stringify(value);
}

/** How a call ends that is made with one value changed. */
export interface Ending {
  /** What was called, and which value. */
  readonly place: string;
  /** The value in its place. */
  readonly by: string;
  /** `refused`, `taken`, or what is wrong. */
  readonly end: string;
}

/** Makes each call again, beside what is there already, with each value of each argument changed. `written`: what it writes, as text. `more`: what else may stand in a place, by what it is. */
export function againOf(made: readonly Call[], entry: object, written: (of: object) => string, Refused: new (...args: never[]) => Error, more: Readonly<Record<string, unknown>> = {}): readonly Ending[] {
  const asked = new Set<string>();
  const make = ({ name }: Call, args: readonly unknown[], i: string): object => {
    const of = (entry as Readonly<Record<string, new (...args: unknown[]) => object>>)[name]!;
    const beside = typeof args[1] === 'string' ? [args[0], `${args[1]}-${i}`, ...args.slice(2)] : args;
    return /^[a-z]/.test(name) ? (of as unknown as (...args: unknown[]) => object)(...beside) : new of(...beside);
  };
  const ending = (call: Call, args: readonly unknown[], i: string): string => {
    try {
      const text = written(make(call, args, i));
      return /"undefined|NaN|\[object/.test(text) ? `taken, and written as ${text.slice(0, 200)}` : 'taken';
    } catch (error) {
      return error instanceof Refused ? 'refused' : `crashed: ${String(error)}`;
    }
  };
  return made.flatMap((call, index) => placesOf(call.args).flatMap((path) => {
    const place = `${call.name} ${path.map((key) => (typeof key === 'number' ? '' : key)).join('.')} ${typeof valueAt(call.args, path)}`;
    if (asked.has(place)) return [];
    asked.add(place);
    const others = [...garbledOf(valueAt(call.args, path)).map((garbled) => [worded(garbled), garbled] as const), ...Object.entries(more)];
    return others.map(([by, garbled], i) => ({ place, by, end: ending(call, withValue(call.args, path, garbled) as unknown[], `${index}-${asked.size}-${i}`) }));
  }));
}
