/**
 * The prototype of every map that was read: it inherits nothing, so `constructor` or `__proto__` in a manifest is plain
 * data. One shared prototype, rather than `Object.create(null)` each time, keeps the maps in V8's fast mode.
 */
const MAPPING_PROTOTYPE: object = Object.freeze(Object.create(null) as object);

/** A new map for values read from outside. */
export function newMapping(): Record<string, unknown> {
  return new (Mapping as unknown as new () => Record<string, unknown>)();
}

/** Turns an object of `JSON.parse` into such a map, in place. */
export function asMapping(object: object): void {
  Object.setPrototypeOf(object, MAPPING_PROTOTYPE);
}

/** Whether a value is a map of key to value. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function Mapping(): void {
  // A constructor, so that V8 learns the usual size of the maps.
}
Mapping.prototype = MAPPING_PROTOTYPE;
