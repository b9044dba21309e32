import { podRequests, requestsFromLimits, withLimitRanges, type Resources } from '../defaults/pod-creation';
import type { Quantity } from '../reading/quantity';
import type { Subject } from '../reading/subject';
import type { Container } from '../workload/container';
import type { Pod } from '../workload/pod';
import { amountsIn, maxOf, sumOf, type Amounts } from './amounts';
import { assertNoLimitRangeBeside, limitRangesOf } from './limit-ranges';

/** What a container has of each resource once its pod is created; zeros count. */
export interface ContainerBudget {
  readonly container: Container;
  readonly requests: Amounts<Quantity>;
  readonly limits: Amounts<Quantity>;
}

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';

/** Resources that make a QoS class. */
const COMPUTE = ['cpu', 'memory'] as const;

/**
 * The resources of a pod as it is created from its template: requests follow from limits, LimitRanges of the namespace fill what is
 * missing. Undecided where an amount, or whether a LimitRange applies, is not known.
 */
export class PodBudget {
  /** All containers, init containers first. */
  readonly containers: readonly ContainerBudget[];
  /** What the pod budgets as a whole; `null` = it leaves that to its containers. */
  readonly own: Required<Resources<Quantity>> | null;

  constructor(readonly pod: Pod) {
    const { workload } = pod;
    assertNoLimitRangeBeside(workload);
    const rules = limitRangesOf(workload).flatMap((range) => range.rules);
    if (rules.length > 0) pod.assertWhole();
    const written = pod.containers.map((container) => ({ container, ...requestsFromLimits(resourcesIn(container.in('resources'))) }));
    this.own = pod.ownResources === null ? null : { requests: {}, limits: {}, ...podRequests(resourcesIn(pod.ownResources), needOf(written)) };
    this.containers = written.map(({ container, ...resources }) => ({ container, requests: {}, limits: {}, ...withLimitRanges(resources, rules) }));
  }

  /** Does a container say nothing of a resource, and the pod neither? Zero is said. */
  lacks(container: Container, kind: 'requests' | 'limits', resource: string): boolean {
    return this.own?.[kind][resource] === undefined && this.containers.find((part) => part.container === container)?.[kind][resource] === undefined;
  }

  /** What a container requests, zero being nothing; the request of its pod stands for it where that is allowed. `null` = none. */
  ownRequest(container: Container, resource: string, orOfPod: boolean): Quantity | null {
    const ofPod = orOfPod ? this.own?.requests[resource] : undefined;
    const amount = ofPod ?? this.containers.find((part) => part.container === container)?.requests[resource];
    return isPositive(amount) ? amount : null;
  }

  /** What the scheduler looks for on a node, overhead included. */
  get requests(): Amounts<Quantity> {
    const need = { ...needOf(this.containers), ...this.own?.requests };
    return sumOf([need, amountsIn(this.pod.spec.in('overhead'))]);
  }

  /** What the pod may use at most; a resource that only some containers are limited in counts where it is limited. */
  get limits(): Amounts<Quantity> {
    const most = needOf(this.containers.map(({ container, limits }) => ({ container, requests: limits })));
    const overhead = Object.entries(amountsIn(this.pod.spec.in('overhead')));
    const limits = { ...most, ...this.own?.limits };
    return sumOf([limits, Object.fromEntries(overhead.filter(([resource]) => Object.hasOwn(limits, resource)))]);
  }

  /** The first resource whose limit is not its request, and so keeps the pod from being Guaranteed; `null` = none does. */
  get unequal(): { readonly container: Container | null; readonly resource: string; readonly request: string | null; readonly limit: string | null } | null {
    for (const part of this.qosParts) {
      for (const resource of COMPUTE) {
        const [request, limit] = [part.requests[resource], part.limits[resource]];
        if (isPositive(limit) && request?.compare(limit) === 0) continue;
        return { container: part.container, resource: resource === 'cpu' ? 'CPU' : resource, request: textOf(request), limit: textOf(limit) };
      }
    }
    return null;
  }

  /** @see https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/ */
  get qosClass(): QosClass {
    const amounts = this.qosParts.flatMap(({ requests, limits }) => COMPUTE.map((resource) => ({ request: requests[resource], limit: limits[resource] })));
    if (amounts.every(({ request, limit }) => !isPositive(request) && !isPositive(limit))) return 'BestEffort';
    return this.unequal === null ? 'Guaranteed' : 'Burstable';
  }

  /** Where the pod budgets itself, its containers do not count. */
  private get qosParts(): readonly { readonly container: Container | null; readonly requests: Amounts<Quantity>; readonly limits: Amounts<Quantity> }[] {
    return this.own === null || isEmpty(this.own) ? this.containers : [{ container: null, ...this.own }];
  }
}

function resourcesIn(resources: Subject): Required<Resources<Quantity>> {
  return { requests: amountsIn(resources.in('requests')), limits: amountsIn(resources.in('limits')) };
}

/** Sidecars and containers run together; each init container runs beside the sidecars before it. */
export function needOf(parts: readonly { readonly container: Container; readonly requests?: Amounts<Quantity> }[]): Amounts<Quantity> {
  const started: Amounts<Quantity>[] = [];
  const peaks: Amounts<Quantity>[] = [];
  for (const { container, requests = {} } of parts) {
    if (container.role === 'init') peaks.push(sumOf([...started, requests]));
    else started.push(requests);
  }
  return maxOf([sumOf(started), ...peaks]);
}

function isEmpty({ requests, limits }: Required<Resources<Quantity>>): boolean {
  return COMPUTE.every((resource) => requests[resource] === undefined && limits[resource] === undefined);
}

function textOf(amount: Quantity | undefined): string | null {
  return amount === undefined ? null : String(amount);
}

function isPositive(amount: Quantity | undefined): amount is Quantity {
  return amount !== undefined && amount.sign() > 0;
}
