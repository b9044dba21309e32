import type { Construct } from 'constructs';
import { named } from '../src/argument/named';
import { demand } from './refusal';

/** How `constructs` marks its class, so that several copies in one process know each other. It is not imported here: what stands beside loads without it. */
const CONSTRUCT = Symbol.for('constructs.Construct');

function isConstruct(value: unknown): value is Construct {
  return typeof value === 'object' && value !== null && CONSTRUCT in value;
}

/** What a construct is made in, once it is one. @throws Refusal for what is no construct, and for an id that is no text */
export function scopeOf(scope: Construct, id: string): Construct {
  const where = pathOf(scope, id);
  demand(isConstruct(scope), where, 'props', () => ({
    found: 'a scope that is no construct', expected: 'the construct it is made in', remedy: 'pass a chart or a stack first, then the id: new Worker(this, "worker", { … })',
  }));
  demand(typeof (id as unknown) === 'string' && id !== '', where, 'props', () => ({ found: 'no id', expected: 'text', remedy: 'name it second, unlike all else in its scope: new Worker(this, "worker", { … })' }));
  return scope;
}

/** The path of what is about to be made. */
export function pathOf(scope: unknown, id: unknown): string {
  const above = isConstruct(scope) ? scope.node.path : '';
  return [above, typeof id === 'string' ? id : ''].filter((part) => part !== '').join('/') || 'a construct without an id';
}

/** Refuses what is no workload where one is to be given something. `members`: what is used of it. */
export function checkHolder(where: string, holder: unknown, members: readonly string[] = ['node', 'namespace']): void {
  demand(typeof holder === 'object' && holder !== null && members.every((member) => member in holder), where, 'props', () => ({
    found: `${named(holder)}, which is no workload`, expected: 'a workload, such as a StatelessService or a Worker', remedy: 'pass the workload itself; its props `identity` and `role` do the same',
  }));
}
