import { table } from './table';

const first = minorOf(table.versions[0]!);
const last = minorOf(table.versions.at(-1)!);

/** Kubernetes minor versions that can be asked about, oldest first: `1.28` … `1.36`. */
export const KUBE_VERSIONS: readonly string[] = Array.from({ length: last - first + 1 }, (_, i) => `1.${first + i}`);

/**
 * The supported minor version a text names: `1.34`, `v1.34`, `1.34.2`, `v1.34.1-eks-4ba9f1b` are all `1.34`.
 * @throws RangeError where it names none, saying which ones there are.
 */
export function parseKubeVersion(text: string): string {
  const minor = /^v?(1\.\d{1,3})(?:[.+-].*)?$/.exec(text.trim())?.[1];
  if (minor === undefined) throw new RangeError(`"${text}" is no Kubernetes version; write a minor version such as ${KUBE_VERSIONS.at(-1)}`);
  if (!masks.has(minor)) {
    throw new RangeError(`Kubernetes ${minor} is not supported; use a version from ${KUBE_VERSIONS[0]} to ${KUBE_VERSIONS.at(-1)}`);
  }
  return minor;
}

/**
 * The tables that answer for a version: its own one, else both neighbours, so that only what neither knows counts as unknown.
 * @throws RangeError for a version that is not in {@link KUBE_VERSIONS}.
 */
export function versionMask(kubeVersion: string): number {
  return masks.get(kubeVersion) ?? masks.get(parseKubeVersion(kubeVersion))!;
}

/** The versions of the tables in a mask, oldest first. */
export function versionsIn(mask: number): readonly string[] {
  return table.versions.filter((_, i) => (mask & (1 << i)) !== 0);
}

/** `1.34` -> 34 */
export function minorOf(kubeVersion: string): number {
  return Number(kubeVersion.slice(2));
}

const masks: ReadonlyMap<string, number> = new Map(KUBE_VERSIONS.map((version) => [version, maskOf(version)]));

function maskOf(version: string): number {
  const own = table.versions.indexOf(version);
  if (own >= 0) return 1 << own;
  const above = table.versions.findIndex((other) => minorOf(other) > minorOf(version));
  return (1 << above) | (1 << (above - 1));
}
