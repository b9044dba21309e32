/** Amounts by resource (`cpu`, `memory`, `nvidia.com/gpu` …), as written. */
export type Amounts<Q> = Readonly<Record<string, Q>>;

/** `resources` of a container or of a pod. */
export interface Resources<Q> {
  readonly requests?: Amounts<Q>;
  readonly limits?: Amounts<Q>;
}

/** An item of a LimitRange. */
export interface LimitRangeItem<Q> {
  readonly type: string;
  readonly default?: Amounts<Q>;
  readonly defaultRequest?: Amounts<Q>;
  readonly min?: Amounts<Q>;
  readonly max?: Amounts<Q>;
}

/**
 * What happens when a pod is created, in this order, and not to the template it comes from. Amounts are passed on as they are, of whatever
 * type the caller keeps them in.
 * @see https://github.com/kubernetes/kubernetes/blob/master/pkg/apis/core/v1/defaults.go (SetDefaults_Pod)
 */

/** A request that is missing beside a limit is that limit. For containers and init containers. */
export function requestsFromLimits<Q>(resources: Resources<Q>): Resources<Q> {
  return { ...resources, requests: { ...resources.limits, ...resources.requests } };
}

/**
 * Requests of the pod itself, where it has limits of its own: what its containers together request, else that limit.
 * @param ofContainers what the containers together request, after {@link requestsFromLimits}: sum, or the init container that needs more.
 */
export function podRequests<Q>(resources: Resources<Q>, ofContainers: Amounts<Q>): Resources<Q> {
  const { limits = {}, requests } = resources;
  if (Object.keys(limits).length === 0) return resources;
  return {
    ...resources,
    requests: { ...only(limits, isPodLevel), ...only(ofContainers, isShareable), ...requests },
  };
}

/** A container port of a pod in the host's network is a port of the host. */
export function hostPort(port: { readonly containerPort: number; readonly hostPort?: number }, hostNetwork: boolean): number | undefined {
  return port.hostPort || (hostNetwork ? port.containerPort : undefined);
}

/** A LimitRange's item as it is stored: bounds become defaults. Only items for containers get any. */
export function storedLimitRangeItem<Q>(item: LimitRangeItem<Q>): LimitRangeItem<Q> {
  if (item.type !== 'Container') return item;
  const limits = { ...item.max, ...item.default };
  return { ...item, default: limits, defaultRequest: { ...item.min, ...limits, ...item.defaultRequest } };
}

/** What LimitRanges add to a container, last of all: their defaults where nothing is set. The first one wins. */
export function withLimitRanges<Q>(resources: Resources<Q>, items: readonly LimitRangeItem<Q>[]): Resources<Q> {
  return items.filter((item) => item.type === 'Container').map(storedLimitRangeItem).reduce<Resources<Q>>((given, item) => ({
    limits: { ...item.default, ...given.limits },
    requests: { ...item.defaultRequest, ...given.requests },
  }), resources);
}

/** Resources a pod can budget as a whole. */
function isPodLevel(resource: string): boolean {
  return isShareable(resource) || resource.startsWith('hugepages-');
}

/** Resources that can be promised to more than one. */
function isShareable(resource: string): boolean {
  return resource === 'cpu' || resource === 'memory';
}

function only<Q>(amounts: Amounts<Q>, test: (resource: string) => boolean): Amounts<Q> {
  return Object.fromEntries(Object.entries(amounts).filter(([resource]) => test(resource)));
}
