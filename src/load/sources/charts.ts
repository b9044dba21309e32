import fs from 'node:fs';
import path from 'node:path';
import { isMapping } from '../mapping';

const FILE = 'Chart.yaml';
/** A chart keeps its custom resource definitions apart, as they are applied: `crds/` is no template, in a chart within a chart neither. */
const DEFINITIONS = /^(?:charts\/[^/]+\/)*crds\//;

/** What a chart says of itself. */
export interface Chart {
  readonly name: string | null;
  /** Made to be used by other charts: it can't be rendered. */
  readonly isLibrary: boolean;
  readonly hasDependencies: boolean;
}

/** Tells which Helm chart a file is a source of, remembering what it has seen of the disk. */
export class Charts {
  private readonly known = new Map<string, boolean>();

  /**
   * The folder of the outermost chart whose `templates/` or `charts/` the file lies in; `null` when it lies in none.
   * Such files are sources of the chart: only rendering it tells what reaches the cluster.
   */
  chartOf(file: string): string | null {
    const steps = file.split(path.sep);
    for (let at = 1; at < steps.length - 1; at += 1) {
      if (steps[at] !== 'templates' && steps[at] !== 'charts') continue;
      const folder = steps.slice(0, at).join(path.sep);
      if (this.isChart(folder)) return DEFINITIONS.test(steps.slice(at).join('/')) ? null : folder;
    }
    return null;
  }

  private isChart(folder: string): boolean {
    let chart = this.known.get(folder);
    if (chart === undefined) this.known.set(folder, chart = fs.existsSync(path.join(folder, FILE)));
    return chart;
  }
}

/** Whether a path is that of the file a chart says of itself what it is. */
export function isChartFile(file: string): boolean {
  return path.basename(file) === FILE;
}

/** The file in a chart's folder. */
export function chartFile(folder: string): string {
  return path.join(folder, FILE);
}

/** Reads the documents of a `Chart.yaml`; older charts list what they depend on in `requirements.yaml`. */
export function chartFrom([document]: readonly unknown[], folder: string): Chart {
  const { name, type, dependencies } = isMapping(document) ? document : {};
  return {
    name: typeof name === 'string' ? name : null,
    isLibrary: type === 'library',
    hasDependencies: (Array.isArray(dependencies) && dependencies.length > 0) || fs.existsSync(path.join(folder, 'requirements.yaml')),
  };
}
