import { isMapping } from './mapping';

const FILE = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;
const GROUP = 'kustomize.config.k8s.io/';

/** Whether a path is one that kustomize reads its configuration from. */
export function isKustomization(path: string): boolean {
  return FILE.test(path);
}

/** Whether the documents of a file do nothing but configure kustomize: they are never sent to a cluster. */
export function configuresKustomize(documents: readonly unknown[]): boolean {
  const written = documents.filter((document) => document !== null);
  return written.length > 0 && written.every((document) => {
    const apiVersion = isMapping(document) ? document['apiVersion'] : undefined;
    return typeof apiVersion === 'string' && apiVersion.startsWith(GROUP);
  });
}

/** Files, relative to its folder, that a kustomization names as patches: parts of objects that stand elsewhere. */
export function patchFiles(kustomization: unknown): string[] {
  if (!isMapping(kustomization)) return [];
  const patches = ['patches', 'patchesStrategicMerge', 'patchesJson6902']
    .flatMap((field) => kustomization[field])
    .map((patch) => (isMapping(patch) ? patch['path'] : patch));
  // A patch may also stand inline, as text of several lines.
  return patches.filter((path): path is string => typeof path === 'string' && !path.includes('\n'));
}
