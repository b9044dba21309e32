import type { Labels } from '../labels';
import type { Cidr, Cloud, Platform } from '../platform';
import type { Reason } from '../refusal';

/** Whom a workload is in its cloud: a name, never a secret. */
export interface Principals {
  readonly aws: IrsaRole | PodIdentity;
  readonly azure: ManagedIdentity;
  readonly gcp:
    | {
      /** Google service account to act as. @refused with an example */
      readonly serviceAccount: `${string}@${string}.iam.gserviceaccount.com`;
      readonly direct?: never;
    }
    | {
      /** Roles are granted to the Kubernetes ServiceAccount itself. */
      readonly direct: true;
      readonly serviceAccount?: never;
    };
}

/** A role taken with a token of the cluster (IRSA); its trust is pinned to the ServiceAccount. */
export interface IrsaRole {
  /** @refused with an example */
  readonly roleArn: `arn:${string}:iam::${string}:role/${string}`;
  /** Whom the token is for, as the trust of the role says it. Default `sts.amazonaws.com`. */
  readonly audience?: string;
  /** Life of the token, 600 to 86400. Default 86400, the webhook's. Serves identity/token-bounded. */
  readonly tokenSeconds?: number;
  /** Ask the STS of the region, not the one in Virginia. Default `true`. */
  readonly regionalSts?: boolean;
  readonly podIdentity?: never;
}

/** EKS Pod Identity: an association on the cloud side names namespace, ServiceAccount and role; here nothing is written. */
export interface PodIdentity {
  readonly podIdentity: true;
  readonly roleArn?: never;
}

/** A managed identity that trusts the ServiceAccount by a federated credential. */
export interface ManagedIdentity {
  /** Its client id. */
  readonly clientId: string;
  /** Default: the tenant of the cluster. */
  readonly tenantId?: string;
  /** Life of the token, 3600 to 86400. Default 3600, the webhook's. Serves identity/token-bounded. */
  readonly tokenSeconds?: number;
  /** Which Azure. Default `public`. */
  readonly cloud?: 'public' | 'usGovernment' | 'china';
}

/** Addresses a token is fetched from. */
export interface TokenEndpoint {
  readonly cidrs: readonly Cidr[];
  readonly ports: readonly number[];
}

/** What one cloud's keyless identity is made of. */
interface Wiring<C extends Cloud> {
  /** What is wrong with a principal that slipped past the compiler; `null` = nothing. */
  flaw(principal: Principals[C]): Reason | null;
  annotations(principal: Principals[C]): Labels;
  readonly podLabels: Labels;
  /** Whom the token of the cluster is for; `null` where the cluster's own agent decides. */
  audience(principal: Principals[C]): string | null;
  tokenEndpoint(platform: Platform<C>, principal: Principals[C]): TokenEndpoint;
}

/** An id of Azure. */
export const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const GOOGLE_ACCOUNT = /^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.:-]+\.iam\.gserviceaccount\.com$/;
const ANYWHERE: readonly Cidr[] = ['0.0.0.0/0'];
const DAY = 86_400;
/** @see https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations */
const AZURE_AUDIENCE = { public: 'api://AzureADTokenExchange', usGovernment: 'api://AzureADTokenExchangeUSGov', china: 'api://AzureADTokenExchangeChina' } as const;

/**
 * The keyless identity of each cloud, and where its token is fetched: by IRSA and Azure's Workload Identity at the cloud itself, by EKS Pod
 * Identity and on GKE at an agent of the node. On GKE the iptables of Dataplane V1 have led the pod to the agent's own address before its policy
 * is asked; Dataplane V2 asks first. These are addresses of IPv4: in a cluster of IPv6 alone, name others as `tokenEndpoint`. Serves
 * identity/workload-identity-wired, azure-use-label, network/policy-allows-identity.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html
 * @see https://azure.github.io/azure-workload-identity/docs/installation/mutating-admission-webhook.html
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
 */
