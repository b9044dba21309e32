import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterObject } from '../cluster-object';
import { objectLabels } from '../labels';
import { checkName } from '../name';
import { dnsEgress } from '../network/dns';
import type { Cloud, Platform } from '../platform';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { demand } from '../refusal';
import { scopeOf } from '../scope';
import { containerResources, positive, type Amounts, type Budget, type ByteQuantity, type Reservation } from './resources/budget';
import type { Booker, Namespace, Sandbox } from './namespace/namespace';
import { QuotaLedger } from './resources/quota-ledger';
import { tenancyLabels, tenancyQuota, type Team, type Tenancy } from './namespace/tenancy';

/** The financial budget of a namespace: the sum over all its pods at their largest scale, one rollout included. */
export interface NamespaceQuota {
  readonly requests: Reservation;
  readonly limits: Reservation;
  readonly pods: number;
  /** Room for stores. Default: no claims at all. Serves storage/storage-quota. */
  readonly storage?: { readonly size: ByteQuantity; readonly claims: number };
}

/** What a namespace must tell before anything moves in. */
export type GuardedNamespaceProps<C extends Cloud> = Tenancy & {
  /** The cluster; workloads take it from here. */
  readonly platform: Platform<C>;
  /** Name of the namespace. Serves compute/no-default-namespace. */
  readonly name: string;
  /** What all its pods together may ask for. Serves compute/namespace-guardrails, quota-requires-budget. */
  readonly quota: NamespaceQuota;
  /** What a container gets that says nothing, e.g. an injected sidecar. Default 100m to 400m cpu, 128Mi to 256Mi memory. Serves compute/limitrange-consistent. */
  readonly containerDefaults?: Budget;
};

const CONTAINER_DEFAULTS: Budget = { cpu: { request: '100m', limit: '400m' }, memory: { request: '128Mi', limit: '256Mi' } };

/**
 * A namespace where nothing is unbounded and nobody may talk until asked: quota, defaults, Pod Security *restricted*, default deny both
 * ways, DNS open; for a team also its rights, for code nobody trusts also a kernel of its own. Keeps compute/namespace-guardrails,
 * quota-requires-budget, limitrange-consistent, quota-fits, rbac-tenancy, untrusted-isolated, network/default-deny, policy-allows-dns and
 * storage/storage-quota.
 */
export class GuardedNamespace<C extends Cloud = Cloud> extends Construct implements Namespace<C> {
  readonly name: string;
  readonly platform: Platform<C>;
  readonly sandbox: Sandbox | undefined;
  readonly resource: ApiObject;
  readonly quota: ApiObject;
  readonly limits: ApiObject;
  readonly defaultDeny: ApiObject;
  readonly allowDns: ApiObject;
  /** Binds the people of a team; `null` for other tenancies. */
  readonly teamBinding: ApiObject | null;
  private readonly ledger: QuotaLedger;
  private readonly names = new Set<string>();

  constructor(scope: Construct, id: string, props: GuardedNamespaceProps<C>) {
    super(scopeOf(scope, id), id);
    const { platform, name, quota, containerDefaults = CONTAINER_DEFAULTS, ...tenancy } = checked(SHAPES, 'GuardedNamespaceProps', this.node.path, props);
    const where = this.node.path;
    checkName(where, name);
    const hard = { ...hardLimits(where, quota), ...tenancyQuota(tenancy) };
    const defaults = containerResources(where, containerDefaults, '1Gi');

    this.name = name;
    this.platform = platform;
    this.sandbox = tenancy.sandbox;
    this.ledger = new QuotaLedger(hard);
    this.resource = clusterObject(this, 'Resource', {
      apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { ...objectLabels(name, 'namespace', name), ...podSecurity(platform), ...tenancyLabels(tenancy) } },
    });
    this.quota = this.member('Quota', 'v1', 'ResourceQuota', 'budget', { hard });
    this.limits = this.member('Limits', 'v1', 'LimitRange', 'container-defaults', {
      limits: [{ type: 'Container', default: defaults.limits, defaultRequest: defaults.requests }],
    });
    this.defaultDeny = this.policy('DefaultDeny', 'default-deny', { policyTypes: ['Ingress', 'Egress'] });
    this.allowDns = this.policy('AllowDns', 'allow-dns', { policyTypes: ['Egress'], egress: [dnsEgress(platform)] });
    this.teamBinding = tenancy.team === undefined ? null : this.bind(tenancy.team);
  }

  book(workload: Booker, peak: Amounts): void {
    const { name, node: { path } } = checked(SHAPES, 'Booker', this.node.path, workload);
    checked(SHAPES, 'Amounts', path, peak);
    demand(!this.names.has(name), path, 'name', () => ({
      found: `a second workload "${name}" in namespace "${this.name}"`,
      expected: 'names that are unique: Services, budgets and policies select pods by them', remedy: 'give one of the two another name',
    }));
    this.ledger.book(path, peak);
    this.names.add(name);
  }

  private policy(id: string, name: string, spec: object): ApiObject {
    return this.member(id, 'networking.k8s.io/v1', 'NetworkPolicy', name, { podSelector: {}, ...spec });
  }

  /** The built-in roles `view` and `edit` name what they allow, and grow with the cluster. */
  private bind({ name, group, role = 'edit' }: Team): ApiObject {
    checkName(this.node.path, name);
    return new ApiObject(this, 'Team', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: this.metadata('team'),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: group }],
    });
  }

  private member(id: string, apiVersion: string, kind: string, name: string, spec: object): ApiObject {
    return new ApiObject(this, id, { apiVersion, kind, metadata: this.metadata(name), spec });
  }

  private metadata(name: string): ApiObjectMetadata {
    return { name, namespace: this.name, labels: objectLabels(name, 'guardrail', this.name) };
  }
}

/** Pods that are not *restricted* are refused; the rules are those of the cluster's own version, so that an upgrade changes nothing. */
function podSecurity(platform: Platform): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  for (const mode of ['enforce', 'audit', 'warn']) {
    labels[`pod-security.kubernetes.io/${mode}`] = 'restricted';
    labels[`pod-security.kubernetes.io/${mode}-version`] = `v${platform.kubeVersion}`;
  }
  return labels;
}

function hardLimits(where: string, { requests, limits, pods, storage }: NamespaceQuota): Amounts {
  const hard: Amounts = {
    'requests.cpu': requests.cpu, 'requests.memory': requests.memory, 'limits.cpu': limits.cpu, 'limits.memory': limits.memory,
    pods: String(pods),
  };
  for (const [resource, amount] of Object.entries({ ...hard, ...(storage && { storage: storage.size, claims: String(storage.claims) }) })) positive(where, resource, amount);
  return { ...hard, 'requests.storage': storage?.size ?? '0', persistentvolumeclaims: String(storage?.claims ?? 0) };
}
