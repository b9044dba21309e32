import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { Workload } from '../compute/workload/workload';
import { NamePolicy } from './name-policy';
import { checkFarPort, checkPeer, isWorkload, policyPeer, policyPorts, type Peer } from './peer';
import { checkHolder, scopeOf } from '../scope';

/** The one NetworkPolicy of a workload; it grows as flows are opened. Keeps network/policy-coverage, policy-peer-scoped. */
export class WorkloadPolicy extends Construct {
  readonly resource: ApiObject;
  /** What it may reach by name, in the words of the network. */
  readonly names: NamePolicy;
  /** Rules by their text, so that a flow that is opened twice stands there once. */
  private readonly ingress = new Map<string, object>();
  private readonly egress = new Map<string, object>();

  constructor(readonly workload: Workload) {
    super(scopeOf(workload, 'NetworkPolicy'), 'NetworkPolicy');
    checkHolder(this.node.path, workload, ['metadata', 'selector', 'namespace']);
    this.names = new NamePolicy(workload);
    this.resource = new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: workload.metadata,
      spec: {
        podSelector: { matchLabels: workload.selector },
        policyTypes: ['Ingress', 'Egress'],
        ingress: later(this.ingress),
        egress: later(this.egress),
      },
    });
  }

  /** Lets a peer in on these ports. @throws Refusal for what is no peer, and for no port or one that is none: a rule without a port opens all of them. */
  allowFrom(peer: Peer | Workload, ...ports: readonly number[]): void {
    add(this.ingress, { from: [this.end(peer)], ports: this.ports(ports) });
  }

  /** Lets the workload out to a peer on these ports. @throws Refusal for what is no peer, and for no port or one that is none. */
  allowTo(peer: Peer | Workload, ...ports: readonly number[]): void {
    add(this.egress, { to: [this.end(peer)], ports: this.ports(ports) });
  }

  private ports(ports: readonly number[]): readonly object[] {
    for (const port of ports.length === 0 ? [undefined] : ports) checkFarPort(this.node.path, port);
    return policyPorts(ports);
  }

  private end(peer: Peer | Workload): object {
    if (!isWorkload(peer)) {
      checkPeer(this.node.path, peer);
      return policyPeer(peer);
    }
    if (peer.namespace.name !== this.workload.namespace.name) return policyPeer({ namespace: peer.namespace.name, pods: peer.selector });
    return { podSelector: { matchLabels: peer.selector } };
  }
}

/** The rules as they stand at synthesis: flows are opened after the policy is made. */
function later(rules: ReadonlyMap<string, object>): object {
  return Lazy.any({ produce: () => [...rules.values()] }) as object;
}

function add(rules: Map<string, object>, rule: object): void {
  rules.set(JSON.stringify(rule), rule);
}
