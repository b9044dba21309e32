import { parseQuantity, Quantity } from '../reading/quantity';
import type { Subject } from '../reading/subject';
import type { Container } from '../workload/container';
import type { Pod } from '../workload/pod';

/** Amounts by resource: CPU in thousandths of a core, all else in whole units. */
export type Amounts = ReadonlyMap<string, bigint>;

/**
 * What the scheduler sets aside for a pod: its containers and sidecars together, or the init container that needs more beside the
 * sidecars before it; what the pod requests as a whole stands for these; its runtime's overhead comes on top.
 * Throws `Undecided` where an amount is not known.
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function podRequest(pod: Pod): Amounts {
  const spec = pod.spec;
  const total = new Map(containersRequest(pod.containers));
  if (pod.workload.graph.isAtLeast('1.34')) {
    const resources = spec.in('resources');
    for (const [name, amount] of amountsIn(resources.in('limits'))) if (!total.has(name)) total.set(name, amount);
    for (const [name, amount] of amountsIn(resources.in('requests'))) total.set(name, amount);
  }
  return sum(total, amountsIn(spec.in('overhead')));
}

/** What a resource list holds. Throws `Undecided` for an amount nobody can read. */
export function amountsIn(list: Subject): Amounts {
  return new Map(list.keys().map((name) => {
    const amount = parseQuantity(list.get(name));
    if (amount === null) throw list.unknown(name);
    return [name, inUnits(name, amount)];
  }));
}

/** The amount in the unit its resource is counted in. */
export function inUnits(resource: string, amount: Quantity): bigint {
  return resource === 'cpu' ? amount.milliValue() : amount.value();
}

function containersRequest(containers: readonly Container[]): Amounts {
  let running: Amounts = new Map();
  let sidecars: Amounts = new Map();
  let starting: Amounts = new Map();
  for (const container of containers) {
    const own = ofContainer(container);
    if (container.role !== 'init') running = sum(running, own);
    if (container.role === 'sidecar') sidecars = sum(sidecars, own);
    if (container.role !== 'app') starting = most(starting, container.role === 'sidecar' ? sidecars : sum(own, sidecars));
  }
  return most(running, starting);
}

/** Its requests, else its limits, else, for CPU and memory, what the namespace gives it. */
function ofContainer(container: Container): Amounts {
  const resources = container.in('resources');
  const own = new Map([...amountsIn(resources.in('limits')), ...amountsIn(resources.in('requests'))]);
  if (container.pod.spec.has('resources')) return own;
  for (const name of ['cpu', 'memory'] as const) {
    const given = own.has(name) ? null : container.request(name);
    if (given !== null) own.set(name, inUnits(name, given.amount));
  }
  return own;
}

function sum(a: Amounts, b: Amounts): Amounts {
  return joined(a, b, (x, y) => x + y);
}

function most(a: Amounts, b: Amounts): Amounts {
  return joined(a, b, (x, y) => (x > y ? x : y));
}

function joined(a: Amounts, b: Amounts, of: (x: bigint, y: bigint) => bigint): Amounts {
  return new Map([...new Set([...a.keys(), ...b.keys()])].map((name) => [name, of(a.get(name) ?? 0n, b.get(name) ?? 0n)]));
}
