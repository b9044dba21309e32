import type { Path } from '../../load/resource';
import { isMap } from '../reading/subject';

/** A Helm chart that an object has a controller install. */
export interface InstalledChart {
  readonly name: string;
  /** Where the object names it. */
  readonly path: Path;
}

/** Where objects of a kind name their chart; a list stands for each of its items. */
const NAMED_AT: Readonly<Record<string, readonly Path[]>> = {
  'helm.toolkit.fluxcd.io HelmRelease': [['spec', 'chart', 'spec', 'chart'], ['spec', 'chartRef', 'name']],
  'helm.cattle.io HelmChart': [['spec', 'chart']],
  'argoproj.io Application': [['spec', 'source', 'chart'], ['spec', 'sources', 'chart']],
  'argoproj.io ApplicationSet': [['spec', 'template', 'spec', 'source', 'chart'], ['spec', 'template', 'spec', 'sources', 'chart']],
};

/** The chart that an object of Flux, Argo CD or the Helm controller of k3s installs; the first of several. `null` when it installs none. */
export function installedChart(group: string, kind: string, value: unknown): InstalledChart | null {
  for (const path of NAMED_AT[`${group} ${kind}`] ?? []) {
    const found = follow(value, path, []);
    if (found !== null) return found;
  }
  return null;
}

function follow(value: unknown, [step, ...rest]: Path, at: Path): InstalledChart | null {
  if (Array.isArray(value) && step !== undefined) {
    return value.reduce<InstalledChart | null>((found, item, i) => found ?? follow(item, [step, ...rest], [...at, i]), null);
  }
  if (step === undefined) return typeof value === 'string' && value !== '' ? { name: value, path: at } : null;
  return isMap(value) ? follow(value[step], rest, [...at, step]) : null;
}
