import { parseImage } from './image';
import type { Pod } from './pod';

/** Programs that tell scrapers of the state of something else; two of them tell it twice. */
const EXPORTER = /(?:^|[-_])exporter$|^kube-state-metrics$/;
/** What stands beside one: a proxy that asks who scrapes, and what loads its configuration anew. */
const COMPANION = /^kube-rbac-proxy$|config(?:map)?-reload(?:er)?$/;

/** Is this, by its name, an exporter, or what stands beside one? */
export function isExporterImage(repository: string): boolean {
  const name = repository.split('/').at(-1) ?? '';
  return EXPORTER.test(name) || COMPANION.test(name);
}

/** Do its pods serve scrapers only, as exporters off the shelf do? */
export function isExporter({ appContainers }: Pod): boolean {
  const repositories = appContainers.map((container) => parseImage(container.string('image') ?? '').repository);
  return repositories.every(isExporterImage) && repositories.some((repository) => EXPORTER.test(repository.split('/').at(-1) ?? ''));
}
