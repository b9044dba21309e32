import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { globSync } from 'tinyglobby';
import { readFile } from '../../load/content';
import { PlaceMemo } from '../../load/document';
import { decode } from '../../load/encoding';
import { ReadError } from '../../load/read-error';
import { Source } from '../../load/source';
import { kustomizationOf } from '../../load/sources/kustomization';
import { planOf } from '../../load/sources/kustomize-tree';
import { readStream } from '../../load/stream';
import type { Cloud } from '../../profile';

/** What manifests are made by; `manifests` are written by hand. */
export type Maker = 'cdk8s' | 'cdktf' | 'helm' | 'kustomize' | 'manifests';

/** What asks or applies today. */
export type Pipeline = 'github' | 'gitlab' | 'pre-commit' | 'azure-pipelines' | 'argo-cd' | 'flux';

/** One thing that was found, and the file that tells so. */
export interface Found<Kind> {
  readonly kind: Kind;
  readonly file: string;
  /** Folder it is about, without a slash at its end, or a file beside it; `.` is the project itself. */
  readonly folder: string;
}

/** What a folder tells of the project in it. */
export interface Project {
  readonly makers: readonly Found<Maker>[];
  readonly pipelines: readonly Found<Pipeline>[];
  readonly isTypeScript: boolean;
  readonly isNode: boolean;
  /** Folders that are one environment each: `overlays/prod`. */
  readonly environments: readonly string[];
  /** The one cloud that manifests speak of, and where; `null` when they speak of none or of several. */
  readonly cloud: { readonly name: Cloud; readonly file: string; readonly says: string } | null;
  /** Folder cdk8s writes to. */
  readonly output: string;
}

const DEEPEST = 8;
const MOST_READ = 2000;
const MOST_BYTES = 512_000;
const LIMITS = { maxDepth: 100, maxAliasedNodes: 100_000 };
const IGNORED = ['**/node_modules/**', '**/.git/**', '**/vendor/**', '**/cdktf.out/**', '**/.terraform/**'];
const NAMES = ['**/*.{yaml,yml}', '**/Kustomization', '**/cdktf.json'];

