import { Quantity, parseQuantity } from '../../../src/graph/reading/quantity';
import { demand } from '../../refusal';

/** Cores: `250m`, `0.5`, `2`. */
export type CpuQuantity = `${number}` | `${number}m`;
/** Bytes: `512Mi`, `2Gi`. */
export type ByteQuantity = `${number}${'Ki' | 'Mi' | 'Gi' | 'Ti'}`;

/** What a pod is promised, and what it can never exceed. */
export interface Share<Q extends string> {
  /** @refused with what to write */
  readonly request: Q;
  /** @refused with what to write */
  readonly limit: Q;
}

/** What a container may spend; one amount is request and limit alike. Serves compute/budgeted-pod, memory-limited, cpu-limited. */
export interface Budget {
  /** The limit is at most 4 times the request. @refused with what to write */
  readonly cpu: CpuQuantity | Share<CpuQuantity>;
  /** The limit is at most twice the request. @refused with what to write */
  readonly memory: ByteQuantity | Share<ByteQuantity>;
}

/** A budget where request and limit are one: the pod is Guaranteed and evicted last. Serves compute/guaranteed-when-critical. */
export interface Reservation extends Budget {
  readonly cpu: CpuQuantity;
  readonly memory: ByteQuantity;
}

/** How far a limit may exceed its request before nodes are sold twice. Serves compute/request-limit-ratio. */
const BURST = { cpu: 4, memory: 2 } as const;

/** Amounts by resource, as Kubernetes names them. */
export type Amounts = Readonly<Record<string, string>>;

/** The `resources` of a container. */
export interface ContainerResources {
  readonly requests: ContainerAmounts;
  readonly limits: ContainerAmounts;
}

type ContainerAmounts = Readonly<Record<'cpu' | 'memory' | 'ephemeral-storage', string>>;

/** Checks a budget and writes it down. `scratch` bounds what the container writes to the node's disk. */
export function containerResources(where: string, budget: Budget, scratch: ByteQuantity): ContainerResources {
  const cpu = shareOf(budget.cpu);
  const memory = shareOf(budget.memory);
  checkShare(where, 'cpu', cpu);
  checkShare(where, 'memory', memory);
  positive(where, 'ephemeral-storage', scratch);
  return {
    requests: { cpu: cpu.request, memory: memory.request, 'ephemeral-storage': scratch },
    limits: { cpu: cpu.limit, memory: memory.limit, 'ephemeral-storage': scratch },
  };
}

/** What several containers need together. */
export function totalOf(containers: readonly ContainerResources[]): ContainerResources {
  const sum = (of: 'requests' | 'limits'): ContainerAmounts => {
    const total = (resource: keyof ContainerAmounts): string => containers
      .reduce((before, container) => before.add(parseQuantity(container[of][resource]) ?? Quantity.zero), Quantity.zero).toString();
    return { cpu: total('cpu'), memory: total('memory'), 'ephemeral-storage': total('ephemeral-storage') };
  };
  return { requests: sum('requests'), limits: sum('limits') };
}

/** The amount a text stands for; refuses what is no amount or nothing. */
export function positive(where: string, resource: string, text: string): Quantity {
  const amount = parseQuantity(text);
  demand(amount !== null && amount.sign() > 0, where, 'compute/budgeted-pod', () => ({
    found: `${resource} "${text}"`,
    expected: 'an amount above zero; the API server counts zero as no budget at all',
    remedy: resource === 'cpu' ? 'write cores, e.g. "250m"' : 'write bytes, e.g. "256Mi"',
  }));
  return amount;
}

function shareOf<Q extends string>(share: Q | Share<Q>): Share<Q> {
  return typeof share === 'string' ? { request: share, limit: share } : share;
}

function checkShare(where: string, resource: keyof typeof BURST, share: Share<string>): void {
  const request = positive(where, resource, share.request);
  const limit = positive(where, resource, share.limit);
  const found = `${resource} request ${share.request}, limit ${share.limit}`;
  demand(request.compare(limit) <= 0, where, 'compute/budgeted-pod', () => ({
    found, expected: 'a limit that is not below the request', remedy: 'raise the limit or lower the request; the API server rejects this pod',
  }));
  const most = BURST[resource];
  demand(limit.compare(request.times(most)) <= 0, where, 'compute/request-limit-ratio', () => ({
    found, expected: `a limit of at most ${most} times the request`,
    remedy: 'raise the request to what the pod uses in its busy hour, or lower the limit; to go beyond, patch the object and waive the law with a reason',
  }));
}
