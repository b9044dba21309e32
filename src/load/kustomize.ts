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

/**
 * Whether documents of a file that kustomize reads could be read and say nothing but what it is to do. There `apiVersion` and
 * `kind` may be left out.
 */
export function isKustomizeOnly(documents: readonly unknown[]): boolean {
  return documents.every((document) => document === null || (isMapping(document) && isOfKustomize(document)));
}

function isOfKustomize({ apiVersion, kind }: Readonly<Record<string, unknown>>): boolean {
  if (typeof apiVersion === 'string') return apiVersion.startsWith(GROUP);
  return kind === undefined || kind === 'Kustomization' || kind === 'Component';
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
