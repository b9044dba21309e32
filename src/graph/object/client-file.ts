/** Groups of files that look like objects and are read by tools; no API server ever sees them. */
const TOOL_GROUPS = new Set([
  'audit.k8s.io', 'builtin', 'ctlptl.dev', 'eksctl.io', 'k3d.io', 'kind.x-k8s.io', 'kuttl.dev', 'kustomize.config.k8s.io', 'minikube.k8s.io', 'skaffold',
]);

/** Is this a file for a tool instead of an object for a cluster: an eksctl or kind cluster, a kubeconfig, a plugin of kustomize? */
export function isClientFile(apiVersion: string, kind: string): boolean {
  if (apiVersion === 'v1' && kind === 'Config') return true;
  const [group = ''] = apiVersion.split('/');
  return TOOL_GROUPS.has(group);
}
