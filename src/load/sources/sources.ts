import path from 'node:path';
import type { FoundFile } from '../discover/discover';
import { show } from '../file-errors';
import { buildOfChart, buildOfKustomization, type Build } from '../render/render';
import type { Skipped } from '../resource';
import { chartFile, chartFrom, Charts, isChartFile, type Chart } from './charts';
import { isKustomization, isKustomizeOnly, KUSTOMIZATION_FILES, kustomizationOf, type Kustomization } from './kustomization';
import { planOf } from './kustomize-tree';

/** Files, sorted by whether a cluster is sent what they hold. */
export interface Sorted {
  /** As they are written. */
  readonly manifests: readonly FoundFile[];
  /** Whole files that only count through what is made of them. */
  readonly skipped: readonly Skipped[];
  /** What has to be built, in order of the files that stand for it. */
  readonly builds: readonly Build[];
}

/** The values of the documents of a file; `null` when it can't be read. */
export type ReadDocuments = (file: string) => readonly unknown[] | null;

/** Tells manifests from the sources of Helm charts and kustomizations. What the user names is a manifest, whatever it lies in. */
export class Sources {
  private readonly charts = new Charts();
  private readonly templates = new Map<string, number>();
  private readonly kustomizations = new Map<string, { readonly file: FoundFile; readonly kustomization: Kustomization }>();
  private readonly manifests: FoundFile[] = [];
  private readonly skipped: Skipped[] = [];

  constructor(private readonly cwd: string, private readonly documentsOf: ReadDocuments) {}

  /** @param isExcluded whether a file that a kustomization leads to is left out */
  sort(files: readonly FoundFile[], isExcluded: (file: string) => boolean): Sorted {
    for (const file of files) this.take(file);
    const builds = [...this.chartBuilds(), ...this.kustomizeBuilds(isExcluded)].sort((a, b) => (a.file < b.file ? -1 : 1));
    const built = new Set(builds.map(({ file }) => file));
    return { manifests: this.manifests.filter(({ path: file }) => !built.has(file)), skipped: this.skipped, builds };
  }

  private take(file: FoundFile): void {
    const chart = file.named ? null : this.charts.chartOf(file.path);
    if (chart !== null) {
      this.templates.set(chart, (this.templates.get(chart) ?? 0) + 1);
      this.skip(file, 'helm-source');
    } else if (isKustomization(file.shown)) this.takeKustomization(file);
    else {
      this.manifests.push(file);
      if (!file.named && isChartFile(file.path)) this.takeChart(path.dirname(file.path));
    }
  }

  private takeKustomization(file: FoundFile): void {
    const documents = this.documentsOf(file.path);
    // A file of that name may hold objects all the same, which a cluster would be sent; one that can't be read must not be passed over.
    if (documents === null || !isKustomizeOnly(documents)) this.manifests.push({ ...file, named: true });
    else this.kustomizations.set(path.dirname(file.path), { file, kustomization: kustomizationOf(documents) });
  }

  /** A chart may be made of nothing but other charts. */
  private takeChart(folder: string): void {
    if (!this.templates.has(folder) && this.chartAt(folder).hasDependencies) this.templates.set(folder, 0);
  }

  private chartAt(folder: string): Chart {
    return chartFrom(this.documentsOf(chartFile(folder)) ?? [], folder);
  }

  private chartBuilds(): Build[] {
    return [...this.templates].flatMap(([folder, count]) => {
      const chart = this.chartAt(folder);
      return chart.isLibrary ? [] : [buildOfChart(folder, chart, count, this.cwd)];
    });
  }

  private kustomizeBuilds(isExcluded: (file: string) => boolean): Build[] {
    const { roots, sources, patches } = planOf([...this.kustomizations.keys()], (folder) => this.kustomizationAt(folder));
    this.passOver(sources, patches);
    const builds = roots.flatMap((root) => (root.changedBy === null ? [] : [buildOfKustomization(root, this.kustomizations.get(root.folder)!.file.path, this.cwd)]));
    const standIns = new Set(builds.map(({ file }) => file));
    for (const { file } of this.kustomizations.values()) if (!standIns.has(file.path)) this.skip(file, 'kustomization');
    for (const { changedBy, objects } of roots) if (changedBy === null) this.add(objects.filter((file) => !isExcluded(file)));
    return builds;
  }

  private passOver(sources: ReadonlySet<string>, patches: ReadonlySet<string>): void {
    for (const file of this.manifests.splice(0)) {
      const reason = file.named ? null : patches.has(file.path) ? 'kustomize-patch' : sources.has(file.path) ? 'kustomize-source' : null;
      if (reason === null) this.manifests.push(file);
      else this.skip(file, reason);
    }
  }

  /** Naming a kustomization that changes nothing names the files it lists, wherever they lie. */
  private add(objects: readonly string[]): void {
    const known = new Set([...this.manifests.map(({ path: file }) => file), ...this.skipped.map(({ file }) => path.resolve(this.cwd, file))]);
    for (const file of objects) if (!known.has(file)) this.manifests.push({ path: file, shown: show(file, this.cwd), named: true });
  }

  private kustomizationAt(folder: string): Kustomization | null {
    const known = this.kustomizations.get(folder);
    if (known !== undefined) return known.kustomization;
    for (const name of KUSTOMIZATION_FILES) {
      const documents = this.documentsOf(path.join(folder, name));
      if (documents !== null) return isKustomizeOnly(documents) ? kustomizationOf(documents) : null;
    }
    return null;
  }

  private skip({ shown }: FoundFile, reason: Skipped['reason']): void {
    this.skipped.push({ file: shown, document: null, reason });
  }
}
