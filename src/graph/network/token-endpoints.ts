import type { Join } from '../join';
import { maybe, some } from '../reading/unknown';
import type { Pod } from '../workload/pod';
import { Cidr } from './cidr';
import type { End, Flow } from './flow';

/** Where pods fetch the tokens of a cloud identity. */
export interface TokenEndpoint {
  /** In words: `STS (TCP 443)`. */
  readonly title: string;
  /** Connections of which one is enough. */
  readonly flows: readonly Flow[];
}

const STS: TokenEndpoint = { title: 'STS (TCP 443)', flows: [tcp({ is: 'outside' }, 443)] };
const ENTRA: TokenEndpoint = { title: 'login.microsoftonline.com (TCP 443)', flows: [tcp({ is: 'outside' }, 443)] };
/** Its address hangs on the dataplane of the cluster, which no manifest tells. */
const GKE_METADATA: TokenEndpoint = {
  title: 'the metadata server of GKE (169.254.169.252, TCP 988; with Dataplane V2 169.254.169.254, TCP 80)',
  flows: [tcp(address('169.254.169.252'), 988), tcp(address('169.254.169.254'), 80)],
};
/** Made when it is asked for: reading an address of IPv6 costs a start several milliseconds. */
const eksAgent: Join<TokenEndpoint> = () => ({
  title: 'the EKS Pod Identity agent (169.254.170.23, TCP 80)',
  flows: [tcp(address('169.254.170.23'), 80), tcp(address('fd00:ec2::23'), 80)],
});

/** Annotations of ServiceAccounts that stand for an identity of a cloud. */
const BY_ANNOTATION: ReadonlyMap<string, TokenEndpoint> = new Map([
  ['eks.amazonaws.com/role-arn', STS],
  ['azure.workload.identity/client-id', ENTRA],
  ['iam.gke.io/gcp-service-account', GKE_METADATA],
]);

/**
 * Where these pods fetch tokens: told by their ServiceAccount, by the label of Azure Workload ID, by an association of EKS Pod Identity
 * in the set. Identities that only the cloud knows of are not among them.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
 */
export function tokenEndpointsOf(pod: Pod): readonly TokenEndpoint[] {
  const endpoints = new Set<TokenEndpoint>();
  const account = pod.serviceAccount;
  for (const [annotation, endpoint] of BY_ANNOTATION) if (account?.annotation(annotation) !== undefined) endpoints.add(endpoint);
  if (pod.labels.has('azure.workload.identity/use') && pod.labels.get('azure.workload.identity/use') === 'true') endpoints.add(ENTRA);
  if (hasPodIdentity(pod)) endpoints.add(pod.workload.graph.join(eksAgent));
  return [...endpoints];
}

/** Do its requests leave through a proxy, so that it reaches no token endpoint by itself? */
export function usesProxy(pod: Pod): boolean {
  return some(pod.containers, (container) => some(container.variables(), ({ name }) => /^https?_proxy$/i.test(name)));
}

/** ServiceAccounts that an association of EKS Pod Identity names, as `namespace/name`. */
const associatedAccounts: Join<ReadonlySet<string>> = (graph) => new Set(graph.ofKind('PodIdentityAssociation', 'eks.services.k8s.aws').flatMap(({ spec }) =>
  maybe(() => `${spec.string('namespace') ?? ''}/${spec.string('serviceAccount') ?? ''}`) ?? []));

function hasPodIdentity({ workload, serviceAccountName }: Pod): boolean {
  return workload.graph.join(associatedAccounts).has(`${workload.namespace}/${serviceAccountName}`);
}

function address(text: string): End {
  return { is: 'address', cidr: Cidr.of(text) };
}

function tcp(end: End, port: number): Flow {
  return { end, protocol: 'TCP', port, named: () => undefined };
}
