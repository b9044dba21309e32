import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { Workload } from '../compute/workload/workload';
import { NamePolicy } from './name-policy';
import { policyPeer, policyPorts, type Peer } from './peer';

/** The one NetworkPolicy of a workload; it grows as flows are opened. Keeps network/policy-coverage, policy-peer-scoped. */
export class WorkloadPolicy extends Construct {
  readonly resource: ApiObject;
  /** What it may reach by name, in the words of the network. */
  readonly names: NamePolicy;
  /** Rules by their text, so that a flow that is opened twice stands there once. */
  private readonly ingress = new Map<string, object>();
  private readonly egress = new Map<string, object>();

  constructor(readonly workload: Workload) {
    super(workload, 'NetworkPolicy');
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

  /** Lets a peer in on these ports. */
  allowFrom(peer: Peer | Workload, ...ports: readonly number[]): void {
    add(this.ingress, { from: [this.end(peer)], ports: policyPorts(ports) });
  }

  /** Lets the workload out to a peer on these ports. */
  allowTo(peer: Peer | Workload, ...ports: readonly number[]): void {
    add(this.egress, { to: [this.end(peer)], ports: policyPorts(ports) });
  }

  private end(peer: Peer | Workload): object {
    if (!('selector' in peer)) return policyPeer(peer);
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
