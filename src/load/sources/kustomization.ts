import { isMapping } from '../mapping';

const FILE = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;
const GROUP = 'kustomize.config.k8s.io/';

/** Names kustomize looks for in a folder, first match wins. */
export const KUSTOMIZATION_FILES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** Fields that name other kustomizations or files of objects. */
const BUILT_ON = ['resources', 'bases', 'components'] as const;
/** Fields that change nothing of what is built. `sortOptions` orders it. */
const IDLE: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'resources', 'bases', 'sortOptions']);
/** Fields whose files tell kustomize what to do. */
const CONFIGURED_BY = [
  'patches', 'patchesStrategicMerge', 'patchesJson6902', 'generators', 'transformers', 'validators', 'replacements', 'configurations', 'crds', 'openapi',
] as const;
/** Fields whose files become the content of objects; what a file holds besides is not known from here. */
const FILLED_FROM = ['configMapGenerator', 'secretGenerator', 'helmCharts'] as const;
const PATCHES = ['patches', 'patchesStrategicMerge', 'patchesJson6902'] as const;
const PATHS: ReadonlySet<string> = new Set(['path', 'files', 'envs', 'env', 'valuesFile', 'additionalValuesFiles']);

/** What a kustomization says, as far as it decides which files reach a cluster as they are written. */
export interface Kustomization {
  /** Never built by itself. */
  readonly isComponent: boolean;
  /** Folders, files and addresses of the objects it builds on, as written. */
  readonly builtOn: readonly string[];
  /** Files that tell it what to do, such as patches, as written. */
  readonly configuredBy: readonly string[];
  /** Files it fills objects from, as written. */
  readonly filledFrom: readonly string[];
  /** Those of them that are patches: parts of objects that stand elsewhere. */
  readonly patches: readonly string[];
  /** Fields by which what is built differs from what is written; empty when it does not. */
  readonly changes: readonly string[];
}

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

/** Reads the documents of a kustomization. */
export function kustomizationOf(documents: readonly unknown[]): Kustomization {
  const parts = documents.filter(isMapping);
  const under = (fields: readonly string[]): string[] => parts.flatMap((part) => fields.flatMap((field) => pathsIn(part[field])));
  return {
    isComponent: parts.some(({ kind }) => kind === 'Component'),
    builtOn: under(BUILT_ON),
    configuredBy: under(CONFIGURED_BY),
    filledFrom: under(FILLED_FROM),
    patches: under(PATCHES),
    changes: parts.flatMap((part) => Object.keys(part).filter((field) => !IDLE.has(field) && !isEmpty(part[field]))),
  };
}

/** Paths among the texts of a field: items of its lists, and what stands under keys that hold paths. Text of several lines is inline. */
function pathsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.includes('\n') || value === '' ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(pathsIn);
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => (PATHS.has(key) ? pathsIn(child).map((path) => (key === 'files' ? path.replace(/^[^=/]*=/, '') : path)) : []));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isMapping(value) && Object.keys(value).length === 0;
}
