import type { Path } from '../../load/resource';
import type { Bound } from '../placement/bound';
import { parseIntOrString } from '../reading/int-or-string';
import type { Subject } from '../reading/subject';
import type { Workload } from '../workload/workload';
import { resolveFenceposts } from './rollout';

/** An update that takes no pod away before a new one is ready. */
export interface CarefulUpdate {
  /** Pods that run meanwhile. */
  readonly pods: number;
  /** Where that is written; `null` = it comes of defaults and rounding. */
  readonly path: Path | null;
  /** The rules under which the first new pod has to find a place. */
  readonly bounds: readonly Bound[];
  /** The one that leaves it none for certain; `null` = none does. */
  readonly full: (Bound & { readonly most: number }) | null;
}

/** How the pods of a workload are replaced by new ones, where that goes step by step. */
export class Update {
  constructor(private readonly workload: Workload) {}

  /** Why the API server refuses its two numbers, and where they stand; `null` = it takes them. */
  get refused(): { readonly kind: 'neither' | 'both'; readonly path: Path } | null {
    const rolling = this.rolling;
    if (rolling === null) return null;
    const [addsNone, takesNone] = [isNone(rolling, 'maxSurge'), isNone(rolling, 'maxUnavailable')];
    if (addsNone && takesNone) return { kind: 'neither', path: rolling.path };
    return this.workload.kind === 'DaemonSet' && !addsNone && !takesNone ? { kind: 'both', path: rolling.path } : null;
  }

  /** How many pods a Deployment of so many adds and takes away at a time; `null` for other kinds, and where it replaces pods in no rolling way. */
  step(replicas: number): { readonly surge: number; readonly unavailable: number } | null {
    const rolling = this.workload.kind === 'Deployment' ? this.rolling : null;
    return rolling === null ? null : resolveFenceposts(rolling.get('maxSurge') ?? '25%', rolling.get('maxUnavailable') ?? '25%', replicas);
  }

  /** A Deployment's, where at its most or at its least replicas it takes no pod away first; `null` = it does take one. */
  get careful(): CarefulUpdate | null {
    const { workload, rolling } = this;
    workload.pod.assertWhole();
    const scales = [workload.maximumScale, workload.minimumScale].filter((replicas) => replicas > 0);
    const pods = scales.find((replicas) => this.step(replicas)?.unavailable === 0);
    if (pods === undefined || rolling === null) return null;
    const bounds = workload.placement.bounds.filter((bound) => bound.countsOldRevision);
    const path = rolling.has('maxUnavailable') && isNone(rolling, 'maxUnavailable') ? [...rolling.path, 'maxUnavailable'] : null;
    const full = bounds.find((bound): bound is Bound & { readonly most: number } => bound.most !== null && bound.most <= pods) ?? null;
    return { pods, path, bounds, full };
  }

  /** A port of the host that each old pod of a DaemonSet holds while a new one is to start beside it; `null` = none. */
  get heldPort(): Subject | null {
    const rolling = this.workload.kind === 'DaemonSet' ? this.rolling : null;
    if (rolling === null || isNone(rolling, 'maxSurge')) return null;
    return this.workload.placement.pod.ports[0]?.at ?? null;
  }

  private get rolling(): Subject | null {
    const { kind, spec } = this.workload;
    const strategy = kind === 'Deployment' ? spec.in('strategy') : kind === 'DaemonSet' ? spec.in('updateStrategy') : null;
    return strategy?.string('type') === 'RollingUpdate' ? strategy.in('rollingUpdate') : null;
  }
}

/** Nothing by what is written, not by rounding: there the controller takes one pod away after all. */
function isNone(rolling: Subject, field: 'maxSurge' | 'maxUnavailable'): boolean {
  const amount = parseIntOrString(rolling.get(field));
  if (amount === null) throw rolling.unknown(field);
  return ('int' in amount ? amount.int : amount.percent) === 0;
}
