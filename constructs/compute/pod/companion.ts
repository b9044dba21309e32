import { Quantity, parseQuantity } from '../../../src/graph/reading/quantity';
import { checkName } from '../../name';
import { probeHandler, type Check } from '../../network/health';
import { checkPort, containerPorts, type Port } from '../../network/port';
import { demand } from '../../refusal';
import type { PodVolumes, Volumes } from '../../storage/volume';
import { containerResources, type Budget, type ByteQuantity, type ContainerResources } from '../resources/budget';
import { commandOf } from './command';
import { environment, type Environment } from './environment';
import { checkImage, type ImageReference } from './image';
import { containerHardening } from './pod-hardening';
import type { Workload } from '../workload/workload';

/** A container beside the app, in the same pod. */
export interface Companion extends Environment {
  /** Name of the container. */
  readonly name: string;
  /** Serves compute/immutable-image. */
  readonly image: ImageReference;
  /** Default: the entry point of the image. @empty arguments behind it, too @later each of them, as a `Lazy` */
  readonly command?: readonly string[];
  /** Default: the arguments of the image. @empty ones, too @later each of them, as a `Lazy` */
  readonly args?: readonly string[];
  /** What it is promised and can never exceed. Serves compute/budgeted-pod, memory-limited, cpu-limited, request-limit-ratio. */
  readonly budget: Budget;
  /** Volumes by the folder they appear in; an object that the app mounts, too, is a folder they share. Default none. */
  readonly volumes?: Volumes;
  /** Bound on what else it writes. Default `256Mi`. Serves storage/ephemeral-bounded. */
  readonly scratch?: ByteQuantity;
}

/** A container that runs as long as the app: a proxy, a shipper of files. It is up before the app, and stops after it. */
export interface Sidecar extends Companion {
  /** Where it answers whether it is ready. Default: it is, once it runs. Serves network/named-ports. */
  readonly health?: { readonly port: Port; readonly readiness: Check };
}

/** What a workload says of companions. */
export interface Companions {
  /** Containers that run beside the app. From 1.29 the kubelet starts them first and stops them last. Default none. */
  readonly sidecars?: readonly Sidecar[];
  /** Containers that run one after the other and end before the app starts; sidecars are up by then. Default none. */
  readonly init?: readonly Companion[];
}

/** The containers of a pod besides the app's. */
export interface CompanionContainers {
  readonly initContainers: readonly object[];
  readonly containers: readonly object[];
}

/** Since then a container of `initContainers` may stay: beta and on by default. @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
const NATIVE_SIDECARS = '1.29';

/** Writes the companions of a pod. `lifecycle`: how the app leaves, for sidecars that stand beside it. */
export function companions(workload: Workload, props: Companions, volumes: PodVolumes, lifecycle: object | undefined): CompanionContainers {
  const { sidecars = [], init = [] } = props;
  const { path } = workload.node;
  const names = [workload.name, ...sidecars.map(({ name }) => name), ...init.map(({ name }) => name)];
  for (const [i, name] of names.entries()) {
    checkName(path, name);
    demand(names.indexOf(name) === i, path, 'name', () => ({ found: `two containers "${name}"`, expected: 'a name for each', remedy: 'rename one of them' }));
  }
  const isNative = workload.platform.isAtLeast(NATIVE_SIDECARS);
  const written = (of: Companion): object => container(workload, of, volumes);
  const beside = sidecars.map((sidecar) => ({
    ...written(sidecar),
    ...health(path, sidecar, isNative),
    ...(isNative ? { restartPolicy: 'Always' } : lifecycle && { lifecycle }),
  }));
  return { initContainers: [...(isNative ? beside : []), ...init.map(written)], containers: isNative ? [] : beside };
}

function container(workload: Workload, of: Companion, volumes: PodVolumes): object {
  const { node: { path }, platform } = workload;
  checkImage(path, of.image);
  return {
    name: of.name,
    image: of.image,
    ...commandOf(path, of),
    env: environment(path, platform, `${workload.name}-${of.name}`, of),
    resources: resourcesOf(path, of),
    securityContext: containerHardening,
    ...(of.volumes && { volumeMounts: volumes.mounts(of.volumes) }),
  };
}

/** A native sidecar holds back what starts after it until it answers. */
function health(where: string, { health: of }: Sidecar, isNative: boolean): object {
  if (of === undefined) return {};
  checkPort(where, of.port);
  const handler = probeHandler(of.readiness, of.port);
  return {
    ports: containerPorts([of.port]),
    readinessProbe: { ...handler, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
    ...(isNative && { startupProbe: { ...handler, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 } }),
  };
}

/** What a pod needs with its companions: the app and its sidecars, or an init container beside those, whichever is more. Serves compute/quota-fits. */
export function withCompanions(where: string, own: ContainerResources, { sidecars = [], init = [] }: Companions): ContainerResources {
  const beside = sidecars.map((of) => resourcesOf(where, of));
  const before = init.map((of) => resourcesOf(where, of));
  const most = (kind: 'requests' | 'limits', resource: 'cpu' | 'memory' | 'ephemeral-storage'): string => {
    const of = (resources: ContainerResources): Quantity => parseQuantity(resources[kind][resource]) ?? Quantity.zero;
    const sum = beside.reduce((total, each) => total.add(of(each)), Quantity.zero);
    return Quantity.max(sum.add(of(own)), ...before.map((each) => sum.add(of(each)))).toString();
  };
  const amounts = (kind: 'requests' | 'limits'): ContainerResources['limits'] => ({
    cpu: most(kind, 'cpu'), memory: most(kind, 'memory'), 'ephemeral-storage': most(kind, 'ephemeral-storage'),
  });
  return { requests: amounts('requests'), limits: amounts('limits') };
}

function resourcesOf(where: string, { budget, scratch = '256Mi' }: Companion): ContainerResources {
  return containerResources(where, budget, scratch);
}