/** Names that say themselves which cloud is meant. */
const CLOUDS: readonly (readonly [Cloud, RegExp])[] = [
  ['aws', /\b(?:ebs|efs)\.csi\.aws\.com|\beks\.amazonaws\.com\/role-arn/],
  ['azure', /\b(?:disk|file)\.csi\.azure\.com|\bazure\.workload\.identity\//],
  ['gcp', /\b(?:pd|filestore)\.csi\.storage\.gke\.io|\biam\.gke\.io\/gcp-service-account/],
];

/**
 * Looks at the files of a folder; runs nothing. Folders whose names hold more than letters, digits and `. _ - @ +` are passed over:
 * what is found goes into commands.
 */
export function projectIn(root: string): Project {
  const files = globSync(NAMES, { cwd: root, dot: true, deep: DEEPEST, followSymbolicLinks: false, expandDirectories: false, ignore: IGNORED })
    .map((file) => file.replaceAll('\\', '/')).filter((file) => /^[\w.@+/-]+$/.test(file)).sort();
  const read = reader(root);
  const packageJson = existsSync(join(root, 'package.json')) ? read('package.json') : '';
  const cdk8s = existsSync(join(root, 'cdk8s.yaml')) ? read('cdk8s.yaml') : '';
  const output = (/^output:\s*["']?([\w.@+/-]+)/m.exec(cdk8s)?.[1] ?? 'dist').replace(/\/+$/, '');
  const charts = files.filter((file) => /(?:^|\/)Chart\.ya?ml$/.test(file)).map(folderOf);
  const kustomizations = files.filter((file) => /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(file));
  const cdk8sFile = cdk8s !== '' ? 'cdk8s.yaml' : /"cdk8s(?:-cli)?"\s*:/.test(packageJson) ? 'package.json' : null;
  const written = files.filter((file) => /\.ya?ml$/.test(file) && ![...charts, ...(cdk8sFile === null ? [] : [output])].some((folder) => isBelow(file, folder))).slice(0, MOST_READ);
  const manifests = written.filter((file) => !isWithinDotFolder(file) && isManifest(read(file)));
  const plain = manifests.filter((file) => !kustomizations.some((kustomization) => isBelow(file, folderOf(kustomization))));
  return {
    makers: [
      ...(cdk8sFile === null ? [] : [{ kind: 'cdk8s' as const, file: cdk8sFile, folder: '.' }]),
      ...files.filter((file) => /(?:^|\/)cdktf\.json$/.test(file)).map((file) => ({ kind: 'cdktf' as const, file, folder: folderOf(file) })),
      // A chart in the folder `charts` of another one is rendered with it.
      ...charts.filter((chart) => !charts.some((other) => other !== chart && isBelow(chart, other)))
        .map((folder) => ({ kind: 'helm' as const, file: `${folder === '.' ? '' : `${folder}/`}Chart.yaml`, folder })),
      ...applied(root, kustomizations, read).map((file) => ({ kind: 'kustomize' as const, file, folder: folderOf(file) })),
      ...placesOf(plain).map(([folder, file]) => ({ kind: 'manifests' as const, file, folder })),
    ],
    pipelines: pipelinesIn(root, written, read),
    isTypeScript: existsSync(join(root, 'tsconfig.json')) || /"typescript"\s*:/.test(packageJson) || /^language:\s*["']?typescript/m.test(cdk8s),
    isNode: packageJson !== '',
    environments: environmentsOf([...manifests, ...kustomizations]),
    cloud: cloudOf(manifests, read),
    output,
  };
}

/** Text of a file of the project; empty when it can not be read or is too large to be written by hand. */
function reader(root: string): (file: string) => string {
  const known = new Map<string, string>();
  return (file) => {
    let text = known.get(file);
    if (text === undefined) known.set(file, text = textOf(join(root, file)));
    return text;
  };
}

function textOf(path: string): string {
  try {
    return decode(readFile(path, MOST_BYTES));
  } catch (e) {
    if (e instanceof ReadError) return '';
    throw e;
  }
}

function isManifest(text: string): boolean {
  return /^apiVersion:/m.test(text) && /^kind:/m.test(text) && !/^apiVersion:\s*["']?kustomize\.config\.k8s\.io\//m.test(text);
}

/** Kustomizations that no other one builds upon, as a check of the folder tells them. */
function applied(root: string, kustomizations: readonly string[], read: (file: string) => string): readonly string[] {
  const byFolder = new Map(kustomizations.map((file) => [resolve(root, folderOf(file)), file]));
  const { roots } = planOf([...byFolder.keys()], (folder) => {
    const file = byFolder.get(folder);
    return file === undefined ? null : kustomizationOf(readStream(new Source(file, read(file)), new PlaceMemo(LIMITS)).map(({ value }) => value));
  });
  return roots.map(({ folder }) => byFolder.get(folder)!).sort();
}

function pipelinesIn(root: string, written: readonly string[], read: (file: string) => string): Project['pipelines'] {
  const named = ([['gitlab', '.gitlab-ci.yml'], ['pre-commit', '.pre-commit-config.yaml'], ['azure-pipelines', 'azure-pipelines.yml']] as const)
    .filter(([, file]) => existsSync(join(root, file))).map(([kind, file]) => ({ kind, file, folder: '.' }));
  const first = <Kind extends Pipeline>(kind: Kind, is: (file: string) => boolean): readonly Found<Kind>[] => (
    written.filter(is).slice(0, 1).map((file) => ({ kind, file, folder: folderOf(file) }))
  );
  return [
    ...first('github', (file) => /^\.github\/workflows\/[^/]+$/.test(file) && file !== '.github/workflows/looplaw.yml'),
    ...named,
    ...first('argo-cd', (file) => /^apiVersion:\s*["']?argoproj\.io\/v\w+["']?\s*$/m.test(read(file)) && /^kind:\s*["']?(?:Application|ApplicationSet|AppProject)\b/m.test(read(file))),
    ...first('flux', (file) => /^apiVersion:\s*["']?(?:kustomize|helm|source)\.toolkit\.fluxcd\.io\//m.test(read(file))),
  ];
}

/** Folders below `overlays`, `environments` and the like, where there are several: one alone tells nothing apart. */
function environmentsOf(files: readonly string[]): readonly string[] {
  const folders = new Set(files.flatMap((file) => /^(?:[^/]+\/)*?(?:overlays|environments|envs|clusters)\/[^/]+(?=\/)/.exec(file)?.[0] ?? []));
  return folders.size > 1 ? [...folders].sort() : [];
}

function cloudOf(files: readonly string[], read: (file: string) => string): Project['cloud'] {
  const found = CLOUDS.flatMap(([name, mark]) => {
    const file = files.find((f) => mark.test(read(f)));
    return file === undefined ? [] : [{ name, file, says: mark.exec(read(file))![0] }];
  });
  return found.length === 1 ? found[0]! : null;
}

/** Folders next to the root that hold files, and files beside them, each with the first of its files. */
function placesOf(files: readonly string[]): readonly (readonly [folder: string, file: string])[] {
  const folders = new Map<string, string>();
  for (const file of files) {
    const folder = file.includes('/') ? file.slice(0, file.indexOf('/')) : file;
    if (!folders.has(folder)) folders.set(folder, file);
  }
  return [...folders];
}

function isWithinDotFolder(file: string): boolean {
  return /(?:^|\/)\.[^/]/.test(file);
}

function isBelow(path: string, folder: string): boolean {
  return folder === '.' || path.startsWith(`${folder}/`);
}

function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.';
}
