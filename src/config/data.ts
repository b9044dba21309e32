import { ConfigError } from './config';

/** A config has some hundred values; what has more is none. */
const MOST_VALUES = 100_000;
const MOST_LEVELS = 20;

/**
 * A copy of a value that is data and nothing else: what a config computes is computed once, keys without a value are gone, and nobody
 * holds a reference to it.
 *
 * @param where What messages call it.
 * @throws ConfigError naming the place of what is no data, of a cycle, and of what throws when it is read
 */
export function dataOf(value: unknown, where: string): unknown {
  const above = new Set<object>();
  let room = MOST_VALUES;

  const copy = (node: unknown, path: string): unknown => {
    const refuse = (found: string): never => {
      throw new ConfigError('invalid', `${where}: ${path === '' ? '' : `${path}: `}found ${found}, expected data`);
    };
    if (node === null || typeof node === 'string' || typeof node === 'boolean') return node;
    if (typeof node === 'number') return Number.isFinite(node) ? node : refuse('a number that is none');
    if (typeof node !== 'object') return refuse(`a ${typeof node}`);
    if (above.has(node)) return refuse('a cycle');
    if (above.size >= MOST_LEVELS) return refuse(`more than ${MOST_LEVELS} levels`);
    room -= 1;
    if (room < 0) return refuse(`more than ${MOST_VALUES} values`);
    above.add(node);
    const result = Array.isArray(node) ? Array.from(node, (item, i) => item === undefined ? refuse('an empty place in a list') : copy(item, `${path}[${i}]`)) : record(node, path, refuse);
    above.delete(node);
    return result;
  };

  const record = (node: object, path: string, refuse: (found: string) => never): unknown => {
    const prototype = Object.getPrototypeOf(node) as { constructor?: { name?: string } } | null;
    // Objects of a module that ran elsewhere have another Object above them.
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return refuse(`a ${prototype.constructor?.name ?? 'class'}`);
    const entries = Object.entries(node).filter(([, item]) => item !== undefined);
    room -= entries.length;
    return Object.fromEntries(entries.map(([key, item]) => [key, copy(item, path === '' ? key : `${path}.${key}`)]));
  };

  try {
    return copy(value, '');
  } catch (e) {
    throw e instanceof ConfigError ? e : new ConfigError('threw', `${where}: threw while it was read: ${e instanceof Error ? e.message : String(e)}`);
  }
}
