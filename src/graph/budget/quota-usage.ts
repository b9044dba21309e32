import { groupBy, type Join } from '../join';
import type { KubeObject } from '../object/kube-object';
import { Service } from '../network/service';
import { Quantity, parseQuantity } from '../reading/quantity';
import { Doubts } from '../reading/doubts';
import { Claim } from '../storage/claim';
import { Workload } from '../workload/workload';
import { amountIn, sumOf, type Amounts } from './amounts';
import type { ResourceQuota } from './resource-quota';

/** What one object of a namespace adds to a quota. */
interface Use {
  readonly by: KubeObject;
  readonly amounts: Amounts<Quantity>;
}

/** A resource of which a namespace may want more than its quota has. */
export interface Shortage {
  /** As the quota writes it. */
  readonly resource: string;
  readonly wanted: Quantity;
  readonly hard: Quantity;
  /** Those who want most of it, at most five. */
  readonly by: readonly KubeObject[];
}

const members: Join<ReadonlyMap<string, readonly KubeObject[]>> = (graph) => groupBy(graph.objects.filter((o) => graph.isApplied(o)), (o) => o.namespace);

/**
 * What the objects of the namespace want together beyond a quota, at their largest scale and with the surge of a rollout. What is not
 * known adds nothing: then a shortage is certain, and the lack of one is undecided.
 */
export function* shortagesOf(quota: ResourceQuota): Generator<Shortage> {
  const doubts = new Doubts();
  const uses = (quota.graph.join(members).get(quota.namespace) ?? []).flatMap((object) => doubts.attempt(() => usesOf(object, quota)) ?? []);
  const total = sumOf(uses.map(({ amounts }) => amounts));
  for (const [resource, hard] of Object.entries(quota.hard)) {
    const wanted = total[resource];
    if (wanted === undefined || wanted.compare(hard) <= 0) continue;
    const share = ({ amounts }: Use) => amounts[resource] ?? Quantity.zero;
    const by = uses.filter((use) => !share(use).isZero()).sort((a, b) => share(b).compare(share(a))).slice(0, 5).map((use) => use.by);
    yield { resource, wanted, hard, by };
  }
  doubts.settle();
}

function usesOf(object: KubeObject, quota: ResourceQuota): readonly Use[] {
  const counted: Record<string, Quantity> = { [`count/${countedAs(object)}`]: one };
  const parts: Amounts<Quantity>[] = [counted];
  if (object instanceof Workload) {
    const { budget } = object.pod;
    if (quota.counts(budget)) parts.push(times(podUse(budget.requests, budget.limits), object.podsAtMost));
    for (const { shared, claim } of object.pod.claims) if (!shared && claim !== null) parts.push(times(claimUse(claim), object.maximumScale));
  }
  if (object instanceof Service) parts.push(serviceUse(object));
  if (object.group === '' && object.kind === 'PersistentVolumeClaim') parts.push(claimUse(new Claim(object.graph, object, object.namespace, null)));
  const amounts = sumOf(quota.isScoped && !(object instanceof Workload) ? [] : parts);
  return [{ by: object, amounts }];
}

const one = parseQuantity('1')!;

/** `deployments.apps`, as quotas count objects; the plural is the plain one. */
function countedAs({ kind, group }: KubeObject): string {
  const plural = kind.toLowerCase().replace(/y$/, 'ie').replace(/(s|x)$/, '$1e');
  return `${plural}s${group === '' ? '' : `.${group}`}`;
}

function podUse(requests: Amounts<Quantity>, limits: Amounts<Quantity>): Amounts<Quantity> {
  const use: Record<string, Quantity> = { pods: one, 'count/pods': one };
  for (const [resource, amount] of Object.entries(requests)) {
    use[`requests.${resource}`] = amount;
    if (['cpu', 'memory', 'ephemeral-storage'].includes(resource)) use[resource] = amount;
  }
  for (const [resource, amount] of Object.entries(limits)) use[`limits.${resource}`] = amount;
  return use;
}

function claimUse(claim: Claim): Amounts<Quantity> {
  const storage = amountIn(claim.in('spec').in('resources').in('requests'), 'storage') ?? Quantity.zero;
  const ofClass = claim.storageClassName;
  const prefix = ofClass === null || ofClass === '' ? null : `${ofClass}.storageclass.storage.k8s.io/`;
  return {
    persistentvolumeclaims: one,
    'requests.storage': storage,
    ...(prefix !== null && { [`${prefix}persistentvolumeclaims`]: one, [`${prefix}requests.storage`]: storage }),
  };
}

function serviceUse(service: Service): Amounts<Quantity> {
  const type = service.spec.string('type');
  const ports = Array<Quantity>(service.spec.items('ports').length).fill(one).reduce((sum, n) => sum.add(n), Quantity.zero);
  const hasNodePorts = type === 'NodePort' || (type === 'LoadBalancer' && service.spec.boolean('allocateLoadBalancerNodePorts') !== false);
  return {
    services: one,
    ...(type === 'LoadBalancer' && { 'services.loadbalancers': one }),
    ...(hasNodePorts && { 'services.nodeports': ports }),
  };
}

function times(amounts: Amounts<Quantity>, count: number): Amounts<Quantity> {
  return Object.fromEntries(Object.entries(amounts).map(([resource, amount]) => [resource, amount.times(count)]));
}
