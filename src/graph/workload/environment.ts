import { Doubts } from '../reading/doubts';
import type { Container } from './container';
import type { KubeObject } from '../object/kube-object';
import type { Subject } from '../reading/subject';
import { Undecided, isUnresolved } from '../reading/unknown';

/** A Secret or ConfigMap of the container's namespace. */
export interface Store {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly name: string;
}

/** An environment variable of a container. */
export interface Variable {
  readonly name: string;
  /** The entry of `env` or `envFrom` that brings it. */
  readonly at: Subject;
  /** The store that holds its value; `null` for a value that is written out, and for fields. */
  readonly from: Store | null;
  /** Is it filled from a field of the pod or a resource of the container? */
  readonly isField: boolean;
  /** May its store, or the key in it, be missing? */
  readonly isOptional: boolean;
  /** Its value, which may be a secret: never to be shown. Throws `Undecided` where it is not known. */
  readonly value: () => string;
}

/**
 * The variables of a container, those of `env` first. What is certain comes first; `Undecided` is thrown at the end when a store that
 * may bring more is not in the set.
 */
export function* variablesOf(container: Container): Generator<Variable> {
  const doubts = new Doubts();
  for (const at of doubts.attempt(() => container.list('env')) ?? []) {
    const variable = doubts.attempt(() => written(container, at));
    if (variable) yield variable;
  }
  for (const at of doubts.attempt(() => container.list('envFrom')) ?? []) {
    yield* doubts.attempt(() => imported(container, at)) ?? [];
  }
  doubts.settle();
}

/** An entry of `env`, and one before it of the same name. */
export interface Repetition {
  readonly variable: Subject;
  readonly earlier: Subject;
}

/** Entries of `env` that repeat a name, certain ones first; throws `Undecided` after them where a name is not known. */
export function* repetitionsIn(container: Container): Generator<Repetition> {
  const doubts = new Doubts();
  const seen = new Map<string, Subject>();
  for (const variable of container.list('env')) {
    const name = doubts.attempt(() => variable.string('name'));
    if (name === undefined) continue;
    const earlier = seen.get(name);
    if (earlier !== undefined) yield { variable, earlier };
    seen.set(name, variable);
  }
  doubts.settle();
}

/** The store; `null` where the set is complete without it. Throws `Undecided` where it may be elsewhere. */
export function storeObject(container: Container, { kind, name }: Store): KubeObject | null {
  const { graph, namespace } = container.pod.workload;
  const found = graph.object('', kind, namespace, name);
  if (found === null) graph.assertComplete(kind, name);
  return found;
}

/** The keys a store holds, in whatever form. */
export function keysOf(store: KubeObject): readonly string[] {
  return [...new Set(['data', 'stringData', 'binaryData'].flatMap((field) => store.in(field).keys()))];
}

/** The text a key of a store holds, decoded; `undefined` when there is no such key. May be a secret: never to be shown. */
export function textIn(store: KubeObject, key: string): string | undefined {
  const plain = store.in('stringData').string(key);
  if (plain !== undefined) return plain;
  const text = store.in('data').string(key);
  return text === undefined || store.kind !== 'Secret' ? text : Buffer.from(text, 'base64').toString('utf8');
}

function written(container: Container, at: Subject): Variable {
  const name = at.string('name');
  if (name === undefined) throw at.unknown('name');
  const source = at.in('valueFrom');
  const isField = source.has('fieldRef') || source.has('resourceFieldRef');
  const from = storeIn(source, 'secretKeyRef', 'configMapKeyRef');
  const reference = source.in(from?.kind === 'ConfigMap' ? 'configMapKeyRef' : 'secretKeyRef');
  const value = from === null
    ? () => {
      if (at.has('valueFrom')) throw at.unknown('valueFrom');
      return at.string('value') ?? '';
    }
    : () => textOf(container, from, reference.string('key') ?? '');
  const isOptional = from !== null && reference.boolean('optional') === true;
  return { name, at, from, isField, isOptional, value };
}

function imported(container: Container, at: Subject): readonly Variable[] {
  const from = storeIn(at, 'secretRef', 'configMapRef');
  if (from === null) return [];
  const store = storeObject(container, from);
  if (store === null) return [];
  const prefix = at.string('prefix') ?? '';
  return keysOf(store).map((key) => ({ name: `${prefix}${key}`, at, from, isField: false, isOptional: false, value: () => textOf(container, from, key) }));
}

function storeIn(at: Subject, secretField: string, configMapField: string): Store | null {
  if (at.has(secretField)) return { kind: 'Secret', name: at.in(secretField).string('name') ?? '' };
  return at.has(configMapField) ? { kind: 'ConfigMap', name: at.in(configMapField).string('name') ?? '' } : null;
}

function textOf(container: Container, from: Store, key: string): string {
  const store = storeObject(container, from);
  const text = store === null ? '' : (textIn(store, key) ?? '');
  if (isUnresolved(text)) throw new Undecided(`what ${from.kind} ${from.name} holds is not known`);
  return text;
}
