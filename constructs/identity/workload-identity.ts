import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Namespace } from '../compute/namespace/namespace';
import { objectLabels, type Labels } from '../labels';
import { checkName } from '../name';
import type { Cloud } from '../platform';
import { checked } from '../props/checked';
import { SHAPES } from '../props/shapes';
import { Refusal, demand } from '../refusal';
import { checkHolder, scopeOf } from '../scope';
import type { CloudIdentity } from './cloud-identity';
import { WIRINGS, type Principals, type TokenEndpoint } from './principal';
import { serviceAccount } from './service-account';

interface WorkloadIdentityBase<C extends Cloud> {
  /** Where the workload lives; its platform says which cloud gives the identity. */
  readonly namespace: Namespace<C>;
  /** Where tokens are fetched. Default: the endpoint of the cloud, narrowed by the platform. Serves network/policy-allows-identity. */
  readonly tokenEndpoint?: TokenEndpoint;
}

/** Who a workload is to its cloud: written out, or the one value that the cloud half is made of, too. */
export type WorkloadIdentityProps<C extends Cloud> = WorkloadIdentityBase<C> & ({
  /** Name of the ServiceAccount. The trust on the cloud side pins it together with the namespace. Serves identity/dedicated-service-account. */
  readonly name: string;
  /** Whom the workload is in the cloud of its platform. Serves identity/workload-identity-wired. */
  readonly principal: Principals[C];
  readonly identity?: never;
} | {
  /** Account and principal in one, shared with `IrsaRole`, `PodIdentityRole` or `FederatedIdentity`. Serves identity/workload-identity-wired. */
  readonly identity: CloudIdentity<C>;
  readonly name?: never;
  readonly principal?: never;
});

/** What the cloud side has to trust, and nothing else: the facts of a trust policy, federated credential or association. */
export interface Trust {
  readonly namespace: string;
  readonly serviceAccount: string;
  /** `system:serviceaccount:<namespace>:<name>`. */
  readonly subject: string;
  /** Whom the token is for; `null` where no token of the cluster reaches the cloud (EKS Pod Identity, GKE). */
  readonly audience: string | null;
}

/**
 * A cloud identity without a key: ServiceAccount, annotation, pod label and the way to the token endpoint.
 * Keeps identity/workload-identity-wired, azure-use-label, no-static-credentials, dedicated-service-account, no-automount-token
 * and network/policy-allows-identity. A principal of another cloud does not compile.
 */
export class WorkloadIdentity<C extends Cloud = Cloud> extends Construct {
  readonly namespace: Namespace<C>;
  readonly name: string;
  readonly principal: Principals[C];
  readonly serviceAccount: ApiObject;
  /** Labels the pods must carry, on the template: on the ServiceAccount they do nothing. */
  readonly podLabels: Labels;
  readonly podAnnotations: Labels;
  readonly tokenEndpoint: TokenEndpoint;
  /** For the cloud side: pin the trust to exactly this. */
  readonly trust: Trust;
  private bearer: string | null = null;

  constructor(scope: Construct, id: string, props: WorkloadIdentityProps<C>) {
    super(scopeOf(scope, id), id);
    const { namespace, tokenEndpoint, ...who } = checked(SHAPES, 'WorkloadIdentityProps', this.node.path, props);
    const { name, principal }: { name: string; principal: Principals[C] } = who.identity === undefined ? who : { name: who.identity.serviceAccount, principal: who.identity.principal };
    checkName(this.node.path, name);
    const { platform } = namespace;
    demand(who.identity === undefined || who.identity.namespace === namespace.name, this.node.path, 'identity/workload-identity-wired', () => ({
      found: `an identity of ${who.identity?.namespace}/${name} in namespace "${namespace.name}"`,
      expected: 'the namespace the cloud trusts', remedy: 'create it in the namespace that its value names',
    }));
    const wiring = WIRINGS[platform.cloud];
    const flaw = wiring.flaw(principal);
    if (flaw !== null) throw new Refusal(this.node.path, 'identity/workload-identity-wired', flaw);

    this.namespace = namespace;
    this.name = name;
    this.principal = principal;
    this.podLabels = wiring.podLabels;
    this.podAnnotations = { 'looplaw.dev/cloud-access': platform.cloud };
    this.tokenEndpoint = tokenEndpoint ?? wiring.tokenEndpoint(platform, principal);
    this.trust = { namespace: namespace.name, serviceAccount: name, subject: `system:serviceaccount:${namespace.name}:${name}`, audience: wiring.audience(principal) };
    this.serviceAccount = serviceAccount(this, 'Resource', {
      name, namespace: namespace.name, labels: { ...objectLabels(name, 'identity', namespace.name) }, annotations: wiring.annotations(principal),
    });
  }

  /** The subject the cloud must trust, and no other: `system:serviceaccount:<namespace>:<name>`. */
  get subject(): string {
    return this.trust.subject;
  }

  /** Gives the identity to its one workload. @throws Refusal for what is no workload, for a second one, and for one of another namespace. */
  bindTo(workload: { readonly node: { readonly path: string }; readonly namespace: { readonly name: string } }): void {
    checkHolder(this.node.path, workload);
    const { path } = workload.node;
    demand(this.bearer === null, path, 'identity/dedicated-service-account', () => ({
      found: `identity "${this.name}", which ${this.bearer} already has`, expected: 'an identity for each workload', remedy: 'create a second WorkloadIdentity',
    }));
    demand(workload.namespace.name === this.namespace.name, path, 'identity/workload-identity-wired', () => ({
      found: `an identity of namespace "${this.namespace.name}" for a workload in "${workload.namespace.name}"`,
      expected: 'both in one namespace: a pod can only name a ServiceAccount beside it', remedy: 'create the WorkloadIdentity in the namespace of the workload',
    }));
    this.bearer = path;
  }
}
