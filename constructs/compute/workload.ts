import type { ApiObject, ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import type { TokenEndpoint } from '../identity/principal';
import { serviceAccount } from '../identity/service-account';
import type { WorkloadIdentity } from '../identity/workload-identity';
import { objectLabels, selectorLabels, type Labels } from '../labels';
import { checkName } from '../name';
import { external } from '../network/external';
import { Flows } from '../network/flows';
import type { Health } from '../network/health';
import type { Peer } from '../network/peer';
import { checkPort, type Port } from '../network/port';
import { WorkloadPolicy } from '../network/workload-policy';
import { OTLP_PORT } from '../observability/log-context';
import type { Platform } from '../platform';
import type { ByteQuantity } from './budget';
import type { Environment } from './environment';
import type { Termination } from './graceful-termination';
import type { ImageReference } from './image';
import type { Namespace } from './namespace';

/** What every long-running workload must or may say. */
export interface WorkloadProps extends Environment, Termination {
  /** Where it runs, and with that on which platform. Serves compute/no-default-namespace. */
  readonly namespace: Namespace;
  /** Name of all its objects; also its one selector label, so unique in the namespace. */
  readonly name: string;
  /** Serves compute/immutable-image. */
  readonly image: ImageReference;
  /** Default: the entry point of the image. */
  readonly command?: readonly string[];
  /** Default: the arguments of the image. */
  readonly args?: readonly string[];
  /** The port it serves. Serves network/named-ports, service-target-port. */
  readonly port: Port;
  /** Serves network/readiness-probe, probe-tuned, compute/startup-probe, liveness-safe. */
  readonly health: Health;
  /** PriorityClass that says who dies first when the cluster is full, e.g. a rung of the PriorityLadder. Serves compute/priority-class-assigned. */
  readonly priorityClassName: string;
  /** Cloud identity. Default: a ServiceAccount of its own without any rights. Serves identity/dedicated-service-account. */
  readonly identity?: WorkloadIdentity;
  /** Folders the process writes scratch files to; all else is read-only. Default `/tmp`. Serves storage/ephemeral-bounded. */
  readonly writablePaths?: readonly `/${string}`[];
  /** Bound on scratch files and logs. Default `1Gi`. Serves storage/ephemeral-bounded. */
  readonly scratch?: ByteQuantity;
  /** The application this is part of, as a label. Default: the name of the namespace. */
  readonly partOf?: string;
}

/** What stateless and stateful workloads share: a name, a ServiceAccount, a NetworkPolicy and the verbs that open it. */
export abstract class Workload extends Construct {
  readonly name: string;
  readonly namespace: Namespace;
  readonly port: Port;
  /** Labels that select its pods. */
  readonly selector: Labels;
  /** Labels of all its objects and pods. */
  readonly labels: Labels;
  readonly serviceAccount: ApiObject;
  readonly policy: WorkloadPolicy;
  /** Opens connections: `api.allow.to(orders)`, `api.allow.to(external({ cidr, port }))`, `api.allow.from({ namespace: 'gateway' })`. */
  readonly allow = new Flows(this);

  protected constructor(scope: Construct, id: string, component: string, { name, namespace, port, identity, partOf }: WorkloadProps) {
    super(scope, id);
    checkName(this.node.path, name);
    checkPort(this.node.path, port);
    this.name = name;
    this.namespace = namespace;
    this.port = port;
    this.selector = selectorLabels(name);
    this.labels = objectLabels(name, component, partOf ?? namespace.name);
    identity?.bindTo(this);
    this.serviceAccount = identity?.serviceAccount ?? serviceAccount(this, 'ServiceAccount', this.metadata);
    this.policy = new WorkloadPolicy(this);
    if (identity !== undefined) this.allowTokens(identity.tokenEndpoint);
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

  /** Its DNS name inside the cluster. */
  get host(): string {
    return `${this.name}.${this.namespace.name}.svc`;
  }

  /** Opens the way to another workload's port, on both sides. */
  uses(other: Workload): this {
    this.allow.to(other);
    return this;
  }

  /** Opens the way out to something that is no construct: a managed database, a partner's API. */
  reaches(peer: Peer, port: number): this {
    this.allow.to(external({ ...peer, port }));
    return this;
  }

  /** A pod that cannot fetch its token crashes before it logs a line. */
  private allowTokens({ cidrs, ports }: TokenEndpoint): void {
    for (const cidr of cidrs) this.policy.allowTo({ cidr }, ...ports);
  }
}
