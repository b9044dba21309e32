import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { ApiRole } from '../../identity/api-role';
import type { TokenEndpoint } from '../../identity/principal';
import { serviceAccount } from '../../identity/service-account';
import type { WorkloadIdentity } from '../../identity/workload-identity';
import { objectLabels, selectorLabels, type Labels } from '../../labels';
import { checkName } from '../../name';
import { nameOf, type NameOf } from '../../named';
import { external } from '../../network/external';
import { Flows } from '../../network/flows';
import type { Peer } from '../../network/peer';
import { WorkloadPolicy } from '../../network/workload-policy';
import { OTLP_PORT } from '../../observability/log-context';
import type { Platform } from '../../platform';
import { checked } from '../../props/checked';
import { SHAPES } from '../../props/shapes';
import { demand } from '../../refusal';
import { scopeOf } from '../../scope';
import type { Volumes } from '../../storage/volume';
import type { ByteQuantity } from '../resources/budget';
import type { Companions } from '../pod/companion';
import type { Environment } from '../pod/environment';
import type { Files } from '../pod/files';
import type { ImageReference } from '../pod/image';
import type { Namespace } from '../namespace/namespace';
import type { Placement } from '../placement/placement';
import type { Server } from './server';

/** Who the pods are: to a cloud, or only to the Kubernetes API. */
export type Account =
  | {
    /** Cloud identity. Default: a ServiceAccount of its own without any rights. Serves identity/dedicated-service-account. */
    readonly identity?: WorkloadIdentity;
    readonly serviceAccount?: never;
  }
  | {
    /** A ServiceAccount that exists; no other workload should have it. Serves identity/service-account-exists. */
    readonly serviceAccount: NameOf;
    readonly identity?: never;
  };

/** What a workload is in its namespace, whatever its pods are made of. */
export type Membership = Account & {
  /** Where it runs, and with that on which platform. Serves compute/no-default-namespace. */
  readonly namespace: Namespace;
  /** Name of all its objects; also its one selector label, so unique in the namespace. */
  readonly name: string;
  /** What it may ask the Kubernetes API for. Default: nothing, and no token is mounted. Serves identity/no-automount-token. */
  readonly role?: ApiRole;
  /** The application this is part of, as a label. Default: the name of the namespace. */
  readonly partOf?: string;
};

/** What every workload must or may say. */
export type WorkloadProps = Environment & Membership & Companions & {
  /** Serves compute/immutable-image. */
  readonly image: ImageReference;
  /** Default: the entry point of the image. @empty arguments behind it, too @later each of them, as a `Lazy` */
  readonly command?: readonly string[];
  /** Default: the arguments of the image. @empty ones, too @later each of them, as a `Lazy` */
  readonly args?: readonly string[];
  /** PriorityClass that says who dies first when the cluster is full, e.g. a rung of the PriorityLadder. Serves compute/priority-class-assigned. */
  readonly priorityClassName: string;
  /** Secrets and ConfigMaps as read-only files, by the folder they appear in. Default none. */
  readonly files?: Readonly<Record<`/${string}`, Files>>;
  /** Scratch with a size of its own, shared files and claims that exist, by the folder they appear in. Default none. Serves storage/ephemeral-bounded, no-shared-rwo, rwo-rollout. */
  readonly volumes?: Volumes;
  /** Folders the process writes scratch files to; all else is read-only. Default `/tmp`. Serves storage/ephemeral-bounded. */
  readonly writablePaths?: readonly `/${string}`[];
  /** Bound on scratch files and logs. Default `1Gi`. Serves storage/ephemeral-bounded. */
  readonly scratch?: ByteQuantity;
  /** Which nodes. Default: any, spread over zones and hosts where there is more than one pod. */
  readonly placement?: Placement;
  /** Numeric user of the process. Default: the user of the image, which must be a number other than 0. */
  readonly user?: number;
};

/** What all workloads share: a name, a ServiceAccount, a NetworkPolicy and the verbs that open it. */
export abstract class Workload extends Construct {
  readonly name: string;
  readonly namespace: Namespace;
  /** Labels that select its pods. */
  readonly selector: Labels;
  /** Labels of all its objects and pods. */
  readonly labels: Labels;
  /** `null` where the ServiceAccount is made elsewhere. */
  readonly serviceAccount: ApiObject | null;
  readonly serviceAccountName: string;
  readonly policy: WorkloadPolicy;
  /** Opens connections: `api.allow.to(orders)`, `api.allow.to(external({ cidr, port }))`. */
  readonly allow = new Flows(this);

  protected constructor(scope: Construct, id: string, component: string, membership: Membership) {
    super(scopeOf(scope, id), id);
    const { name, namespace, identity, serviceAccount: given, role, partOf } = checked(SHAPES, 'Membership', this.node.path, membership);
    checkName(this.node.path, name);
    this.name = name;
    this.namespace = namespace;
    this.selector = selectorLabels(name);
    this.labels = objectLabels(name, component, partOf ?? namespace.name);
    identity?.bindTo(this);
    this.serviceAccount = identity?.serviceAccount ?? (given === undefined ? serviceAccount(this, 'ServiceAccount', this.metadata) : null);
    this.serviceAccountName = this.serviceAccount?.name ?? nameOf(given ?? name);
    this.policy = new WorkloadPolicy(this);
    if (identity !== undefined) this.allowAddresses(identity.tokenEndpoint);
    if (role !== undefined) {
      demand(namespace.sandbox === undefined, this.node.path, 'compute/untrusted-isolated', () => ({
        found: `role "${role.name}" for a workload of namespace "${namespace.name}", whose code nobody trusts`, expected: 'no token of the Kubernetes API in its pods',
        remedy: 'let a workload of another namespace ask the API',
      }));
      role.bindTo(this);
      this.allowAddresses({ cidrs: this.platform.facts.apiServer ?? ['0.0.0.0/0'], ports: [443] });
    }
    const { telemetry } = this.platform.facts;
    if (telemetry !== undefined) this.policy.allowTo({ namespace: telemetry.namespace }, telemetry.port ?? OTLP_PORT);
  }

  /** Metadata of all its objects. */
  get metadata(): ApiObjectMetadata {
    return { name: this.name, namespace: this.namespace.name, labels: { ...this.labels } };
  }

  get platform(): Platform {
    return this.namespace.platform;
  }

  /** Opens the way to another workload's port, on both sides. */
  uses(other: Server): this {
    this.allow.to(other);
    return this;
  }

  /** Opens the way out to something that is no construct: a managed database, a partner's API. */
  reaches(peer: Peer, port: number): this {
    this.allow.to(external(typeof peer === 'object' ? { ...peer, port } : peer));
    return this;
  }

  /** A pod that cannot fetch its token crashes before it logs a line. */
  private allowAddresses({ cidrs, ports }: TokenEndpoint): void {
    for (const cidr of cidrs) this.policy.allowTo({ cidr }, ...ports);
  }
}
