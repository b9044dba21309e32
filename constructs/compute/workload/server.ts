import type { Construct } from 'constructs';
import { ServerFlows } from '../../network/flows';
import { probes, type Health } from '../../network/health';
import type { Peer } from '../../network/peer';
import { checkPort, checkPorts, type Port } from '../../network/port';
import { Leave, type Termination } from './graceful-termination';
import type { Process } from '../pod/pod-template';
import { Workload, type Membership, type WorkloadProps } from './workload';

/** What a workload that answers requests must tell, besides what every workload does. */
export type ServerProps = WorkloadProps & Termination & {
  /** The port it serves. Serves network/named-ports, service-target-port. */
  readonly port: Port;
  /** Serves network/readiness-probe, probe-tuned, compute/startup-probe, liveness-safe. */
  readonly health: Health;
};

/** A workload others talk to: it has a port, a DNS name, and says when it is ready. */
export abstract class Server extends Workload {
  readonly port: Port;
  /** How it answers for itself; its front doors ask the same. */
  readonly health: Health;
  /** How its pods leave; a front door makes time for its longest request. */
  readonly leave: Leave;
  /** Opens connections: `api.allow.to(orders)`, `api.allow.from({ namespace: 'gateway' })`. */
  override readonly allow = new ServerFlows(this);

  protected constructor(scope: Construct, id: string, component: string, props: Membership & Termination & Pick<ServerProps, 'port' | 'health' | 'placement'>) {
    super(scope, id, component, props);
    checkPort(this.node.path, props.port);
    this.port = props.port;
    this.health = props.health;
    this.leave = new Leave(this, props, props.placement?.spot ?? false);
  }

  /** Its DNS name inside the cluster. */
  get host(): string {
    return `${this.name}.${this.namespace.name}.svc`;
  }

  /** Lets in who is no construct: the gateway, a load balancer's health checks, the scraper of metrics. Serves network/policy-allows-front-door. */
  admits(peer: Peer): this {
    this.allow.from(peer);
    return this;
  }

  /** Its process: probed on its port, and drained before it stops. `others`: ports besides those it serves and is asked for health on. */
  protected process({ health }: Pick<ServerProps, 'health'>, others: readonly Port[] = []): Process {
    const { path } = this.node;
    const besides = [...(health.port ? [health.port] : []), ...others];
    checkPorts(path, [this.port, ...besides]);
    return { port: this.port, besides, probes: probes(path, health, health.port ?? this.port), ...this.leave.written };
  }
}
