/** Namespaces the cluster itself lives in. */
const SYSTEM = /^(?:kube-(?:system|node-lease|public)|gke-.*|amazon-.*|calico-system|tigera-operator|gatekeeper-system)$/;

/** Is this a namespace the cluster itself lives in, where laws of apps ask less? */
export function isSystemNamespace(name: string): boolean {
  return SYSTEM.test(name);
}