export const WIRINGS: { readonly [C in Cloud]: Wiring<C> } = {
  aws: {
    flaw: (principal) => {
      if (isPodIdentity(principal)) return null;
      const { roleArn, tokenSeconds } = principal;
      if (!ROLE_ARN.test(roleArn)) {
        return { found: `role "${roleArn}"`, expected: 'the ARN of an IAM role, or { podIdentity: true }', remedy: 'write e.g. "arn:aws:iam::123456789012:role/shop-api"' };
      }
      return lifetimeFlaw(tokenSeconds, 600);
    },
    annotations: (principal): Labels => (isPodIdentity(principal) ? {} : {
      'eks.amazonaws.com/role-arn': principal.roleArn,
      'eks.amazonaws.com/sts-regional-endpoints': String(principal.regionalSts ?? true),
      ...(principal.audience !== undefined && { 'eks.amazonaws.com/audience': principal.audience }),
      ...(principal.tokenSeconds !== undefined && { 'eks.amazonaws.com/token-expiration': String(principal.tokenSeconds) }),
    }),
    podLabels: {},
    audience: (principal) => (isPodIdentity(principal) ? null : principal.audience ?? 'sts.amazonaws.com'),
    tokenEndpoint: ({ facts }, principal) => (isPodIdentity(principal)
      ? { cidrs: ['169.254.170.23/32'], ports: [80] }
      : { cidrs: facts.tokenEndpoints ?? ANYWHERE, ports: [443] }),
  },
  azure: {
    flaw: ({ clientId, tenantId, tokenSeconds }) => (GUID.test(clientId) && GUID.test(tenantId ?? clientId) ? lifetimeFlaw(tokenSeconds, 3600) : {
      found: `clientId "${clientId}"${tenantId === undefined ? '' : `, tenantId "${tenantId}"`}`,
      expected: 'GUIDs of a managed identity', remedy: 'copy them from `az identity show`',
    }),
    annotations: ({ clientId, tenantId, tokenSeconds }): Labels => ({
      'azure.workload.identity/client-id': clientId,
      ...(tenantId !== undefined && { 'azure.workload.identity/tenant-id': tenantId }),
      ...(tokenSeconds !== undefined && { 'azure.workload.identity/service-account-token-expiration': String(tokenSeconds) }),
    }),
    podLabels: { 'azure.workload.identity/use': 'true' },
    audience: ({ cloud = 'public' }) => AZURE_AUDIENCE[cloud],
    tokenEndpoint: ({ facts }) => ({ cidrs: facts.tokenEndpoints ?? ANYWHERE, ports: [443] }),
  },
  gcp: {
    flaw: ({ serviceAccount, direct }) => (direct === true || GOOGLE_ACCOUNT.test(serviceAccount) ? null : {
      found: `service account "${serviceAccount}"`, expected: 'the address of a Google service account, or { direct: true }',
      remedy: 'write e.g. "shop-api@my-project.iam.gserviceaccount.com"',
    }),
    annotations: ({ serviceAccount }): Labels => (serviceAccount === undefined ? {} : { 'iam.gke.io/gcp-service-account': serviceAccount }),
    podLabels: {},
    audience: () => null,
    tokenEndpoint: ({ facts }) => (facts.dataplane === 'v1'
      ? { cidrs: ['169.254.169.252/32'], ports: [987, 988] }
      : { cidrs: ['169.254.169.254/32'], ports: [80, 8080] }),
  },
};

/** Does the association on the cloud side decide who the pods are? */
export function isPodIdentity(principal: Principals['aws']): principal is PodIdentity {
  return principal.podIdentity === true;
}

function lifetimeFlaw(seconds: number | undefined, least: number): Reason | null {
  if (seconds === undefined || (Number.isInteger(seconds) && seconds >= least && seconds <= DAY)) return null;
  return { found: `tokenSeconds ${seconds}`, expected: `whole seconds, ${least} to ${DAY}`, remedy: 'leave it out; the token is renewed long before it ends' };
}
