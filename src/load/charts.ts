import fs from 'node:fs';
import path from 'node:path';

/** Tells which Helm chart a file is a template of, remembering what it has seen of the disk. */
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
      if (this.isChart(folder)) return folder;
    }
    return null;
  }

  private isChart(folder: string): boolean {
    let chart = this.known.get(folder);
    if (chart === undefined) this.known.set(folder, chart = fs.existsSync(path.join(folder, 'Chart.yaml')));
    return chart;
  }
}
