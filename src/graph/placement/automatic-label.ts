/** Domains of labels and taints that Kubernetes, the cloud and well-known agents put on nodes by themselves. */
const AUTOMATIC = new RegExp([
  '(?:^|[./])(?:kubernetes|k8s)\\.io/', '\\.amazonaws\\.com/', '^alpha\\.eksctl\\.io/', '^karpenter\\.', '(?:^|\\.)azure\\.com/', '^cloud\\.google\\.com/',
  '\\.gke\\.io/', '\\.k8s\\.aws/', '\\.openshift\\.io/', '^(?:nvidia|amd)\\.com/', '^gpu\\.', '^agentpool$', '^storage(?:profile|tier)$',
].join('|'));

/** May a node carry this label or taint though nobody who declares the node writes it? */
export function isAutomatic(key: string): boolean {
  return AUTOMATIC.test(key);
}
