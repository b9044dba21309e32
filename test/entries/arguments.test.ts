import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as constructs from '../../constructs';
import * as aws from '../../constructs/aws';
import * as azure from '../../constructs/azure';
import * as checker from '../../src';
import * as cdk8sGate from '../../src/gates/cdk8s';
import * as cdktfGate from '../../src/gates/cdktf';
import { INSTANCES, SCOPES } from './instances';

const ENTRIES: Readonly<Record<string, object>> = {
  'looplaw': checker, 'looplaw/cdk8s': cdk8sGate, 'looplaw/cdktf': cdktfGate, 'looplaw/constructs': constructs, 'looplaw/constructs/aws': aws, 'looplaw/constructs/azure': azure,
};

/** What a program without a compiler may hand over. */
const STRANGE: readonly (readonly [string, unknown])[] = [['undefined', undefined], ['null', null], ['{}', {}], ['[]', []], ['"x"', 'x'], ['1', 1]];

/** Calls that are right with such a value. */
const RIGHT: readonly string[] = [
  // What it says is checked where it is read, and it need not say anything.
  'defineConfig({})',
  // Nothing to read.
  'loadPaths([])',
  // The cdk8s CLI hands over nothing where cdk8s.yaml has no properties.
  'LoopLawValidation(undefined)', 'LoopLawValidation(null)', 'LoopLawValidation({})',
  'StatefulStore#replica(1)', 'StatelessService.leave#drainFor(1)', 'StatelessService.leave#makeTimeFor(1)',
];

type Callable = (...args: unknown[]) => unknown;
type Members = Readonly<Record<string, Callable>>;

/** Methods that a compiler keeps from callers. */
const HIDDEN = new Set(['constructs', 'src/gates'].flatMap((folder) => readdirSync(join(__dirname, '../..', folder), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  .flatMap((file) => [...readFileSync(join(__dirname, '../..', folder, file), 'utf8').matchAll(/^ {2}(?:private|protected) (?:static )?(\w+)\(/gm)].map(([, name]) => name!))));

function classesOf(entry: string): readonly (readonly [string, Callable])[] {
  return functionsOf(entry).filter(([, value]) => /^class\b/.test(Function.prototype.toString.call(value)));
}

/** What can be called, errors aside: the package makes those. */
function functionsOf(entry: string): readonly (readonly [string, Callable])[] {
  return Object.entries(ENTRIES[entry]!).flatMap(([name, value]: [string, unknown]) => (typeof value === 'function' && !(value.prototype instanceof Error) ? [[name, value as Callable]] : []));
}

function methodsIn(prototype: object): readonly string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { value }]) => (typeof value === 'function' && name !== 'constructor' && !HIDDEN.has(name) ? [name] : []));
}

/** Methods of an object's own classes, beside those of the construct it is. */
function methodsOf(of: object): readonly string[] {
  const names = new Set<string>();
  for (let at = Object.getPrototypeOf(of) as object | null; at !== null && !Object.hasOwn(at, 'toString'); at = Object.getPrototypeOf(at) as object | null) for (const name of methodsIn(at)) names.add(name);
  return [...names];
}

/** Each thing that can be called, by name. */
function callsOf(entry: string): readonly (readonly [string, Callable])[] {
  const classes = new Map(classesOf(entry));
  return [
    ...functionsOf(entry).map(([name, of]) => [name, (...args: unknown[]) => (classes.has(name) ? Reflect.construct(of, args) as unknown : of(...args))] as const),
    ...[...classes].flatMap(([name, of]) => Object.getOwnPropertyNames(of).filter((key) => typeof (of as unknown as Members)[key] === 'function')
      .map((key) => [`${name}.${key}`, (...args: unknown[]) => (of as unknown as Members)[key]!(...args)] as const)),
    ...Object.entries(INSTANCES[entry] ?? {}).flatMap(([name, make]) => methodsOf(make()).map((method) => [`${name}#${method}`, (...args: unknown[]) => (make() as Members)[method]!(...args)] as const)),
  ];
}

/** How a call ends: `refused` in words that say what was expected, `taken`, or what is wrong. */
async function endOf(act: () => unknown): Promise<string> {
  try {
    await act();
    return 'taken';
  } catch (error) {
    const { name, message } = error as Error;
    const isTyped = ['ArgumentError', 'ConfigError', 'GateError', 'Refusal', 'WaiveError'].includes(name);
    return isTyped && /expected|there is no|is no|are no|write|pass/.test(message) && !/\[object|undefined,|NaN/.test(message) ? 'refused' : `${name}: ${message}`;
  }
}

describe.each(Object.keys(ENTRIES))('what %s exports', (entry) => {
  const calls = callsOf(entry);

  test('can be called, and each class with a method has an object here', () => {
    const objects = Object.values(INSTANCES[entry] ?? {}).map((make) => make());
    expect(calls.length).toBeGreaterThan(0);
    expect(classesOf(entry).filter(([, of]) => methodsIn(of.prototype as object).length > 0 && !objects.some((one) => one instanceof (of as unknown as new () => object))).map(([name]) => name)).toEqual([]);
  });

  test.each(calls)('%s refuses what is none of its arguments', async (name, call) => {
    const wrong: string[] = [];
    const tried = async (shown: string, args: readonly unknown[]): Promise<void> => {
      const end = await endOf(() => call(...args));
      if (end !== 'refused' && !(end === 'taken' && RIGHT.includes(shown))) wrong.push(`${shown}: ${end}`);
    };
    for (const [word, value] of STRANGE) {
      await tried(`${name}(${word})`, [value]);
      const scope = SCOPES[entry];
      if (scope !== undefined && /^[A-Z]\w*$/.test(name)) await tried(`${name}(scope, "id", ${word})`, [scope(), 'id', value]);
      await tried(`${name}(${word})`, [value, value, value]);
    }
    expect(wrong).toEqual([]);
  });
});
