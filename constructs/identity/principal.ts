import type { Labels } from '../labels';
import type { Cidr, Cloud, Platform } from '../platform';
import type { Reason } from '../refusal';

/** Whom a workload is in its cloud: a name, never a secret. */
export interface Principals {
  readonly aws:
    | { /** Role for IRSA, its trust pinned to the ServiceAccount. */ readonly roleArn: `arn:${string}:iam::${string}:role/${string}`; readonly podIdentity?: never }
    | { /** EKS Pod Identity: the association on the cloud side names the role. */ readonly podIdentity: true; readonly roleArn?: never };
  readonly azure: {
    /** Client id of the managed identity that trusts the ServiceAccount. */
    readonly clientId: string;
    /** Default: the tenant of the cluster. */
    readonly tenantId?: string;
  };
  readonly gcp:
    | { /** Google service account to act as. */ readonly serviceAccount: `${string}@${string}.iam.gserviceaccount.com`; readonly direct?: never }
    | { /** Roles are granted to the Kubernetes ServiceAccount itself. */ readonly direct: true; readonly serviceAccount?: never };
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
  tokenEndpoint(platform: Platform<C>, principal: Principals[C]): TokenEndpoint;
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const GOOGLE_ACCOUNT = /^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.:-]+\.iam\.gserviceaccount\.com$/;
const ANYWHERE: readonly Cidr[] = ['0.0.0.0/0'];

/** The keyless identity of each cloud. Serves identity/workload-identity-wired, azure-use-label, network/policy-allows-identity. */
export const WIRINGS: { readonly [C in Cloud]: Wiring<C> } = {
  aws: {
    flaw: ({ roleArn, podIdentity }) => (podIdentity === true || ROLE_ARN.test(roleArn) ? null : {
      found: `role "${roleArn}"`, expected: 'the ARN of an IAM role, or { podIdentity: true }', remedy: 'write e.g. "arn:aws:iam::123456789012:role/shop-api"',
    }),
    annotations: ({ roleArn }): Labels => (roleArn === undefined ? {} : {
      'eks.amazonaws.com/role-arn': roleArn, 'eks.amazonaws.com/sts-regional-endpoints': 'true',
    }),
    podLabels: {},
    tokenEndpoint: ({ facts }, { podIdentity }) => (podIdentity === true
      ? { cidrs: ['169.254.170.23/32'], ports: [80] }
      : { cidrs: facts.tokenEndpoints ?? ANYWHERE, ports: [443] }),
  },
  azure: {
    flaw: ({ clientId, tenantId }) => (GUID.test(clientId) && GUID.test(tenantId ?? clientId) ? null : {
      found: `clientId "${clientId}"${tenantId === undefined ? '' : `, tenantId "${tenantId}"`}`,
      expected: 'GUIDs of a managed identity', remedy: 'copy them from `az identity show`',
    }),
    annotations: ({ clientId, tenantId }): Labels => ({
      'azure.workload.identity/client-id': clientId,
      ...(tenantId !== undefined && { 'azure.workload.identity/tenant-id': tenantId }),
    }),
    podLabels: { 'azure.workload.identity/use': 'true' },
    tokenEndpoint: ({ facts }) => ({ cidrs: facts.tokenEndpoints ?? ANYWHERE, ports: [443] }),
  },
  gcp: {
    flaw: ({ serviceAccount, direct }) => (direct === true || GOOGLE_ACCOUNT.test(serviceAccount) ? null : {
      found: `service account "${serviceAccount}"`, expected: 'the address of a Google service account, or { direct: true }',
      remedy: 'write e.g. "shop-api@my-project.iam.gserviceaccount.com"',
    }),
    annotations: ({ serviceAccount }): Labels => (serviceAccount === undefined ? {} : { 'iam.gke.io/gcp-service-account': serviceAccount }),
    podLabels: {},
    tokenEndpoint: ({ facts }) => (facts.dataplane === 'v1'
      ? { cidrs: ['169.254.169.252/32'], ports: [987, 988] }
      : { cidrs: ['169.254.169.254/32'], ports: [80, 8080] }),
  },
};
