import path from 'node:path';
import { isMapping } from '../mapping';

/** How a text came about that is edited elsewhere. */
export interface Rendering {
  /** The file people edit for an object of the text, as it is shown; `null` when that is not known. */
  sourceOf(document: string, object: Readonly<Record<string, unknown>>): string | null;
}

/** What comes through a pipe may have been printed by Helm: the template is told as Helm tells it, by the name of its chart. */
export const PIPED: Rendering = { sourceOf: (document) => templateOf(document) };

/** What Helm printed of the chart in a folder, as it is shown; where it tells no template, the chart is what people edit. */
export function ofChart(folder: string): Rendering {
  return {
    sourceOf(document) {
      const template = templateOf(document);
      // Its first step is the name of the chart, whatever its folder is called.
      return path.posix.join(folder, template === null ? 'Chart.yaml' : template.slice(template.indexOf('/') + 1));
    },
  };
}

/** What kustomize printed of a file in a folder, as both are shown; it tells where objects come from if `buildMetadata` asks it to. */
export function ofKustomization(folder: string, file: string): Rendering {
  return { sourceOf: (_, object) => originIn(object, folder) ?? file };
}

/** The template that Helm names in a comment above each document, `chart/templates/x.yaml`. */
function templateOf(document: string): string | null {
  for (const [line] of document.matchAll(/[^\r\n]+/g)) {
    if (!line.startsWith('#')) return null;
    const template = /^# Source: (\S.{0,999})$/.exec(line)?.[1]?.trimEnd();
    if (template !== undefined) return isRelative(template) && /^[^/:]+\/(?:.*\/)?(?:templates|crds)\//.test(template) ? template : null;
  }
  return null;
}

/** The annotation `config.kubernetes.io/origin` of an object whose file is not in another repository. */
function originIn({ metadata }: Readonly<Record<string, unknown>>, folder: string): string | null {
  const annotations = isMapping(metadata) ? metadata['annotations'] : undefined;
  const origin = isMapping(annotations) ? annotations['config.kubernetes.io/origin'] : undefined;
  if (typeof origin !== 'string' || /^repo:/m.test(origin)) return null;
  const written = /^(?:path|configuredIn): (\S+)$/m.exec(origin)?.[1];
  return written === undefined || written.startsWith('/') ? null : path.posix.join(folder, written);
}

function isRelative(file: string): boolean {
  return !file.startsWith('/') && !file.split('/').includes('..');
}
