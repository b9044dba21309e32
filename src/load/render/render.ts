import path from 'node:path';
import { show } from '../file-errors';
import { ReadError } from '../read-error';
import { chartFile, type Chart } from '../sources/charts';
import type { Root } from '../sources/kustomize-tree';
import { findProgram, outputOf, quoted, type Program } from './program';
import { ofChart, ofKustomization, type Rendering } from './rendering';

/** How charts and kustomizations are built. */
export interface RenderOptions {
  /** Kubernetes version charts are told they are rendered for. */
  readonly kubeVersion: string;
  /** Milliseconds one of them may take. Default: a minute. */
  readonly timeout?: number;
}

/** Something that has to be built before it can be judged. */
export interface Build {
  /** The file that stands for it, absolute: what was built is counted there. */
  readonly file: string;
  /** Why it is not judged as it is written, and what to do. */
  readonly refusal: ReadError;
  readonly rendering: Rendering;
  /** Whether what was built is a cluster of its own: overlays are variants of each other, charts stand side by side. */
  readonly isCluster: boolean;
  /** @throws ReadError `not-rendered` */
  run(options: RenderOptions, maxBytes: number): Uint8Array;
}

const MINUTE = 60_000;

/** A chart, built by `helm template` with the values it holds. */
export function buildOfChart(folder: string, { name }: Chart, templates: number, cwd: string): Build {
  const shown = show(folder, cwd);
  const what = templates === 0 ? 'a Helm chart made of other charts' : `a Helm chart with ${templates} unrendered ${templates === 1 ? 'file' : 'files'}`;
  const command = `\`helm template ${quoted(argument(shown))} | looplaw check -\``;
  return {
    file: chartFile(folder),
    refusal: notRendered(`Found ${what}, expected manifests. Render it by --render, or ${command}.`),
    rendering: ofChart(shown),
    isCluster: false,
    run({ kubeVersion, timeout = MINUTE }, maxBytes) {
      const helm = findProgram('helm');
      if (helm === null) throw notRendered(`Found ${what}, and no helm on PATH to render it by. Install it, or run ${command} where it is.`);
      return outputOf(helm, ['template', releaseOf(name), argument(shown), '--kube-version', kubeVersion], cwd, { timeout, maxBytes });
    },
  };
}

/** A kustomization, built by kustomize, or by kubectl where that is what there is. */
export function buildOfKustomization({ folder, changedBy, absent }: Root, file: string, cwd: string): Build {
  const shown = show(folder, cwd);
  const command = `\`kubectl kustomize ${quoted(argument(shown))} | looplaw check -\``;
  const what = `Found a kustomization that changes what it builds on (${changedBy ?? 'resources'})`;
  const fetching = notRendered(`Found a kustomization that builds on something which is not on this disk and is never fetched. Bring it here, or run ${command} where the network may be used.`);
  return {
    file,
    refusal: absent === null ? notRendered(`${what}, so that its files are not judged as they are written. Render it by --render, or ${command}.`) : fetching,
    rendering: ofKustomization(shown, show(file, cwd)),
    isCluster: true,
    run({ timeout = MINUTE }, maxBytes) {
      if (absent !== null) throw fetching;
      const program = findProgram('kustomize') ?? findProgram('kubectl');
      if (program === null) throw notRendered(`${what}, and neither kustomize nor kubectl on PATH to build it by. Install one, or run ${command} where it is.`);
      return outputOf(program, [verbOf(program), argument(shown)], cwd, { timeout, maxBytes });
    },
  };
}

function verbOf({ name }: Program): string {
  return name === 'kustomize' ? 'build' : 'kustomize';
}

function notRendered(message: string): ReadError {
  return new ReadError('not-rendered', message);
}

/** A folder as an argument that no program takes for a flag or an address. */
function argument(shown: string): string {
  return path.isAbsolute(shown) || shown.startsWith('.') ? shown : `./${shown}`;
}

/** A release is named like its chart, as most are; a name that is none Helm would take is its own default. */
function releaseOf(chart: string | null): string {
  return chart !== null && /^[a-z0-9](?:[-a-z0-9]{0,51}[a-z0-9])?$/.test(chart) ? chart : 'release-name';
}
