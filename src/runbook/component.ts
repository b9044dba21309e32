import type { SignatureId } from '../signature';

/** A component of Kubernetes: what stops when it does, what goes on, and how it comes back. */
export interface Component {
  readonly name: string;
  /** The signature its failure shows as. */
  readonly signature: SignatureId;
  readonly role: string;
  readonly stops: string;
  readonly recovery: string;
}

/**
 * What each component's failure costs. Times are defaults of Kubernetes 1.32 and later.
 * @see https://kubernetes.io/docs/concepts/architecture/nodes/#node-monitoring
 */
export const COMPONENTS: readonly Component[] = [
  { name: 'kube-apiserver', signature: 'S5', role: 'takes every request, and alone talks to etcd', stops: 'deployments, scaling, every change; pods that run go on', recovery: 'restart it; with several, the load balancer takes the next' },
  { name: 'etcd', signature: 'S5', role: 'keeps all state', stops: 'every change; without a quorum reads, too', recovery: 'bring members back, replace one at a time, restore a snapshot last' },
  { name: 'kube-scheduler', signature: 'S5', role: 'gives pods a node', stops: 'new pods stay Pending; others are not touched', recovery: 'restart it; look at its Lease in kube-system' },
  { name: 'kube-controller-manager', signature: 'S5', role: 'runs the loops of Deployments, nodes, endpoints and Jobs', stops: 'healing, scaling, and noticing dead nodes', recovery: 'restart it; its loops go on from the present state' },
  { name: 'kubelet', signature: 'S2', role: 'starts containers on a node, and reports', stops: 'the node is NotReady after 50 s, its pods are evicted 300 s later', recovery: 'restart it; cordon and replace the node when it stays ill' },
  { name: 'kube-proxy', signature: 'S3', role: 'programs the addresses of Services on a node, in nftables or iptables', stops: 'new endpoints are not reached from that node; other nodes are not touched', recovery: 'restart it; rules are built anew' },
  { name: 'CoreDNS', signature: 'S3', role: 'resolves names of Services', stops: 'names; addresses still work', recovery: 'restart its pods, look at its Corefile' },
];
