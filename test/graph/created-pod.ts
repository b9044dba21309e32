import { hostPort, podRequests, requestsFromLimits, withLimitRanges, type Amounts, type LimitRangeItem, type Resources } from '../../src/graph/defaults/pod-creation';
import { amount } from './amount';
import type { Json } from './defaulting-cases';

interface Container extends Json {
  readonly resources?: Resources<string>;
  readonly ports?: readonly (Json & { readonly containerPort: number })[];
  readonly restartPolicy?: string;
}

/** A pod as it is after creation in a namespace, plain field defaults aside. */
export function createdPod<P extends Json>(pod: P, namespace: readonly Json[]): P {
  const items = namespace.filter(({ kind }) => kind === 'LimitRange').flatMap(({ spec }) => (spec as { limits: LimitRangeItem<string>[] }).limits);
  const spec = pod['spec'] as Json & { containers?: Container[]; initContainers?: Container[]; resources?: Resources<string> };
  const budgeted = (containers: readonly Container[] | undefined) =>
    (containers ?? []).map((c) => (c.resources ? { ...c, resources: requestsFromLimits(c.resources) } : c));
  const containers = budgeted(spec.containers);
  const initContainers = budgeted(spec.initContainers);
  const finished = (container: Container): Container => ({
    ...container,
    ...(container.resources || items.length > 0 ? { resources: withLimitRanges(container.resources ?? {}, items) } : {}),
    ...(container.ports && { ports: container.ports.map((port) => ({ ...port, hostPort: hostPort(port, spec['hostNetwork'] === true) })) }),
  });
  return {
    ...pod,
    spec: {
      ...spec,
      containers: containers.map(finished),
      ...(spec.initContainers && { initContainers: initContainers.map(finished) }),
      ...(spec.resources && { resources: podRequests(spec.resources, together(containers, initContainers)) }),
    },
  };
}

/** What the containers of a pod request at once: all that run side by side, or the init container that needs more than they do. */
function together(containers: readonly Container[], initContainers: readonly Container[]): Amounts<string> {
  const names = new Set([...containers, ...initContainers].flatMap((c) => Object.keys(c.resources?.requests ?? {})));
  return Object.fromEntries([...names].map((name) => {
    const need = (c: Container) => amount(c.resources?.requests?.[name] ?? 0);
    let sidecars = 0;
    let starting = 0;
    for (const c of initContainers) {
      if (c.restartPolicy === 'Always') sidecars += need(c);
      starting = Math.max(starting, sidecars + (c.restartPolicy === 'Always' ? 0 : need(c)));
    }
    return [name, `${Math.max(starting, containers.reduce((sum, c) => sum + need(c), sidecars))}m`];
  }));
}
