import { parseImage } from './image';
import type { Pod } from './pod';

/** Programs that tell scrapers of the state of something else; two of them tell it twice. */
const EXPORTER = /(?:^|[-_])exporter$|^kube-state-metrics$/;
/** What stands beside one: a proxy that asks who scrapes, and what loads its configuration anew. */
const COMPANION = /^kube-rbac-proxy$|config(?:map)?-reload(?:er)?$/;

/** Do its pods serve scrapers only, as exporters off the shelf do? */
export function isExporter({ appContainers }: Pod): boolean {
  const programs = appContainers.map((container) => parseImage(container.string('image') ?? '').repository.split('/').at(-1) ?? '');
  return programs.some((name) => EXPORTER.test(name)) && programs.every((name) => EXPORTER.test(name) || COMPANION.test(name));
}
